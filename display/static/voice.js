/** The player: says what the server lists, in its order, one line at a time, while it is the one heard. */
/** @import { AnnouncementJson, BoardView } from "../view_types.js" */
import { extra } from "./extra.js";
import {
  askLease, followLease, hasSaid, keepLease, leads, mayLead, report, reportAgain,
} from "./lease.js";
import {
  checkSound, chime, isBlocked, isBroken, loaded, onSoundChange, pause, played, renewSound, setVolume,
  soundState,
} from "./sound.js";

const { rhythm } = extra;
const LOADED_AHEAD = 3;
const CHECK_MS = 2000;

/** `turn`: what is being said now, {id, stop} or null; `sounds`: address -> promise of its sound. */
/**
 * @type {{
 *   lines: AnnouncementJson[], turn: { id: string, stop: () => void } | null,
 *   sounds: Map<string, Promise<AudioBuffer | null>>, started: boolean,
 * }}
 */
const player = { lines: [], turn: null, sounds: new Map(), started: false };
const able = () => ({ able: !isBlocked() && !isBroken(), broken: isBroken() });

/**
 * Says whether this board is to be heard.
 * @param {BoardView} view
 */
export function mayBeHeard(view) {
  return view.loudspeakers !== null && !view.loudspeakers.silent && mayLead();
}

/**
 * Follows the view: what it lists is said, what it lists no more is not said again.
 * @param {BoardView} view
 */
export function obey(view) {
  player.lines = view.announcements;
  if (view.loudspeakers === null) {
    return;
  }
  setVolume(view.loudspeakers.volume);
  followLease(view.loudspeakers, able);
  reportAgain(player.lines.map((line) => line.id), isListed);
  if (!player.started) {
    player.started = true;
    keepLease(able, next);
    onSoundChange(() => askLease(able));
    setInterval(checkSound, CHECK_MS);
    askLease(able);
  }
  next();
}

/** Begins the turn of the first line that has not had its own, unless one is being said. */
async function next() {
  if (player.turn !== null && !leads()) {
    player.turn.stop();
  }
  const waiting = player.lines.filter((line) => !hasSaid(line.id));
  if (player.turn !== null || waiting.length === 0 || !leads()) {
    return;
  }
  const [line] = waiting;
  player.turn = { id: line.id, stop: () => {} };
  const ready = await soundState();
  // Whatever the browser throws: a turn that never ended would silence this board for good.
  const result = ready === "ready" ? await say(line, waiting).catch(() => "failed") : ready;
  player.turn = null;
  if (result === "failed") {
    renewSound();
  }
  if (result !== null) {
    report(line.id, result);
  }
  next();
}

/**
 * Says a line; resolves to played or failed, or to null when it was not this page's to say.
 * @param {AnnouncementJson} line
 * @param {AnnouncementJson[]} waiting
 */
async function say(line, waiting) {
  keepLoaded(waiting.slice(0, LOADED_AHEAD));
  const loading = line.audio === null ? null : player.sounds.get(line.audio);
  if (line.chime) {
    chime();
    await pause(rhythm.chime_ms + rhythm.after_chime_ms);
  }
  const sound = await loading;
  if (!isWanted(line)) {
    return null;
  }
  const result = line.audio === null ? "played" : await sayTimes(line, sound);
  await pause(rhythm.gap_ms);
  return result;
}

/**
 * @param {AnnouncementJson} line
 * @param {AudioBuffer | null | undefined} sound
 */
async function sayTimes(line, sound) {
  if (!sound) {
    return "failed";
  }
  for (let times = 0; times < line.repeats; times += 1) {
    if (times > 0) {
      await pause(rhythm.between_ms);
      // Whoever was called is there: it is not said once more.
      if (!isWanted(line)) {
        return leads() ? "played" : null;
      }
    }
    const playing = played(sound, line.duration_ms);
    player.turn = { id: line.id, stop: playing.stop };
    if (!await playing.over) {
      return "failed";
    }
    if (!leads()) {
      return null;
    }
  }
  return "played";
}

/** @param {string} id */
function isListed(id) {
  return player.lines.some((line) => line.id === id);
}

/** @param {AnnouncementJson} line */
function isWanted(line) {
  return leads() && isListed(line.id);
}

/**
 * Loads the sounds of these lines and forgets the others; one that could not be had is tried again.
 * @param {AnnouncementJson[]} lines
 */
function keepLoaded(lines) {
  const before = player.sounds;
  player.sounds = new Map();
  lines.map((line) => line.audio).filter((audio) => audio !== null).forEach((audio) => {
    const sound = before.get(audio) || loaded(audio);
    player.sounds.set(audio, sound);
    sound.then((found) => found === null && player.sounds.get(audio) === sound && player.sounds.delete(audio));
  });
}
