/** The steps of a chart's lines and of the table's shades. Pure. */
import { targets } from "./formatting.js";

/** Lines of a chart above its ground. */
export const LINES = 4;
const ROUND = [1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 250, 300, 400, 500, 1000];
const STEPS = [1 / 3, 2 / 3, 1, 4 / 3, 2];

/**
 * Returns the distance of the lines: the smallest round number of which four reach the top.
 * @param {number} most
 */
export function stepFor(most) {
  return ROUND.find((step) => step * LINES >= most) || Math.ceil(most / LINES / 1000) * 1000;
}

/**
 * Returns 1…6: at most a third of the target, …, more than twice the target.
 * @param {number} seconds
 */
export function stepOf(seconds) {
  const step = STEPS.findIndex((part) => seconds <= part * targets.target_s);
  return step < 0 ? STEPS.length + 1 : step + 1;
}
