/** Vibration and chime on the citizen's own phone, once the switch is on. */
import { recall, remember } from "../web/page.js";

const STORE = "alerts";
const TIMES = { near: 1, called: 3 };
const EVERY_MS = 4000;
const PATTERNS = { near: [200, 120, 200], called: [500, 200, 500, 200, 500] };
const NOTES = { near: [659, 880], called: [880, 659, 880, 988] };

let context = null;
let repeats = [];

/** Whether the citizen wants to be told. */
export function alertsOn() {
  return recall(localStorage, STORE) === true;
}

/** Turns the alerts on or off and returns which; the press also lets the browser play sound. */
export function switchAlerts() {
  const on = !alertsOn();
  remember(localStorage, STORE, on ? true : null);
  if (on) {
    once("near");
  } else {
    quiet();
  }
  return on;
}

/** Tells of `near` once, of `called` three times, unless the alerts are off. */
export function ring(kind) {
  if (!alertsOn()) {
    return;
  }
  quiet();
  once(kind);
  for (let n = 1; n < TIMES[kind]; n += 1) {
    repeats.push(setTimeout(() => once(kind), n * EVERY_MS));
  }
}

/** Ends what still rings. */
export function quiet() {
  repeats.forEach(clearTimeout);
  repeats = [];
  if (navigator.vibrate) {
    navigator.vibrate(0);
  }
}

function once(kind) {
  if (navigator.vibrate) {
    navigator.vibrate(PATTERNS[kind]);
  }
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (!Audio) {
    return;
  }
  context = context || new Audio();
  if (context.state === "suspended") {
    context.resume().catch(() => {});
  }
  NOTES[kind].forEach((frequency, n) => note(frequency, n * 0.2));
}

function note(frequency, after) {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  const start = context.currentTime + after;
  tone.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.2, start + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.45);
  tone.connect(loudness).connect(context.destination);
  tone.start(start);
  tone.stop(start + 0.5);
}

// A page that was reloaded may play sound only after a touch: the first one anywhere counts.
document.addEventListener("pointerdown", () => {
  if (context !== null && context.state === "suspended") {
    context.resume().catch(() => {});
  }
});
