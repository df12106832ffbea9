/** The way to a number as a pure table of steps: at most three touches. */

/** Where every citizen begins. `priority` null: not asked yet. */
export const HOME = {
  step: "home", unit: null, choice: null, priority: null, typed: "", answer: null, trouble: null,
};

/** Returns the state after the citizen asks for the list of priority groups first. */
export function askPriorityFirst(state, classes) {
  if (classes.length === 1) {
    return Object.assign({}, HOME, { priority: classes[0] });
  }
  return Object.assign({}, HOME, { step: "priority" });
}

/** Returns the state after a unit is chosen: its only service, or the list of them. */
export function chooseUnit(state, unit, classes) {
  if (unit.services.length === 1) {
    return chooseService(state, { service: unit.services[0].code }, classes);
  }
  return Object.assign({}, state, { step: "unit", unit: unit.code });
}

/** Returns the state after a service is known; `issue` when nothing is left to say or to ask. */
export function chooseService(state, choice, classes) {
  if (choice.facts) {
    return Object.assign({}, state, { step: "facts", choice });
  }
  const known = state.priority !== null || classes.length === 0;
  return Object.assign({}, state, { step: known ? "issue" : "priority", choice });
}

/** Returns the state after the priority question; without a service yet, home asks for one. */
export function answerPriority(state, priority) {
  return Object.assign({}, state, { step: state.choice === null ? "home" : "issue", priority });
}

/** Returns the state after the papers were read: the number, or first the priority groups. */
export function afterFacts(state, asksPriority) {
  return Object.assign({}, state, { step: asksPriority ? "priority" : "issue" });
}

/** Returns the state one step back. */
export function back(state) {
  if (state.step === "priority" && state.choice !== null && state.choice.facts) {
    return Object.assign({}, state, { step: "facts" });
  }
  if (state.choice !== null) {
    return Object.assign({}, state, { step: state.choice.from, choice: null });
  }
  return Object.assign({}, HOME, { priority: state.step === "home" ? null : state.priority });
}

/** Returns the state with the number that the server has answered. */
export function issued(state, answer) {
  return Object.assign({}, state, { step: "ticket", answer, trouble: null });
}

/** Returns the state in which the screen says why there is no number. */
export function refused(state, trouble) {
  return Object.assign({}, state, { step: "home", choice: null, trouble });
}
