/** The way to a number as a pure table of steps: at most three touches for one matter. */
/**
 * @typedef {"home" | "search" | "code" | "dossier" | "offices" | "unit" | "shut" | "facts" | "leaving" | "priority" | "card" | "matters" | "issue" | "ticket" | "booked"} StepName
 * @typedef {{ reason: "missing_papers" | "online", papers: readonly string[] }} Leaving why no number is needed; `papers`: those that are missing
 * @typedef {{ service: string, procedure?: string | null, facts?: boolean, from: StepName }} Choice
 * @typedef {{
 *   step: StepName, purpose: string | null, coded: boolean, dossier: Dossier | null, unit: string | null, choice: Choice | null, priority: string | null, card: string | null,
 *   typed: string, answer: IssueAnswer | null, trouble: string | null, taken: string | null,
 *   cancelled: string | null, leaving: Leaving | null, matters: Choice[], same: string | null,
 * }} FlowState `matters`: what one number is for, where somebody adds to it; `same`: the service that was on that list already; `purpose`: the code of what any office's queue is asked for; `coded`: a dossier's code was asked for; `dossier`: what became of it; `card`: the number of the identity card that gives the priority, where that is limited; `taken`: the number that this kiosk gave a moment ago for what is chosen; `cancelled`: the number that was just given back
 */
/** @import { ProcedureRow, UnitRow } from "../view_types.js" */
/** @import { Dossier } from "./dossier.js" */
/** @import { IssueAnswer } from "../../web/issue_view_types.js" */
import { addToList } from "./several.js";

/**
 * Where every citizen begins. `priority` null: not asked yet.
 * @type {FlowState}
 */
export const HOME = {
  step: "home", purpose: null, coded: false, dossier: null, unit: null, choice: null, priority: null, card: null, typed: "", answer: null, trouble: null,
  taken: null, cancelled: null, leaving: null, matters: [], same: null,
};

/**
 * Returns the state after the citizen asks for the list of priority groups first.
 * @param {FlowState} state
 * @param {string[]} classes
 * @returns {FlowState}
 */
export function askPriorityFirst(state, classes) {
  if (classes.length === 1) {
    return Object.assign({}, HOME, { priority: classes[0] });
  }
  return Object.assign({}, HOME, { step: "priority" });
}

/**
 * Returns the state in which the citizen is asked for the code of a dossier; `purpose`: of what it is about.
 * @param {FlowState} state
 * @param {string} purpose
 * @returns {FlowState}
 */
export function askCode(state, purpose) {
  return Object.assign({}, state, { step: "code", purpose, coded: true, dossier: null });
}

/**
 * Returns the state in which the screen tells what became of a dossier.
 * @param {FlowState} state
 * @param {Dossier} dossier
 * @returns {FlowState}
 */
export function tellDossier(state, dossier) {
  return Object.assign({}, state, { step: "dossier", dossier });
}

/**
 * Returns the state in which the citizen is asked of which office; `purpose`: what for.
 * @param {FlowState} state
 * @param {string} purpose
 * @returns {FlowState}
 */
export function askOffice(state, purpose) {
  return Object.assign({}, state, { step: "offices", purpose });
}

/**
 * Returns the state after a unit is chosen: its only service, or the list of them.
 * @param {FlowState} state
 * @param {Pick<UnitRow, "code" | "services">} unit
 * @param {string[]} classes
 * @returns {FlowState}
 */
export function chooseUnit(state, unit, classes) {
  if (unit.services.length === 1) {
    return chooseService(state, {
      service: unit.services[0].code, procedure: state.purpose, from: state.step,
    }, classes);
  }
  return Object.assign({}, state, { step: "unit", unit: unit.code });
}

/**
 * Returns the state in which the screen says what can be done instead of a number for a service.
 * @param {FlowState} state
 * @param {string} service
 * @returns {FlowState}
 */
export function showWaysOut(state, service) {
  return Object.assign({}, state, { step: "shut", choice: { service, from: state.step } });
}

/**
 * Returns the state after a service is known; `issue` when nothing is left to say or to ask.
 * @param {FlowState} state
 * @param {Choice} choice
 * @param {string[]} classes
 * @returns {FlowState}
 */
export function chooseService(state, choice, classes) {
  if (choice.facts) {
    return Object.assign({}, state, { step: "facts", choice });
  }
  if (state.matters.length > 0) {
    return addToList(state, choice);
  }
  const known = state.priority !== null || classes.length === 0;
  return Object.assign({}, state, { step: known ? "issue" : "priority", choice, trouble: null });
}

/**
 * Returns the state after the priority question; without a service yet, home asks for one.
 * @param {FlowState} state
 * @param {string} priority
 * @param {string | null} [card]
 * @returns {FlowState}
 */
export function answerPriority(state, priority, card = null) {
  return Object.assign({}, state, { step: state.choice === null ? "home" : "issue", priority, card });
}

