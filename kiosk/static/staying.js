/** How long the ticket page stays. Pure; all times in seconds. */
/** @typedef {{ left: number, waited: number }} Clock `waited`: for a slip that is coming */

/** Left to see that the slip is out, and to take it. */
const TO_TAKE_IT_S = 5;
/** Without paper the number is written down or photographed: glasses and a phone are fetched first. */
const WITHOUT_PAPER = 2;
/** Read aloud, or in large letters. */
const SLOWER = 2;

/**
 * Returns for how long the page stays, and stays again after a touch. `paper`: whether a slip is
 * coming or out; `slow`: whether somebody needs more time.
 * @param {number} pageS
 * @param {boolean} paper
 * @param {boolean} slow
 */
export function staysFor(pageS, paper, slow) {
  return pageS * (paper ? 1 : WITHOUT_PAPER) * (slow ? SLOWER : 1);
}

/**
 * Returns the countdown one second later; while a slip is `coming` the last seconds wait for it, as
 * long as it is waited for at all.
 * @param {Clock} clock
 * @param {boolean} coming
 * @param {number} slipWithinS
 * @returns {Clock}
 */
export function secondLater({ left, waited }, coming, slipWithinS) {
  const holds = coming && left <= TO_TAKE_IT_S && waited < slipWithinS;
  return { left: holds ? left : left - 1, waited: coming ? waited + 1 : 0 };
}

/**
 * Returns the countdown once the page may stay longer than was thought: no slip comes after all.
 * @param {Clock} clock
 * @param {number} before
 * @param {number} seconds
 * @returns {Clock}
 */
export function prolong(clock, before, seconds) {
  return Object.assign({}, clock, { left: clock.left + Math.max(0, seconds - before) });
}
