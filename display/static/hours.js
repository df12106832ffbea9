/** When the centre takes people in, from the `open` part of a view; every moment in milliseconds. */
/** @import { OpenHours } from "../view_types.js" */

/** @param {OpenHours} open */
const spansOf = (open) => open.spans.map((span) => span.map((edge) => Date.parse(edge)));

/**
 * Says whether `now` is within the hours of intake.
 * @param {OpenHours} open
 * @param {number} now
 */
export function withinHours(open, now) {
  return spansOf(open).some(([start, end]) => start <= now && now < end);
}

/**
 * Says whether numbers are given at `now`; the view may be older than the last change of that.
 * @param {OpenHours} open
 * @param {number} now
 */
export function takingIn(open, now) {
  return !open.day_closed && (!open.enforced || withinHours(open, now));
}

/**
 * Returns when numbers are given next, or null when that is not within the known days.
 * @param {OpenHours} open
 * @param {number} now
 */
export function nextOpening(open, now) {
  const starts = spansOf(open).map(([start]) => start).filter((start) => start > now);
  return starts.length > 0 ? Math.min(...starts) : null;
}

/**
 * Returns the spans [start, end] of the local day that `dayOf` names like the one of `now`.
 * @param {OpenHours} open
 * @param {number} now
 * @param {(moment: number) => string} dayOf
 */
export function spansToday(open, now, dayOf) {
  return spansOf(open).filter(([start]) => dayOf(start) === dayOf(now));
}

/**
 * Says whether the first span of the local day that `dayOf` names is still to come.
 * @param {OpenHours} open
 * @param {number} now
 * @param {(moment: number) => string} dayOf
 */
export function isBeforeOpening(open, now, dayOf) {
  const today = spansToday(open, now, dayOf);
  return today.length > 0 && today.every(([start]) => start > now);
}
