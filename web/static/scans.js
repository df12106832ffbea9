/** What a hand scanner types: keys faster than any person's. They act nowhere and stay in no field. */
/**
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 * @typedef {{ field: Field, value: string }} Written what was in a field before the first fast key
 */

/** Keys of a scanner are 1 to 30 ms apart; of a busy computer they come a little later. */
export const FAST_MS = 50;
/** How long a key that acts waits for a second one: nobody notices it. */
export const HOLD_MS = 60;
/** A scan is over so long after its last fast key: a busy computer makes pauses in it. */
const QUIET_MS = 400;

/** So many fast keys in a row no person types: into a text, at the end of one, anywhere else. */
const TEXT = 4;
const END_OF_TEXT = 3;
const ELSEWHERE = 2;

const NO_TEXT = ["button", "checkbox", "image", "radio", "reset", "submit"];
// Other keys no scanner types; an input method for Vietnamese sends Backspace at a machine's speed.
const NOT_TYPED = /^(F\d+|Alt|Arrow|Backspace|Caps|ContextMenu|Control|Delete|End|Escape|Home|Insert|Meta|NumLock|OS|Page|Pause|Print|Scroll|Shift)/;
const CONTROLS = "button, a[href], summary, input, [role=tab]";

/**
 * Tells a scan from typing by the moments of the keys alone. `typed(at, enough)` takes a key at `at`
 * (ms) and returns {scan, first}: whether it belongs to a scan, which so many fast keys in a row make,
 * and whether it is the first of its row; `running(at)` says whether a scan is still going on.
 */
export function watchPace() {
  let last = -Infinity;
  let fast = 0;
  let over = -Infinity;
  const running = (/** @type {number} */ at) => at <= over;
  return {
    running,
    /**
     * @param {number} at
     * @param {number} enough
     */
    typed(at, enough) {
      fast = at - last <= FAST_MS ? fast + 1 : 1;
      last = at;
      if (fast >= enough || (fast > 1 && running(at))) {
        over = at + QUIET_MS;
      }
      return { scan: running(at), first: fast === 1 };
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
 * How many fast keys are a scan where this one goes.
 * @param {KeyboardEvent} event
 * @param {Field | null} field
 */
function enoughFor(event, field) {
  if (field === null || field.matches("select")) {
    return ELSEWHERE;
  }
  return event.key === "Enter" || event.key === "Tab" ? END_OF_TEXT : TEXT;
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
 * Does what the browser would have done for a key that was held back.
 * @param {KeyboardEvent} event
 */
function pressLate(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const { key, code, shiftKey } = event;
  const again = new KeyboardEvent("keydown", { key, code, shiftKey, bubbles: true, cancelable: true });
  const presses = key === "Enter" ? "button, a[href], summary" : key === " " ? "button, summary, input" : "";
  if (target.isConnected && target.dispatchEvent(again) && presses !== "" && target.matches(presses)) {
    target.click();
  }
}

/** @param {Written | null} before */
function putBack(before) {
  if (before !== null && before.field.value !== before.value) {
    before.field.value = before.value;
    before.field.dispatchEvent(new Event("input", { bubbles: true }));
    before.field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/**
 * Keeps scans out of the page from now on. A key that may act waits `HOLD_MS` for a second one: on
 * controls, and with `commands` everywhere but in fields. The first letters of a scan reach a field
 * before anybody can know: they are taken out again.
 * @param {{ commands?: boolean }} [page]
 */
export function keepScansOut({ commands = false } = {}) {
  const pace = watchPace();
  /** @type {Set<string>} */
  const stopped = new Set();
  /** @type {{ event: KeyboardEvent, timer: number } | null} */
  let held = null;
  /** @type {Written | null} */
  let before = null;

  function release() {
    if (held !== null) {
      const { event, timer } = held;
      clearTimeout(timer);
      held = null;
      pressLate(event);
    }
  }

  /** @param {KeyboardEvent} event */
  function refuse(event) {
    stop(event);
    stopped.add(event.code);
    if (held !== null) {
      clearTimeout(held.timer);
      held = null;
    }
    putBack(before);
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
    const { scan, first } = pace.typed(event.timeStamp, enoughFor(event, field));
    if (scan) {
      refuse(event);
      return;
    }
    release();
    if (first) {
      before = field && { field, value: field.value };
    }
    if (field === null && mayAct(event) && (commands || target.closest(CONTROLS) !== null)) {
      stop(event);
      stopped.add(event.code);
      held = { event, timer: setTimeout(release, HOLD_MS) };
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
      putBack(before);
    }
  }

  window.addEventListener("keydown", onKeyDown, true);
  window.addEventListener("keyup", onKeyUp, true);
  window.addEventListener("input", onInput, true);
}
