/** Operation by keypad: arrows move the focus, a new page gets it, a question keeps it. */
import { useEffect, useRef } from "../web/screen.js";

/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};
const SIDEWAYS = 3; // a control beside the way counts as this much farther
const SAME_ROW_PX = 24; // in one row the leftmost is the next

/** Returns the controls that can be pressed now: those of the question, when one is asked. */
function controls() {
  const asked = document.querySelector("[role=alertdialog]");
  /** @type {NodeListOf<HTMLButtonElement | HTMLInputElement>} */
  const all = (asked || document).querySelectorAll("button, input");
  return Array.from(all)
    .filter((each) => !each.disabled && each.getClientRects().length > 0);
}

/**
 * @param {number} from
 * @param {number} to
 */
function middle(from, to) {
  return (from + to) / 2;
}

/**
 * Returns how far two boxes are apart from left to right and from top to bottom; 0 side by side.
 * @param {DOMRect} one
 * @param {DOMRect} other
 */
function apart(one, other) {
  return [
    Math.max(0, one.left - other.right, other.left - one.right),
    Math.max(0, one.top - other.bottom, other.top - one.bottom),
  ];
}

/**
 * Returns the nearest control in one direction, or null.
 * @param {Element} from
 * @param {[number, number]} step
 * @param {HTMLElement[]} all
 */
function nearest(from, [right, down], all) {
  const here = from.getBoundingClientRect();
  const ranked = all
    .filter((each) => each !== from)
    .map((each) => {
      const box = each.getBoundingClientRect();
      const ahead = (middle(box.left, box.right) - middle(here.left, here.right)) * right
        + (middle(box.top, box.bottom) - middle(here.top, here.bottom)) * down;
      const [across, along] = apart(box, here);
      const [onward, beside] = right === 0 ? [along, across] : [across, along];
      const far = Math.round((onward + beside * SIDEWAYS) / SAME_ROW_PX);
      return { each, ahead, far, left: box.left };
    })
    .filter(({ ahead }) => ahead > 1)
    .sort((one, other) => one.far - other.far || (one.left - other.left) * (right < 0 ? -1 : 1));
  return ranked.length > 0 ? ranked[0].each : null;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} all
 */
function stepFrom(event, all) {
  const from = /** @type {HTMLElement} */ (document.activeElement);
  if (all.indexOf(from) < 0) {
    return all[0];
  }
  const inText = from.matches("input") && ARROWS[event.key][1] === 0;
  return inText ? null : nearest(from, ARROWS[event.key], all);
}

/**
 * Moves the focus to the neighbour in the list, round its ends: a question keeps it.
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} all
 */
function cycled(event, all) {
  const asked = document.querySelector("[role=alertdialog]");
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const last = event.shiftKey ? 0 : all.length - 1;
  return asked && (at < 0 || at === last) ? all[event.shiftKey ? all.length - 1 : 0] : null;
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const all = controls();
  if (all.length === 0 || event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const next = event.key in ARROWS ? stepFrom(event, all)
    : event.key === "Tab" ? cycled(event, all) : null;
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

/**
 * Watches the keys, and gives each new page (`place` names it) the focus at its beginning.
 * @param {string} place
 */
export function useKeys(place) {
  const was = useRef(place);
  useEffect(() => {
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
  useEffect(() => {
    /** @type {HTMLElement | null} */
    const start = document.querySelector("main [data-start]") || document.querySelector("main h1");
    if (place !== was.current && start !== null) {
      start.focus();
    }
    was.current = place;
  }, [place]);
}
