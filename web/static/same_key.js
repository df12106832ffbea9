/**
 * A key presses what it came down on. Held down, or pressed again at once, it comes to wherever the page has led it
 * meanwhile: a question was answered, and now the main button has the focus. Nobody means that.
 */

/** @typedef {Pick<KeyboardEvent, "key" | "repeat" | "target">} Press */

const PRESSING = ["Enter", " "];
const BESIDE = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"];

/**
 * Returns {goesOnElsewhere, forget}. The first says of each key as it comes down, at `at` ms, whether it is one that
 * went down less than `settle_ms` ago on another control, or is still down from there. Any other key, or a tap
 * (`forget`), between two presses: a hand has led the way.
 * @param {number} settle_ms
 */
export function watchPresses(settle_ms) {
  /** @type {{ key: string, target: EventTarget | null, at: number } | null} */
  let last = null;

  /** @type {(press: Press, at: number) => boolean} */
  function goesOnElsewhere({ key, repeat, target }, at) {
    if (PRESSING.indexOf(key) < 0) {
      last = BESIDE.indexOf(key) < 0 ? null : last;
      return false;
    }
    if (repeat ? last === null || last.target !== target : isAgain(key, target, at)) {
      // A hand that goes on at its pace has not looked yet; what is held has its first place still
      last = last && { key, target: last.target, at };
      return true;
    }
    last = repeat ? last : { key, target, at };
    return false;
  }

  /** @type {(key: string, target: EventTarget | null, at: number) => boolean} */
  function isAgain(key, target, at) {
    return last !== null && last.key === key && last.target !== target && at - last.at < settle_ms;
  }

  return { goesOnElsewhere, forget: () => { last = null; } };
}
