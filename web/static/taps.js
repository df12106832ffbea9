/**
 * A tap is meant for what the person saw. What came under the finger less than a moment ago was not
 * seen yet: a tap that begins then does nothing, whether a page, a question or a moved row has come.
 */
import { page } from "./page.js";
import { watchPresses } from "./same_key.js";

/**
 * @typedef {{ box: DOMRect, since: number, before: DOMRect | null }} Place where a control lies, since
 *   when, and where it lay then; null: it was not there
 */

const CONTROLS = "a[href], button, input, select, textarea, summary, label, dialog, [role=option], [role=tab]";
const PRESSING = ["Enter", " "];
const SEEN = { attributes: true, attributeFilter: ["class", "hidden", "open", "style"], childList: true, subtree: true };
/** Marks a control that takes no taps yet; the style sheet keeps the pointer off it. */
const NEW = "data-new";
/** A finger that comes down again and again stays within. */
const SAME_SPOT_PX = 60;
/** A browser's timer may come so much too soon. */
const TIMER_MS = 20;

/** @type {Map<Element, Place>} */
let places = new Map();
let guarded = false;
/** Controls that carry the mark, and until when. @type {Map<Element, number>} */
const marks = new Map();

/** Says that the page is another one now, although the same elements may show it. */
export function startAnew() {
  if (page.settle_ms > 0) {
    places.clear();
    measure(false);
  }
}

/** Returns what can be pressed now: in the question that is open, or on the page. */
function findControls() {
  const questions = document.querySelectorAll("dialog[open], [aria-modal=true]");
  const open = questions[questions.length - 1];
  const inside = Array.from((open || document).querySelectorAll(CONTROLS));
  return open && open.matches(CONTROLS) ? inside.concat(open) : inside;
}

/**
 * Returns what is to be noted of a control that lies in `box` at a moment, when `was` is what was noted
 * before. What moves while it is new stays new until it has lain still for `settle_ms`.
 * `scrolled`: what moved was moved by hand.
 * @param {Place | undefined} was
 * @param {DOMRect} box
 * @param {{ at: number, settle_ms: number, scrolled: boolean }} now
 * @returns {Place}
 */
export function noteWhere(was, box, { at, settle_ms, scrolled }) {
  if (was === undefined) {
    return { box, since: at, before: null };
  }
  if (scrolled || (box.left === was.box.left && box.top === was.box.top)) {
    return { box, since: was.since, before: was.before };
  }
  return { box, since: at, before: at - was.since < settle_ms ? was.before : was.box };
}

/**
 * Returns until when a control is new. What only moved is not: it can be pressed where it lay before.
 * @param {Place} place
 * @param {number} settle_ms
 */
export function newUntil({ since, before }, settle_ms) {
  return before === null ? since + settle_ms : -Infinity;
}

/** @param {Place} place */
function isNew(place) {
  return performance.now() < newUntil(place, page.settle_ms);
}

/**
 * Notes where every control lies, and marks those that are new.
 * @param {boolean} scrolled
 */
function measure(scrolled) {
  const now = { at: performance.now(), settle_ms: page.settle_ms, scrolled };
  /** @type {Map<Element, Place>} */
  const next = new Map();
  findControls().forEach((control) => {
    const box = control.getBoundingClientRect();
    if (box.width > 0) {
      next.set(control, noteWhere(places.get(control), box, now));
    }
  });
  places = next;
  next.forEach(mark);
}

/**
 * @param {Place} place
 * @param {Element} control
 */
function mark(place, control) {
  const until = newUntil(place, page.settle_ms);
  if (until > performance.now() && !control.matches("dialog")) {
    control.setAttribute(NEW, "");
    marks.set(control, until);
    if (marks.size === 1) {
      setTimeout(endMarks, page.settle_ms);
    }
  }
}

/** Ends the marks that are due; comes again while there are others, wherever their controls are now. */
function endMarks() {
  const now = performance.now();
  marks.forEach((until, control) => {
    if (until - TIMER_MS <= now) {
      control.removeAttribute(NEW);
      marks.delete(control);
    }
  });
  if (marks.size > 0) {
    setTimeout(endMarks, Math.min(...Array.from(marks.values())) - now);
  }
}

