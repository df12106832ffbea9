/** What all who wait are told, at the kiosk: all of it on the first page, below it what concerns the choice. */
/** @import { BulletinJson } from "../../web/bulletin_view_types.js" */
/** @import { KioskView } from "../view_types.js" */
/** @import { FlowState } from "./flow.js" */
import { Bulletins, concerns } from "../web/bulletins.js";
import { html } from "../web/screen.js";
import { gettext } from "../web/words.js";

const AT_ONCE = 2;

/**
 * Returns the bulletins that this page shows, the newest first: the list of a unit's services those of the unit.
 * @param {Pick<KioskView, "bulletins" | "departments">} view
 * @param {Pick<FlowState, "choice" | "unit" | "matters" | "step">} state
 * @returns {readonly BulletinJson[]}
 */
export function bulletinsFor({ bulletins, departments }, { choice, unit, matters, step }) {
  const chosen = [...matters, ...(choice === null ? [] : [choice])].map(({ service }) => service);
  /** @type {{ department: string, service: string }[]} */
  const all = [];
  departments.forEach(({ code, services }) => services.forEach((each) => all.push({ department: code, service: each.code })));
  const asked = step === "unit" ? all.filter(({ department }) => department === unit)
    : all.filter(({ service }) => chosen.includes(service));
  return asked.length === 0 ? bulletins
    : bulletins.filter((each) => asked.some(({ department, service }) => concerns(each, department, service)));
}

/** @param {{ view: KioskView, state: FlowState }} props */
export function Told({ view, state }) {
  return html`<${Bulletins} bulletins=${bulletinsFor(view, state).slice(0, AT_ONCE)} label=${gettext("Tin báo")}
    say=${(/** @type {string} */ time) => gettext("Tin lúc %(time)s", { time })} />`;
}
