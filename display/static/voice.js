/** The player: says what the server lists, in its order, one line at a time, while it is the one heard. */
import { page } from "../web/screen.js";
import {
  askLease, followLease, hasSaid, keepLease, leads, mayLead, report, reportAgain,
} from "./lease.js";
import { chime, isBlocked, loaded, onSoundChange, pause, played, setVolume, soundState } from "./sound.js";

const { rhythm } = page.extra;
const LOADED_AHEAD = 3;

/** `turn`: what is being said now, {id, stop} or null; `sounds`: address -> promise of its sound. */
const player = { lines: [], turn: null, sounds: new Map(), started: false };
const able = () => !isBlocked();

/** Says whether this board is to be heard. */
export function mayBeHeard(view) {
  return view.loudspeakers !== null && !view.loudspeakers.silent && mayLead();
}

/** Follows the view: what it lists is said, what it lists no more is not said again. */
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
  const result = ready === "ready" ? await say(line, waiting) : ready;
  player.turn = null;
  if (result !== null) {
    report(line.id, result);
  }
  next();
}

/** Says a line; resolves to played or failed, or to null when it was not this page's to say. */
async function say(line, waiting) {
  keepLoaded(waiting.slice(0, LOADED_AHEAD));
  const loading = line.audio && player.sounds.get(line.audio);
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
    player.turn.stop = playing.stop;
    if (!await playing.over) {
      return "failed";
    }
    if (!leads()) {
      return null;
    }
  }
  return "played";
}

function isListed(id) {
  return player.lines.some((line) => line.id === id);
}

function isWanted(line) {
  return leads() && isListed(line.id);
}

/** Loads the sounds of these lines and forgets the others; one that could not be had is tried again. */
function keepLoaded(lines) {
  const before = player.sounds;
  player.sounds = new Map();
  lines.filter((line) => line.audio !== null).forEach(({ audio }) => {
    const sound = before.get(audio) || loaded(audio);
    player.sounds.set(audio, sound);
    sound.then((found) => found === null && player.sounds.get(audio) === sound && player.sounds.delete(audio));
  });
}
