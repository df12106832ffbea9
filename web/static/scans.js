/** What a hand scanner types: keys faster than any person's. They act nowhere and stay in no field. */
import { gatherScans, keyOfScan, MOST_KEYS, QUIET_MS } from "./scan_texts.js";

/**
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 * @typedef {{ field: Field, value: string } | null} Written what was in a field before a key went into it
 * @typedef {{ event: KeyboardEvent, timer: number, behind: boolean }} Held
 * @typedef {"text" | "end" | "act"} Kind whether a key goes into a text, may end one, or does something
 */

/** Keys of a scanner are 1 to 30 ms apart; of a busy computer they come a little later. */
export const FAST_MS = 50;
/** A scanner makes such a pause at a capital letter, a busy computer anywhere: two of them in one scan. */
export const PAUSE_MS = 90;
const PAUSES = 2;
/** A scanner that was set to wait between its signs does so evenly: its gaps differ by no more than `EVEN_MS`. */
export const SLOW_MS = 100;
export const EVEN_MS = 40;
/** How long a key that acts waits for the next one: longer than the gaps of a scanner, and hardly noticed. */
export const HOLD_MS = 110;
/** Whoever begins to type after so long does not end the text with the second key at once. */
const REST_MS = 1000;

/**
 * So many fast keys in a row no person types.
 * @type {Record<Kind, number>}
 */
const ENOUGH = { text: 4, end: 3, act: 2 };
/**
 * So many even ones. A quick typist has three or four in a row; two that act at once nobody means.
 * @type {Record<Kind, number>}
 */
const ENOUGH_SLOW = { text: 11, end: 7, act: 2 };

const NO_TEXT = ["button", "checkbox", "image", "radio", "reset", "submit"];
// Other keys no scanner types; an input method for Vietnamese sends Backspace at a machine's speed.
const NOT_TYPED = /^(F\d+|Alt|Arrow|Backspace|Caps|ContextMenu|Control|Delete|End|Escape|Home|Insert|Meta|NumLock|OS|Page|Pause|Print|Scroll|Shift)/;
const CONTROLS = "button, a[href], summary, input, [role=tab]";

/**
 * Tells a scan from typing by the moments of the keys alone. `typed(at, kind)` takes a key at `at` (ms)
 * and returns how many of the last keys are one scan, this one included; 0: none. `running(at)` says
 * whether a scan is still going on.
 */
export function watchPace() {
  /** The last keys, the newest first. @type {number[]} */
  let times = [];
  let over = -Infinity;
  let slow = false;
  const running = (/** @type {number} */ at) => at <= over;

  /**
   * How many keys came one upon the other, with so many pauses among them.
   * @param {number} pauses
   */
  function countRow(pauses) {
    let [count, left] = [1, pauses];
    while (count < times.length && left >= 0) {
      const gap = times[count - 1] - times[count];
      left = gap <= FAST_MS ? left : gap <= PAUSE_MS ? left - 1 : -1;
      count += left >= 0 ? 1 : 0;
    }
    return count;
  }

  /** How many keys came at gaps of at most `SLOW_MS` that differ by no more than `spread`. @param {number} spread */
  function countSlow(spread) {
    let [count, least, most] = [1, Infinity, 0];
    while (count < times.length) {
      const gap = times[count - 1] - times[count];
      [least, most] = [Math.min(least, gap), Math.max(most, gap)];
      if (gap > SLOW_MS || most - least > spread) {
        break;
      }
      count += 1;
    }
    return count;
  }

  /**
   * @param {Kind} kind
   * @param {number} fast
   */
  function enoughFor(kind, fast) {
    const rested = times[fast] === undefined || times[fast - 1] - times[fast] > REST_MS;
    return kind === "end" && rested ? ENOUGH.act : ENOUGH[kind];
  }

  return {
    running,
    /**
     * @param {number} at
     * @param {Kind} kind
     */
    typed(at, kind) {
      times = [at].concat(times).slice(0, MOST_KEYS);
      const fast = countRow(0);
      slow = (slow && running(at)) || countSlow(EVEN_MS) >= ENOUGH_SLOW[kind];
      const goesOn = running(at) && (slow ? countSlow(SLOW_MS) : fast) > 1;
      if (slow && !running(at) || fast >= enoughFor(kind, fast) || goesOn) {
        over = at + QUIET_MS;
      }
      return running(at) ? Math.max(countRow(PAUSES), slow ? countSlow(SLOW_MS) : 0) : 0;
    },
  };
}

/**
 * Says whether a key press may be a scanner's. An input method's own keys have no code.
 * @param {Pick<KeyboardEvent, "code">} event
 */
