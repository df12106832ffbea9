/** What the pages of the kiosk may ask for, each as a step of the way to a number. */
/** @import { KioskView, ProcedureRow, UnitRow } from "../view_types.js" */
/** @import { Entry } from "./finder.js" */
/** @import { Choice } from "./flow.js" */
/** @import { KioskState } from "./kiosk.js" */
import { page } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { extra } from "./extra.js";
import { hasFacts } from "./facts.js";
import { placeOf } from "./offers.js";
import * as flow from "./flow.js";

/**
 * Returns what people come for who handed their papers in before: in no directory, nothing to bring.
 * @returns {ProcedureRow}
 */
function collecting() {
  return { code: extra.collecting, service: "", names: { [page.language]: gettext("Nhận kết quả") } };
}

/**
 * What the pages may ask for, and the procedure that was chosen.
 * @param {KioskState} kiosk
 */
export function useChoices({ state, setState, listing, classes, go }) {
  const procedureOf = (/** @type {string | null | undefined} */ code) => (code === extra.collecting ? collecting()
    : listing.procedures.find((each) => each.code === code) || null);
  const choose = (/** @type {Omit<Choice, "from">} */ choice) => go(flow.chooseService(
    state, Object.assign({ from: state.step }, choice), classes));
  const unit = (/** @type {UnitRow} */ row) => go(flow.chooseUnit(state, row, classes));
  const unsure = () => extra.results && choose({ service: extra.results, procedure: extra.collecting });
  return {
    choose, unit, procedure: state.choice && procedureOf(state.choice.procedure),
    placeIn: (/** @type {KioskView} */ view) => state.choice && placeOf(view, state.choice),
    guidance: () => (extra.guidance
      ? choose({ service: extra.guidance })
      : setState(flow.refused(state, gettext("Mời Ông/Bà gặp nhân viên hướng dẫn ở sảnh.")))),
    results: () => (extra.results_at_offices ? setState(flow.askOffice(state, extra.collecting)) : unsure()),
    resultsUnsure: unsure,
    found: (/** @type {Entry} */ entry, /** @type {UnitRow} */ row) => (entry.service === undefined ? unit(row) : choose({
      service: entry.service, procedure: entry.procedure,
      facts: hasFacts(procedureOf(entry.procedure)),
    })),
    type: (/** @type {(typed: string) => string} */ change) => setState((was) => Object.assign({}, was, { typed: change(was.typed) })),
    search: () => setState((was) => Object.assign({}, was, { step: "search", typed: "" })),
    back: () => setState(flow.back(state)),
    priorityFirst: () => setState((was) => (was.priority !== null
      ? flow.HOME : flow.askPriorityFirst(was, classes))),
  };
}
