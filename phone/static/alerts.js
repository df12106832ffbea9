/** Vibration and chime on the citizen's own phone, once the switch is on. */
/** @typedef {"near" | "called"} AlertKind */
import { recall, remember } from "../web/page.js";
import { play } from "../web/tones.js";

const STORE = "alerts";
const TIMES = { near: 1, called: 3 };
const EVERY_MS = 4000;
const PATTERNS = { near: [200, 120, 200], called: [500, 200, 500, 200, 500] };
const NOTES = { near: [659, 880], called: [880, 659, 880, 988] };

/** @type {number[]} */
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

/**
 * Tells of `near` once, of `called` three times, unless the alerts are off.
 * @param {AlertKind} kind
 */
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

/** @param {AlertKind} kind */
function once(kind) {
  if (navigator.vibrate) {
    navigator.vibrate(PATTERNS[kind]);
  }
  play(NOTES[kind]);
}
