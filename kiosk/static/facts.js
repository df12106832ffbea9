/** Before the number: the papers to bring, the fee and the time limit, in the catalogue's Vietnamese. */
/** @import { KioskView, ProcedureRow, ServiceRow, UnitRow } from "../view_types.js" */
import { html, Icon, page } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Head, Waiting } from "./frame.js";
import { chooseSize } from "./papers.js";
import { nameCounters } from "./places.js";
import { noCounterText, reasonText } from "./reasons.js";
import { Paged } from "./paged.js";
import { NoSlips } from "./slip.js";

/**
 * Says whether the catalogue knows anything of the procedure that people should know first.
 * @param {ProcedureRow | null} procedure
 */
export function hasFacts(procedure) {
  return procedure !== null
    && Boolean((procedure.documents || []).length || procedure.fee || procedure.time_limit);
}

/**
 * Returns the procedure's name in the page's language, else in Vietnamese.
 * @param {ProcedureRow} procedure
 */
export function nameOf(procedure) {
  return procedure.names[page.language] || procedure.names.vi;
}

/**
 * Returns the language in which that name is.
 * @param {ProcedureRow} procedure
 */
export function languageOf(procedure) {
  return procedure.names[page.language] ? page.language : "vi";
}

/** @param {{ icon: string, label: string, text: string }} props */
function Fact({ icon, label, text }) {
  return html`<div class="fact"><${Icon} name=${icon} />
    <dt>${label}</dt><dd lang="vi">${text}</dd></div>`;
}

/** @param {{ procedure: ProcedureRow }} props */
function Facts({ procedure }) {
  const { fee, time_limit: limit } = procedure;
  return fee || limit ? html`<dl class="facts">
    ${fee ? html`<${Fact} icon="money" label=${gettext("Lệ phí")} text=${fee} />` : null}
    ${limit ? html`<${Fact} icon="clock" label=${gettext("Thời hạn giải quyết")} text=${limit} />`
    : null}</dl>` : null;
}

/** @param {{ wait: ServiceRow["wait"] }} props */
function Wait({ wait }) {
  return wait && html`<span class="w wait"><b class="num">${wait.low_min}–${wait.high_min}</b>
    <small>${gettext("phút chờ, ước tính")}</small></span>`;
}

/** @param {{ documents: string[] }} props */
function Papers({ documents }) {
  return html`<section class="papers">
    <h2><${Icon} name="document" />${gettext("Giấy tờ cần mang theo")}</h2>
    <${Paged} items=${documents} kind="list" shape=${documents.join() + page.language}
      draw=${(paper) => html`<li key=${paper}><${Icon} name="check" /><span lang="vi">${paper}</span></li>`} />
  </section>`;
}

/**
 * @param {{
 *   row: ServiceRow, opening: string | null, priority: string | null, asks: boolean, locked: boolean,
 *   printing: KioskView["printing"], onTake: () => void, onPriority: () => void,
 * }} props
 */
function Take({ row, opening, priority, asks, locked, printing, onTake, onPriority }) {
  const off = locked || !row.open;
  return html`<div class="take">
    ${row.open ? null : html`<p class="shut" role="status">${reasonText(row.reason, opening)}</p>`}
    ${row.open ? html`<${NoSlips} printing=${printing} kind="soon" />` : null}
    ${priority ? html`<p>${gettext("Lượt ưu tiên: %(group)s", {
      group: names.priority(priority) })}</p>` : null}
    <div class=${asks ? "act" : "act one"}>
      ${asks ? html`<button type="button" class="sec" disabled=${off} onClick=${onPriority}>
        <${Icon} name="priority" />${gettext("Tôi thuộc nhóm ưu tiên")}</button>` : null}
      <button type="button" class="pri" disabled=${off} onClick=${onTake}>
        ${gettext("Lấy số")}</button></div>
  </div>`;
}

/**
 * One procedure. `row`: its service in the view; `asks`: whether the priority groups are offered.
 * @param {{
 *   procedure: ProcedureRow, unit: UnitRow, row: ServiceRow, opening: string | null,
 *   priority: string | null, asks: boolean, locked: boolean, printing: KioskView["printing"],
 *   onTake: () => void, onPriority: () => void, onBack: () => void,
 * }} props
 */
export function FactsPage(props) {
  const { procedure, unit, row } = props;
  const documents = procedure.documents || [];
  const priority = props.priority === "normal" ? null : props.priority;
  return html`<main class=${`pick before ${chooseSize(documents)}`}>
    <${Head} title=${nameOf(procedure)} step=${1} lang=${languageOf(procedure)} onBack=${props.onBack}
      hint=${`${names.department(unit.code)} · ${names.floor(unit.floor)}`} />
    <div class="known">
      <div class="queue"><span>${row.open && !row.counter_open
        ? noCounterText(row, props.opening) : gettext("Hàng chờ lúc này")}<small>${nameCounters(row.code)}</small></span>
        <${Waiting} row=${row} opening=${props.opening} />${
          priority === null && row.waiting > 0 ? html`<${Wait} wait=${row.wait} />` : null}</div>
      <${Facts} procedure=${procedure} />
      ${documents.length > 0 ? html`<${Papers} documents=${documents} />` : null}
    </div>
    <${Take} row=${row} opening=${props.opening} priority=${priority} locked=${props.locked}
      printing=${props.printing} asks=${props.asks && props.priority === null} onTake=${props.onTake}
      onPriority=${props.onPriority} />
  </main>`;
}
