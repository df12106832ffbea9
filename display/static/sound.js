/** The chime of a new call: two soft bells, made here, so that no file can be missing. */
import { Icon, html, useEffect, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";

/** Two notes a falling third apart, as door bells have it: [pitch in Hz, start in s]. */
const NOTES = [[659.26, 0], [523.25, 0.42]];
const PARTIALS = [[1, 0.32], [2, 0.1], [3.01, 0.04]];
const RING_S = 1.6;
const ATTACK_S = 0.008;

/** Lets the chime sound in an audio context, `at` seconds of its clock; two seconds in all. */
export function ring(context, at) {
  NOTES.forEach(([pitch, start]) => PARTIALS.forEach(([multiple, loudness]) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch * multiple;
    volume.gain.setValueAtTime(0.0001, at + start);
    volume.gain.exponentialRampToValueAtTime(loudness, at + start + ATTACK_S);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + start + RING_S);
    tone.connect(volume);
    volume.connect(context.destination);
    tone.start(at + start);
    tone.stop(at + start + RING_S);
  }));
}

const AudioContext = window.AudioContext || null;
const speaker = { context: null, listeners: new Set() };

function context() {
  if (speaker.context === null && AudioContext !== null) {
    speaker.context = new AudioContext();
    speaker.context.onstatechange = () => speaker.listeners.forEach((tell) => tell());
  }
  return speaker.context;
}

/** Says whether the browser keeps the sound back until somebody touches the screen. */
function isBlocked() {
  return context() !== null && context().state === "suspended";
}

function allow() {
  if (isBlocked()) {
    context().resume();
  }
}

/** Rings once; a chime that the browser keeps back is not made up for later. */
export function chime() {
  if (context() !== null && !isBlocked()) {
    ring(context(), context().currentTime);
  }
}

/** What offers to turn the sound on, only where the browser keeps it back. Any key does it too. */
export function SoundOffer() {
  const [blocked, setBlocked] = useState(isBlocked);
  useEffect(() => {
    const tell = () => setBlocked(isBlocked());
    speaker.listeners.add(tell);
    document.addEventListener("keydown", allow);
    tell();
    return () => {
      speaker.listeners.delete(tell);
      document.removeEventListener("keydown", allow);
    };
  }, []);
  return blocked && html`
    <button type="button" class="offer" onClick=${allow}>
      <${Icon} name="sound-off" /><span>${gettext("Chạm để bật âm thanh")}</span>
    </button>`;
}
