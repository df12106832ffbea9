/** What sounds here: two soft bells, made here, so that no file can be missing, and files of speech. */
import { Icon, html, useEffect, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";

/** Two notes a falling third apart, as door bells have it: [pitch in Hz, start in s]. */
const NOTES = [[659.26, 0], [523.25, 0.42]];
const PARTIALS = [[1, 0.32], [2, 0.1], [3.01, 0.04]];
/** A note has faded to a tenth after a second less its start, to nothing after this time. */
const RING_S = 1.6;
const ATTACK_S = 0.008;
const WAKING_MS = 500;
const LOADED_WITHIN_MS = 5000;
const BEYOND_MS = 1500;

/**
 * Lets the chime sound at `at` seconds of the context's clock; two seconds in all, one may speak after one.
 * @param {AudioContext | OfflineAudioContext} context
 * @param {number} at
 * @param {AudioNode} [output]
 */
export function ring(context, at, output = context.destination) {
  NOTES.forEach(([pitch, start]) => PARTIALS.forEach(([multiple, loudness]) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch * multiple;
    volume.gain.setValueAtTime(0.0001, at + start);
    volume.gain.exponentialRampToValueAtTime(loudness, at + start + ATTACK_S);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + start + RING_S);
    tone.connect(volume);
    volume.connect(output);
    tone.start(at + start);
    tone.stop(at + start + RING_S);
  }));
}

const AudioContext = window.AudioContext || null;
const listeners = /** @type {Set<() => void>} */ (new Set());
/**
 * The page's one audio context, null where there is none. `ran`: it has sounded, so that it may be
 * woken without a touch; `clock`: its time at the last check, null before the first.
 */
/** @type {{ context: AudioContext, volume: GainNode, ran: boolean, clock: number | null } | null} */
let audio = null;
const heard = { loudness: 1, stands: false };

/** Returns the audio context and its volume, a new one where there is none or it was closed. */
function openAudio() {
  if (audio !== null && audio.context.state === "closed") {
    audio = null;
  }
  if (audio === null && AudioContext !== null) {
    audio = makeAudio(AudioContext);
  }
  return audio;
}

/** @param {typeof window.AudioContext} Kind */
function makeAudio(Kind) {
  try {
    const context = new Kind();
    const volume = context.createGain();
    volume.gain.value = heard.loudness;
    volume.connect(context.destination);
    const made = { context, volume, ran: context.state === "running", clock: null };
    context.onstatechange = () => followState(made);
    return made;
  } catch (_) {
    return null;
  }
}

/** @param {NonNullable<typeof audio>} made */
function followState(made) {
  if (made === audio) {
    const { state } = made.context;
    made.ran = made.ran || state === "running";
    made.clock = null;
    if (made.ran && isBlocked()) {
      wake(made.context);
    }
    openAudio();
    listeners.forEach((tell) => tell());
  }
}

/** @param {AudioContext} context */
function wake(context) {
  context.resume().catch(() => {}); // closed meanwhile: the next question makes a new one
}

/** Drops the audio context, which fails, for a new one. */
export function renewSound() {
  const old = audio;
  audio = null;
  if (old !== null && old.context.state !== "closed") {
    old.context.close().catch(() => {});
  }
  openAudio();
}

/**
 * Looks whether sound is made: a context whose clock stands still is replaced, one that sleeps is woken.
 * To be called again and again.
 */
export function checkSound() {
  const open = openAudio();
  if (open !== null && open.context.state === "running") {
    const { clock, context: { currentTime } } = open;
    open.clock = currentTime;
    heard.stands = clock === null ? heard.stands : clock === currentTime;
    if (clock === currentTime) {
      renewSound();
    }
  } else if (open !== null && open.ran) {
    wake(open.context);
  }
}

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Says whether the browser keeps the sound back until somebody touches the screen. */
export function isBlocked() {
  const open = openAudio();
  // Safari has a third state, "interrupted"
  return open !== null && open.context.state !== "running" && open.context.state !== "closed";
}

/** Says whether no sound can be made here, whoever allows it. */
export function isBroken() {
  return openAudio() === null || heard.stands;
}

/**
 * Calls `tell()` whenever the browser gives the sound free, or keeps it back.
 * @param {() => void} tell
 */
export function onSoundChange(tell) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

/** Resolves to how the sound is: ready, blocked, or failed where the browser has none. */
export async function soundState() {
  if (openAudio() === null) {
    return "failed";
  }
  if (isBlocked()) {
    // Just made, it sleeps for a moment even where it may sound.
    await pause(WAKING_MS);
  }
  return isBlocked() ? "blocked" : "ready";
}

/**
 * Sets how loud everything is, 0 to 100.
 * @param {number} percent
 */
export function setVolume(percent) {
  heard.loudness = percent / 100;
  const open = openAudio();
  if (open !== null) {
    open.volume.gain.value = heard.loudness;
  }
}

/** Rings the chime. */
export function chime() {
  const open = openAudio();
  if (open !== null) {
    ring(open.context, open.context.currentTime, open.volume);
  }
}

/**
 * Resolves to the sound of a file, ready to be played, or to null when it cannot be had in time.
 * @param {string} address
 */
export function loaded(address) {
  const open = openAudio();
  const file = fetch(address, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.arrayBuffer() : null))
    .then((content) => (content && open ? open.context.decodeAudioData(content) : null))
    .catch(() => null);
  return Promise.race([file, pause(LOADED_WITHIN_MS).then(() => null)]);
}

/**
 * Plays a loaded sound. Returns {over, stop}: `over` resolves to whether it was played, at the latest
 * a second and a half after `milliseconds`: without a loudspeaker a browser's sounds never end.
 * @param {AudioBuffer} sound
 * @param {number} milliseconds
 */
export function played(sound, milliseconds) {
  const open = openAudio();
  if (open === null) {
    return { over: Promise.resolve(false), stop: () => {} };
  }
  const source = open.context.createBufferSource();
  source.buffer = sound;
  source.connect(open.volume);
  const ended = new Promise((resolve) => {
    source.onended = () => resolve(true);
  });
  source.start();
  const over = Promise.race([ended, pause(milliseconds + BEYOND_MS).then(() => false)]);
  return { over, stop: () => source.stop() };
}

function allow() {
  if (audio !== null && isBlocked()) {
    audio.context.resume();
  }
}

/** Returns whether the browser keeps the sound back; a touch anywhere, or any key, sets it free. */
export function useBlocked() {
  const [blocked, setBlocked] = useState(isBlocked);
  useEffect(() => {
    const tell = () => setBlocked(isBlocked());
    const forget = onSoundChange(tell);
    const wakes = ["click", "keydown"];
    wakes.forEach((wake) => document.addEventListener(wake, allow));
    tell();
    return () => {
      forget();
      wakes.forEach((wake) => document.removeEventListener(wake, allow));
    };
  }, []);
  return blocked;
}

/** What offers to turn the sound on. */
export function SoundOffer() {
  return html`
    <button type="button" class="offer">
      <${Icon} name="sound-off" /><span>${gettext("Chạm vào màn hình để bật âm thanh")}</span>
    </button>`;
}
