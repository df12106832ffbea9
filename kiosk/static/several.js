/** One number for several matters, as steps of the way to it: a pure table, as `flow.js`. */
/** @import { Choice, FlowState } from "./flow.js" */

/** So many matters one number may be for. */
export const MOST_MATTERS = 5;

/**
 * Returns the state with one more matter on the list of what the number is for. A service has one place on it: who
 * wants two things of it has them done at the same counter.
 * @param {FlowState} state
 * @param {Choice} choice
 * @returns {FlowState}
 */
export function addToList(state, choice) {
  const known = state.matters.some(({ service }) => service === choice.service);
  return Object.assign({}, state, {
    step: "matters", choice: null, unit: null, purpose: null, coded: false, dossier: null, leaving: null, typed: "",
    matters: known ? state.matters : state.matters.concat([choice]), same: known ? choice.service : null,
  });
}

/**
 * Returns the state in which another matter is looked for; what was chosen so far is on the list.
 * @param {FlowState} state
 * @returns {FlowState}
 */
export function addMore(state) {
  const listed = state.choice === null ? state : addToList(state, state.choice);
  return Object.assign({}, listed, { step: "home", unit: null, purpose: null, coded: false, dossier: null, same: null });
}

/**
 * Returns the state without one matter of the list; without any, home as at the beginning.
 * @param {FlowState} state
 * @param {string} service
 * @returns {FlowState}
 */
export function removeMatter(state, service) {
  const matters = state.matters.filter((each) => each.service !== service);
  return Object.assign({}, state, { step: matters.length > 0 ? "matters" : "home", matters, same: null });
}

/**
 * Returns the state that shows the list.
 * @param {FlowState} state
 * @returns {FlowState}
 */
export function showList(state) {
  return Object.assign({}, state, { step: "matters", same: null });
}

/**
 * Returns the state after the list is complete: the number, or first the priority groups.
 * @param {FlowState} state
 * @param {string[]} classes
 * @returns {FlowState}
 */
export function takeAll(state, classes) {
  const known = state.priority !== null || classes.length === 0;
  const choice = Object.assign({}, state.matters[0], { from: "matters", facts: false });
  return Object.assign({}, state, { step: known ? "issue" : "priority", choice });
}
