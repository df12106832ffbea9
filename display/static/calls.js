/**
 * Which call is shown when: every call once, in order, however many come together. No page in here.
 *
 * A state is {shown, waiting, large, floor}: `shown` calls, the latest shown first; `waiting` calls
 * nobody has seen yet, oldest first; `large` = {seq, since} of the last call that came forward, `came`
 * those of the last few;
 * `unsaid` numbers of the calls that loudspeakers have still to say, null where nothing is heard;
 * calls up to the journal number `floor` were made before the page was opened. A pace, in ms, is
 * {hold, least, rush, fresh}: a call is large for `hold`; when many wait, all of them are shown
 * within about `rush`, but none for less than `least`; a call is new for `fresh`, and stays in sight
 * for `seen` before anything else may take the place of the calls before the large one. Where calls
 * are heard, each stays large until it was said, and those behind it are in the list meanwhile.
 */
/**
 * @typedef {{
 *   shown: BoardCall[], waiting: BoardCall[], large: { seq: number, since: number },
 *   came: { seq: number, since: number }[],
 *   unsaid: number[] | null, floor: number,
 * }} Calls
 * @typedef {{ hold: number, least: number, rush: number, fresh: number, seen: number }} Pace in ms
 */
/** @import { BoardCall, BoardView } from "../view_types.js" */

/** A call is off while its ticket is back in the queue or given up; it may come on again by an undo. */
const OFF = /** @type {BoardCall["state"][]} */ (["waiting", "cancelled", "expired"]);
/** More than a view lists (40), so that a call that was shown is known as long as it is listed. */
const KEPT = 80;

/** @type {(others: BoardCall[]) => (call: BoardCall) => boolean} */
const isNot = (others) => (call) => others.every((other) => other.number !== call.number);
/** @param {BoardCall} call */
const isOn = (call) => OFF.indexOf(call.state) < 0;

/**
 * Returns the state of a page just opened: what was called before stands there calmly.
 * @param {BoardView} view
 * @returns {Calls}
 */
export function opened(view) {
  return { shown: view.calls, waiting: [], large: { seq: 0, since: 0 }, came: [], unsaid: unsaid(view), floor: view.seq };
}

/** @param {BoardView} view */
function unsaid(view) {
  const { announcements, loudspeakers } = view;
  const heard = loudspeakers !== null && loudspeakers.leader !== null && !loudspeakers.silent;
  return heard ? announcements.map((line) => line.call_seq) : null;
}

/**
 * Returns the state after a new view: unseen calls line up, those that were undone disappear.
 * @param {Calls} state
 * @param {BoardView} view
 * @returns {Calls}
 */
export function received(state, view) {
  const listed = new Map(view.calls.map((call) => [call.seq, call]));
  const numbers = new Set(view.calls.map((call) => call.number));
  const seen = new Set(state.shown.map((call) => call.seq));

  // Not listed: too old for the list, or undone, or called again. The last stays until its newer
  // call comes forward, so that no row is missing in between.
  /** @param {BoardCall} call */
  const current = (call) => listed.get(call.seq) || (call.seq < view.calls_since ? call : null);
  /** @param {BoardCall} call */
  const replaced = (call) => (numbers.has(call.number) ? call : null);
  const unseen = view.calls.filter((call) => call.seq > state.floor && !seen.has(call.seq)).reverse();
  const unlisted = state.waiting.filter((call) => !listed.has(call.seq) && current(call));
  return Object.assign({}, state, {
    shown: state.shown.map((call) => current(call) || replaced(call)).filter(Boolean),
    waiting: unlisted.concat(unseen).filter(isOn),
    unsaid: unsaid(view),
  });
}

/**
 * Returns how long a call stays large: shorter when many wait behind it.
 * @param {number} waiting
 * @param {Pace} pace
 */
export function holdFor(waiting, pace) {
  return Math.max(pace.least, Math.min(pace.hold, pace.rush / Math.max(1, waiting)));
}

/**
 * Returns the state at `now` (ms): the next waiting call comes forward when the large one had its time.
 * @param {Calls} state
 * @param {number} now
 * @param {Pace} pace
 * @returns {Calls}
 */
export function advanced(state, now, pace) {
  const next = state.waiting[0];
  const isDue = now - state.large.since >= hold(state, pace) && !isUnsaid(state, state.large.seq);
  if (next === undefined || (largeIsOn(state) && !isDue)) {
    return state;
  }
  const others = state.shown.filter((call) => call.number !== next.number);
  const large = { seq: next.seq, since: now };
  return Object.assign({}, state, {
    shown: [next].concat(others).slice(0, KEPT),
    waiting: state.waiting.slice(1),
    large,
    came: [large].concat(state.came.filter(({ since }) => now - since < pace.fresh)),
  });
}

/**
 * @param {Calls} state
 * @param {Pace} pace
 */
function hold(state, pace) {
  return holdFor(state.waiting.length, pace);
}

/**
 * @param {Calls} state
 * @param {number} seq
 */
function isUnsaid(state, seq) {
  return state.unsaid !== null && state.unsaid.indexOf(seq) >= 0;
}

/** @param {Calls} state */
function largeIsOn(state) {
  const first = state.shown[0];
  return first !== undefined && first.seq === state.large.seq && isOn(first);
}

/**
 * Returns what to draw at `now`: the large call or null, whether it is new (`fresh`) and since how many
 * ms it is there (`age`), every call to be marked as new (`marked`: also those that are yet to come
 * forward), the list behind the large one, and whether every call has been in sight long enough (`quiet`).
 * @param {Calls} state
 * @param {number} now
 * @param {Pace} pace
 */
export function picture(state, now, pace) {
  const on = state.shown.filter(isOn);
  const call = on.length > 0 ? on[0] : null;
  const age = call !== null && call.seq === state.large.seq ? now - state.large.since : Infinity;
  const fresh = age < pace.fresh;
  const young = state.came.filter(({ since }) => now - since < pace.fresh).map(({ seq }) => seq);
  const marked = on.filter(({ seq }) => young.includes(seq)).concat(state.waiting);
  const quiet = call === null || (state.waiting.length === 0 && now - state.large.since >= pace.seen);
  // Speech takes its time: who is behind it sees the own number at once.
  const ahead = state.unsaid === null ? [] : state.waiting.filter(isNot(on.slice(0, 1))).reverse();
  return { call, fresh, age, marked, list: ahead.concat(on.slice(1).filter(isNot(ahead))), quiet };
}
