/** What the pages of the kiosk may ask for, each as a step of the way to a number. */
/** @import { KioskView, ProcedureRow, ServiceRow, UnitRow } from "../view_types.js" */
/** @import { Entry } from "./finder.js" */
/** @import { Choice, Leaving } from "./flow.js" */
/** @import { KioskState } from "./kiosk.js" */
import { page } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { BY_CARD } from "./card_page.js";
import { UNAVAILABLE } from "./dossier.js";
import { extra } from "./extra.js";
import { hasFacts, languageOf, nameOf } from "./facts.js";
import { placeOf } from "./offers.js";
import * as flow from "./flow.js";
import * as several from "./several.js";

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
export function useChoices({ state, setState, listing, classes, go, command }) {
  const procedureOf = (/** @type {string | null | undefined} */ code) => (code === extra.collecting ? collecting()
    : listing.procedures.find((each) => each.code === code) || null);
  const nameOfMatter = (/** @type {{ service: string, procedure?: string | null }} */ { service, procedure: code }) => {
    const known = procedureOf(code);
    return known === null ? { text: names.service(service), lang: page.language } : { text: nameOf(known), lang: languageOf(known) };
  };
  // who turns to something else instead of what is closed goes on from the page before
  const here = state.step === "shut" ? flow.back(state) : state;
  const choose = (/** @type {Omit<Choice, "from">} */ choice) => go(flow.chooseService(
    here, Object.assign({ from: here.step }, choice), classes));
  const unit = (/** @type {UnitRow} */ row) => (row.services.length === 1 && !row.open
    ? setState(flow.showWaysOut(state, row.services[0].code)) : go(flow.chooseUnit(state, row, classes)));
  const service = (/** @type {ServiceRow} */ row) => (row.open
    ? choose({ service: row.code, procedure: state.purpose }) : setState(flow.showWaysOut(state, row.code)));
  const unsure = () => extra.results && choose({ service: extra.results, procedure: extra.collecting });
  const office = () => (extra.results_at_offices ? setState(flow.askOffice(state, extra.collecting)) : unsure());
  /** Takes a number where the dossier is, for that purpose. @param {KioskView} view @param {string | null} purpose */
  const atOffice = (view, purpose) => {
    const { service, department } = state.dossier || UNAVAILABLE;
    const place = placeOf(view, service === null ? {} : { service });
    const row = view.departments.find((each) => each.code === department);
    const asked = Object.assign({}, state, { purpose });
    if (place !== null && service !== null) {
      choose({ service, procedure: purpose });
    } else if (row !== undefined) {
      go(flow.chooseUnit(asked, row, classes));
    } else {
      office();
    }
  };
  return {
    choose, unit, service, procedureOf, nameOfMatter,
    more: () => setState(several.addMore), list: () => setState(several.showList),
    remove: (/** @type {string} */ service) => setState((was) => several.removeMatter(was, service)),
    takeAll: () => go(several.takeAll(state, classes)),
    procedure: state.choice && procedureOf(state.choice.procedure),
    placeIn: (/** @type {KioskView} */ view) => state.choice && placeOf(view, state.choice),
    guidance: () => (extra.guidance
      ? choose({ service: extra.guidance })
      : setState(flow.refused(state, gettext("Mời Ông/Bà gặp nhân viên hướng dẫn ở sảnh.")))),
    results: () => (extra.dossiers ? setState(flow.askCode(state, extra.collecting)) : office()),
    withoutCode: office,
    lookUp: async (/** @type {string} */ code) => {
      const found = await command.run("/api/results", { code });
      if (found !== null) {
        setState((was) => flow.tellDossier(was, found.ok ? found.data : UNAVAILABLE));
      }
    },
    collect: (/** @type {KioskView} */ view) => (extra.results_at_offices ? atOffice(view, extra.collecting) : unsure()),
    submitPapers: (/** @type {KioskView} */ view) => atOffice(view, null),
    resultsUnsure: unsure,
    found: (/** @type {Entry} */ entry, /** @type {UnitRow} */ row) => (entry.service === undefined ? unit(row) : choose({
      service: entry.service, procedure: entry.procedure,
      facts: hasFacts(procedureOf(entry.procedure)),
    })),
    type: (/** @type {(typed: string) => string} */ change) => setState((was) => Object.assign({}, was, { typed: change(was.typed) })),
    answer: (/** @type {string} */ group, /** @type {string | null} */ card = null) => (group === BY_CARD
      ? setState(flow.scanCard(state)) : go(flow.answerPriority(state, group, card))),
    leave: (/** @type {Leaving["reason"]} */ reason, /** @type {readonly string[]} */ papers) => setState(
      flow.leave(state, { reason, papers })),
    instead: (/** @type {string} */ code) => choose({ service: code, procedure: state.purpose }),
    online: (/** @type {string} */ service, /** @type {string} */ words) => {
      const [only, another] = listing.procedures.filter((each) => each.service === service && each.online_at);
      setState(only && !another ? flow.fileOnline(here, service, only, classes)
        : Object.assign({}, here, { step: "search", typed: words }));
    },
    search: () => setState((was) => Object.assign({}, was, { step: "search", typed: "" })),
    booked: () => setState((was) => Object.assign({}, was, { step: "booked", typed: "" })),
    back: () => setState(flow.back(state)),
    priorityFirst: () => setState((was) => (was.priority !== null
      ? flow.HOME : flow.askPriorityFirst(was, classes))),
  };
}