export function isTyped({ code }) {
  return code !== "" && !NOT_TYPED.test(code);
}

/**
 * Returns the field that a key press goes into, or null.
 * @param {Element} target
 */
function fieldOf(target) {
  return target.matches("textarea, select, input")
    && NO_TEXT.indexOf(/** @type {Field} */ (target).type) < 0 ? /** @type {Field} */ (target) : null;
}

/**
 * @param {KeyboardEvent} event
 * @param {Field | null} field
 * @returns {Kind}
 */
function kindOf(event, field) {
  if (field === null || field.matches("select")) {
    return "act";
  }
  return event.key === "Enter" || event.key === "Tab" ? "end" : "text";
}

/**
 * Says whether a key by itself may do something that can wait: Tab and Ctrl with a key are the browser's.
 * @param {KeyboardEvent} event
 */
function mayAct({ key, ctrlKey, altKey, metaKey }) {
  return key !== "Tab" && !ctrlKey && !altKey && !metaKey;
}

/** @param {Event} event */
function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * Does what the browser would have done for a key that was held back. One that came behind another goes
 * to where that one has led.
 * @param {Held} held
 */
function pressLate({ event, behind }) {
  const target = /** @type {HTMLElement} */ (behind ? document.activeElement || document.body : event.target);
  const { key, code, shiftKey } = event;
  const again = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
  const presses = key === "Enter" ? "button, a[href], summary" : key === " " ? "button, summary, input" : "";
  if (target.isConnected && target.dispatchEvent(again) && presses !== "" && target.matches(presses)) {
    target.click();
  }
}

/**
 * Gives each field what was in it first.
 * @param {Written[]} written the newest first
 */
function putBack(written) {
  /** @type {Map<Field, string>} */
  const before = new Map();
  written.forEach((each) => each && before.set(each.field, each.value));
  before.forEach((value, field) => {
    if (field.value !== value) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

/**
 * Keeps scans out of the page from now on. A key that may act waits `HOLD_MS` for the next one: on
 * controls, and with `commands` everywhere but in fields. The first letters of a scan reach a field
 * before anybody can know: they are taken out again.
 * @param {{ commands?: boolean }} [page]
 */
export function keepScansOut({ commands = false } = {}) {
  const pace = watchPace(), gather = gatherScans(performance.now());
  /** @type {Set<string>} */
  const stopped = new Set();
  /** The keys that wait, the oldest first. @type {Held[]} */
  let held = [];
  /** Of the last keys, the newest first. @type {Written[]} */
  let written = [];
  /** The same of the scan that is going on. @type {Written[]} */
  let scanned = [];

  function drop() {
    held.forEach(({ timer }) => clearTimeout(timer));
    held = [];
  }

  function release() {
    const due = held;
    drop();
    due.forEach(pressLate);
  }

  function releaseFirst() {
    held.splice(0, 1).forEach(pressLate);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {number} count how many keys the scan has by now
   */
  function refuse(event, count) {
    stop(event);
    stopped.add(event.code);
    drop();
    scanned = written.slice(0, count - 1).concat(scanned);
    written = [];
    putBack(scanned);
  }

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    if (!event.isTrusted || !isTyped(event)) {
      return;
    }
    if (!event.repeat) {
      stopped.delete(event.code);
      onTyped(event);
    } else if (stopped.has(event.code)) {
      stop(event);
    }
  }

  /** @param {KeyboardEvent} event */
  function onTyped(event) {
    const target = /** @type {Element} */ (event.target);
    const field = fieldOf(target);
    const count = gather(keyOfScan(event), pace.typed(event.timeStamp, kindOf(event, field)), event.timeStamp);
    if (count > 0) {
      refuse(event, count);
      return;
    }
    scanned = [];
    written = [field && { field, value: field.value }].concat(written).slice(0, MOST_KEYS);
    if (field === null && mayAct(event) && (commands || target.closest(CONTROLS) !== null)) {
      stop(event);
      stopped.add(event.code);
      held.push({ event, timer: setTimeout(releaseFirst, HOLD_MS), behind: held.length > 0 });
    } else {
      release();
    }
  }

  /** @param {KeyboardEvent} event */
  function onKeyUp(event) {
    if (stopped.has(event.code)) {
      stop(event);
    }
  }

  /** @param {Event} event */
  function onInput(event) {
    if (event.isTrusted && pace.running(event.timeStamp)) {
      event.stopImmediatePropagation();
      putBack(scanned);
    }
  }

  window.addEventListener("keydown", onKeyDown, true);
  window.addEventListener("keyup", onKeyUp, true);
  window.addEventListener("input", onInput, true);
}
