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

/** Lets the chime sound at `at` seconds of the context's clock; two seconds in all, one may speak after one. */
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
const speaker = { context: null, volume: null, listeners: new Set() };

function context() {
  if (speaker.context === null && AudioContext !== null) {
    speaker.context = new AudioContext();
    speaker.volume = speaker.context.createGain();
    speaker.volume.connect(speaker.context.destination);
    speaker.context.onstatechange = () => speaker.listeners.forEach((tell) => tell());
  }
  return speaker.context;
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Says whether the browser keeps the sound back until somebody touches the screen. */
export function isBlocked() {
  return context() !== null && context().state === "suspended";
}

/** Calls `tell()` whenever the browser gives the sound free, or keeps it back. */
export function onSoundChange(tell) {
  speaker.listeners.add(tell);
  return () => speaker.listeners.delete(tell);
}

/** Resolves to how the sound is: ready, blocked, or failed where the browser has none. */
export async function soundState() {
  if (context() === null) {
    return "failed";
  }
  if (isBlocked()) {
    // Just made, it sleeps for a moment even where it may sound.
    await pause(WAKING_MS);
  }
  return isBlocked() ? "blocked" : "ready";
}

/** Sets how loud everything is, 0 to 100. */
export function setVolume(percent) {
  if (context() !== null) {
    speaker.volume.gain.value = percent / 100;
  }
}

/** Rings the chime. */
export function chime() {
  ring(context(), context().currentTime, speaker.volume);
}

/** Resolves to the sound of a file, ready to be played, or to null when it cannot be had in time. */
export function loaded(address) {
  const file = fetch(address, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.arrayBuffer() : null))
    .then((content) => content && context().decodeAudioData(content))
    .catch(() => null);
  return Promise.race([file, pause(LOADED_WITHIN_MS).then(() => null)]);
}

/**
 * Plays a loaded sound. Returns {over, stop}: `over` resolves to whether it was played, at the latest
 * a second and a half after `milliseconds`: without a loudspeaker a browser's sounds never end.
 */
export function played(sound, milliseconds) {
  const source = context().createBufferSource();
  source.buffer = sound;
  source.connect(speaker.volume);
  const ended = new Promise((resolve) => {
    source.onended = () => resolve(true);
  });
  source.start();
  const over = Promise.race([ended, pause(milliseconds + BEYOND_MS).then(() => false)]);
  return { over, stop: () => source.stop() };
}

function allow() {
  if (isBlocked()) {
    context().resume();
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