/**
 * @param {DOMRect} box
 * @param {{ clientX: number, clientY: number }} point
 */
function holds(box, { clientX: x, clientY: y }) {
  return box.left <= x && x < box.right && box.top <= y && y < box.bottom;
}

/**
 * Says whether what lies under a tap came there only now.
 * @param {MouseEvent} tap
 */
function tooSoon(tap) {
  const now = performance.now();
  const target = places.get(/** @type {Element} */ (tap.target));
  return (target !== undefined && isNew(target)) || Array.from(places.values()).some(
    ({ box, since, before }) => now - since < page.settle_ms && holds(box, tap)
      && !(before !== null && holds(before, tap)));
}

/** @param {EventTarget | null} target */
function controlOf(target) {
  return target instanceof Element ? target.closest(CONTROLS) : null;
}

/**
 * Returns where the control lies that a key presses, undefined for a key that types, or presses nothing.
 * @param {KeyboardEvent} event
 */
function placeOfPress({ key, target }) {
  const control = PRESSING.indexOf(key) < 0 ? null : controlOf(target);
  const typing = control !== null && control.matches(key === " " ? "input, textarea, select" : "textarea");
  return control === null || typing ? undefined : places.get(control);
}

/** @param {Event} event */
function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * Says whether a click ends what began on `control`: on the same one, or on the field of its label.
 * @param {Element | null} control
 * @param {EventTarget | null} target
 */
function endsThere(control, target) {
  const there = controlOf(target);
  return there === control || (control instanceof HTMLLabelElement && control.control === there);
}

/**
 * Guards the page's taps from now on, and with `keys` also Enter and the space bar on what is new. Without, these
 * press at once, but for a key that goes on. Whoever asks first says which.
 * @param {{ keys?: boolean }} [wanted]
 */
export function guardTaps({ keys = false } = {}) {
  if (page.settle_ms === 0 || guarded) {
    return;
  }
  guarded = true;
  const presses = watchPresses(page.settle_ms);
  let changed = true;
  /** @type {{ control: Element | null, soon: boolean } | null} */
  let press = null;
  /** @type {string | null} */
  let stopped = null;
  /** The last tap, or key (`x` null), that did nothing: a finger that goes on at its pace has not looked yet. */
  let refused = { at: -Infinity, x: /** @type {number | null} */ (null), y: 0 };

  /**
   * @param {boolean} soon
   * @param {{ clientX: number, clientY: number } | null} tap
   */
  function goesOn(soon, tap) {
    const at = performance.now();
    const near = tap === null || refused.x === null ? tap === null && refused.x === null
      : Math.hypot(tap.clientX - refused.x, tap.clientY - refused.y) < SAME_SPOT_PX;
    const still = soon || (near && at - refused.at < page.settle_ms);
    if (still) {
      refused = { at, x: tap && tap.clientX, y: tap ? tap.clientY : 0 };
    }
    return still;
  }

  function look() {
    if (changed) {
      changed = false;
      measure(false);
    }
  }

  function scroll() {
    if (!changed) {
      measure(true);
    }
  }

  function change() {
    if (!changed) {
      changed = true;
      requestAnimationFrame(look);
    }
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const begun = press;
    press = null;
    if (!event.isTrusted || event.detail === 0) {
      return;
    }
    if (begun === null ? tooSoon(event) : begun.soon || !endsThere(begun.control, event.target)) {
      stop(event);
    }
  }

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    stopped = null;
    look();
    const place = keys ? placeOfPress(event) : undefined;
    if (presses.goesOnElsewhere(event, performance.now())
      || (place !== undefined && (event.repeat || goesOn(isNew(place), null)))) {
      stopped = event.key;
      stop(event);
    }
  }

  look();
  new MutationObserver(change).observe(document.body, SEEN);
  window.addEventListener("resize", change);
  window.addEventListener("scroll", scroll, true);
  window.addEventListener("pointerdown", (event) => {
    presses.forget();
    look();
    press = { control: controlOf(event.target), soon: goesOn(tooSoon(event), event) };
  }, true);
  window.addEventListener("pointercancel", () => { press = null; }, true);
  window.addEventListener("click", onClick, true);
  window.addEventListener("keydown", onKeyDown, true);
  window.addEventListener("keyup", (event) => event.key === stopped && stop(event), true);
}