/**
 * Returns the state in which an identity card is scanned, in place of the question.
 * @param {FlowState} state
 * @returns {FlowState}
 */
export function scanCard(state) {
  return Object.assign({}, state, { step: "card" });
}

/**
 * Returns the state after the papers were read: the number, or first the priority groups.
 * @param {FlowState} state
 * @param {boolean} asksPriority
 * @returns {FlowState}
 */
export function afterFacts(state, asksPriority) {
  if (state.matters.length > 0 && state.choice !== null) {
    return addToList(state, state.choice);
  }
  return Object.assign({}, state, { step: asksPriority ? "priority" : "issue", leaving: null });
}

/**
 * Returns the page about a dossier that led to this one, null where none did.
 * @param {FlowState} state
 * @returns {StepName | null}
 */
function dossierBefore({ step, coded, dossier }) {
  if (dossier !== null && step !== "dossier") {
    return "dossier";
  }
  return coded && step !== "code" ? "code" : null;
}

/**
 * Returns the state in which the screen says what to do instead of taking a number.
 * @param {FlowState} state
 * @param {Leaving} leaving
 * @returns {FlowState}
 */
export function leave(state, leaving) {
  return Object.assign({}, state, { step: "leaving", leaving });
}

/**
 * Returns the state in which the screen says where a procedure is filed, for whom its service has no number.
 * @param {FlowState} state
 * @param {string} service
 * @param {Pick<ProcedureRow, "code" | "documents">} procedure
 * @param {string[]} classes
 * @returns {FlowState}
 */
export function fileOnline(state, service, { code, documents }, classes) {
  const known = chooseService(state, { service, procedure: code, facts: true, from: state.step }, classes);
  return leave(known, { reason: "online", papers: documents || [] });
}

/**
 * Returns the page that always leads to this one, null where that is not always the same.
 * @param {FlowState} state
 * @returns {StepName | null}
 */
function pageBefore({ step, choice }) {
  if (step === "card") {
    return "priority";
  }
  return step === "leaving" || (step === "priority" && choice !== null && choice.facts) ? "facts" : null;
}

/**
 * Returns the state one step back.
 * @param {FlowState} state
 * @returns {FlowState}
 */
export function back(state) {
  const own = pageBefore(state);
  if (own !== null) {
    return Object.assign({}, state, { step: own, leaving: null });
  }
  if (state.choice !== null) {
    return Object.assign({}, state, { step: state.choice.from, choice: null });
  }
  if (state.step === "unit" && state.purpose !== null && state.dossier === null) {
    return Object.assign({}, state, { step: "offices", unit: null });
  }
  const before = dossierBefore(state);
  if (before !== null) {
    return Object.assign({}, state, { step: before, unit: null, dossier: before === "code" ? null : state.dossier });
  }
  return Object.assign({}, HOME, { priority: state.step === "home" ? null : state.priority, matters: state.matters });
}

/**
 * Returns the state in which the screen asks, over the present page, whether it is to be one more number.
 * @param {FlowState} state
 * @param {StepName} step
 * @param {string} taken
 * @returns {FlowState}
 */
export function askAgain(state, step, taken) {
  return Object.assign({}, state, { step, taken });
}

/**
 * Returns the state after the citizen has confirmed one more number.
 * @param {FlowState} state
 * @returns {FlowState}
 */
export function takeAgain(state) {
  return Object.assign({}, state, { step: "issue" });
}

/**
 * Returns the state with the number that the server has answered.
 * @param {FlowState} state
 * @param {IssueAnswer} answer
 * @returns {FlowState}
 */
export function issued(state, answer) {
  return Object.assign({}, state, { step: "ticket", answer, trouble: null, taken: null, card: null });
}

/**
 * Returns the state in which the screen says that a number has been given back.
 * @param {string} number
 * @returns {FlowState}
 */
export function gaveBack(number) {
  return Object.assign({}, HOME, { cancelled: number });
}

/**
 * Returns the state in which the screen says, over the digits of a booking, why they gave no number.
 * @param {FlowState} state
 * @param {string} trouble
 * @returns {FlowState}
 */
export function notFound(state, trouble) {
  return Object.assign({}, state, { step: "booked", trouble });
}

/**
 * Returns the state in which the digits of a booking may be typed again: they stay.
 * @param {FlowState} state
 * @returns {FlowState}
 */
export function typeAgain(state) {
  return Object.assign({}, state, { trouble: null });
}

/**
 * Returns the state in which the screen says why there is no number.
 * @param {FlowState} state
 * @param {string} trouble
 * @returns {FlowState}
 */
export function refused(state, trouble) {
  return Object.assign({}, state, {
    step: "home", purpose: null, coded: false, dossier: null, choice: null, card: null, trouble, taken: null, matters: [],
  });
}
