/** Which counters the board shows: fourteen at a time. Pure. */
/** @import { BoardCounter } from "../view_types.js" */

const PAGE = 14;

/**
 * Returns the counters to show: those that are closed only where that costs no further page.
 * @param {BoardCounter[]} counters
 */
export function countersShown(counters) {
  const working = counters.filter((counter) => counter.state !== "closed");
  return counters.length <= PAGE || working.length === 0 ? counters : working;
}

/**
 * Returns {part, parts} of the counters at `now` (ms), each part shown `seconds`.
 * @param {number} count
 * @param {number} now
 * @param {number} seconds
 */
export function partAt(count, now, seconds) {
  const parts = Math.max(1, Math.ceil(count / PAGE));
  return { part: Math.floor(now / 1000 / seconds) % parts, parts };
}

/**
 * Returns the part that has a counter of its own, else `otherwise`.
 * @param {BoardCounter[]} counters
 * @param {string} id
 * @param {number} otherwise
 */
export function partWith(counters, id, otherwise) {
  const place = counters.findIndex((counter) => counter.id === id);
  return place < 0 ? otherwise : Math.floor(place / PAGE);
}

/**
 * Returns the counters of a part, as many as there is room for: beside its own the last part has
 * those of the part before that stand above them, in their old places.
 * @param {BoardCounter[]} counters
 * @param {number} part
 */
export function partOf(counters, part) {
  const own = counters.slice(part * PAGE, part * PAGE + PAGE);
  return part === 0 ? own : counters.slice((part - 1) * PAGE, part * PAGE - own.length).concat(own);
}
