/** Before the number: what the catalogue knows of a procedure, in its own Vietnamese, and the wait now. */
/** @import { KioskView, ProcedureRow, ServiceRow, UnitRow } from "../view_types.js" */
/** @import { FactLine } from "./checklist.js" */
/** @import { Leaving } from "./flow.js" */
import { html, Icon, page, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Checklist } from "./checklist.js";
import { Head, Waiting } from "./frame.js";
import { LateNote, OtherWays } from "./late.js";
import { mayBeTooLate } from "./offers.js";
import { AddMore } from "./matters.js";
import { chooseSize } from "./papers.js";
import { nameCounters } from "./places.js";
import { noCounterText, reasonText } from "./reasons.js";
import { NoSlips } from "./slip.js";

/**
 * Says whether the catalogue knows anything of the procedure that people should know first.
 * @param {ProcedureRow | null} procedure
 */
export function hasFacts(procedure) {
  return procedure !== null && Boolean((procedure.documents || []).length || listFacts(procedure).length);
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

const ONLINE = "phone";

/**
 * Returns how many lines of papers the rest of the page takes.
 * @param {ProcedureRow} procedure
 * @param {boolean} late
 */
function countBesides(procedure, late) {
  return (listFacts(procedure).length > 2 ? 3 : 0) + (procedure.online_at ? 4 : 0) + (late ? 5 : 0);
}

/**
 * Returns what is known beside the papers.
 * @param {ProcedureRow} procedure
 * @returns {FactLine[]}
 */
function listFacts({ fee, time_limit: limit, online, same_day: soon, anywhere }) {
  /** @type {FactLine[]} */
  const facts = [];
  if (fee) {
    facts.push(["money", gettext("Lệ phí"), fee, "vi"]);
  }
  if (limit) {
    facts.push(["clock", gettext("Thời hạn giải quyết"), limit, "vi"]);
  }
  if (soon) {
    facts.push(["result", gettext("Trả kết quả"), gettext("Trong ngày")]);
  }
  if (anywhere) {
    facts.push(["place", gettext("Nơi nộp"), gettext("Trung tâm nào trong tỉnh, thành phố cũng nhận")]);
  }
  if (online) {
    facts.push([ONLINE, gettext("Nộp trực tuyến"), online === "full"
      ? gettext("Được, không cần đến trung tâm") : gettext("Được một phần, có bước vẫn cần đến")]);
  }
  return facts;
}

/**
 * Says whether much is known, and in place of the queue's length when the hours go on: that leaves too few lines for papers.
 * @param {ProcedureRow} procedure
 * @param {ServiceRow} row
 */
function isCrowded(procedure, row) {
  return listFacts(procedure).length > 2 && row.open && !row.counter_open && row.opens_at !== null;
}

/** @param {{ procedure: ProcedureRow }} props */
function Facts({ procedure }) {
  const facts = listFacts(procedure);
  const code = procedure.online_at ? html`<dd class="code"><img alt=${gettext("Mã QR nộp hồ sơ trực tuyến")}
    src=${`/procedures/${encodeURIComponent(procedure.code)}/online.svg`} /></dd>` : null;
  return facts.length > 0 ? html`<dl class=${`facts${facts.length > 2 ? " more" : ""}${code ? " coded" : ""}`}>${facts.map(([icon, label, text, lang]) => html`
    <div class="fact" key=${icon}><${Icon} name=${icon} />
      <dt>${label}</dt><dd lang=${lang}>${text}</dd>${icon === ONLINE && code}</div>`)}</dl>` : null;
}

/** @param {{ wait: ServiceRow["wait"] }} props */
function Wait({ wait }) {
  return wait && html`<span class="w wait"><b class="num">${wait.low_min}–${wait.high_min}</b>
    <small>${gettext("phút chờ, ước tính")}</small></span>`;
}

/** Returns what adds another matter to the same number, null where a list is made already. @param {{ adding: boolean, row: ServiceRow, onMore: () => void }} props */
function moreOf({ adding, row, onMore }) {
  return adding || !row.open ? null : onMore;
}

/** Ways to leave without a number, and to more with the same. @param {{ procedure: ProcedureRow, missing: readonly string[], onLeave: (reason: Leaving["reason"], papers: readonly string[]) => void, adds: (() => void) | null, locked: boolean }} props */
function Leave({ procedure, missing, onLeave, adds, locked }) {
  const papers = procedure.documents || [];
  if (papers.length === 0 && !procedure.online_at && adds === null) {
    return null;
  }
  return html`<div class="leave">
    ${papers.length > 0 ? html`<button type="button" onClick=${() => onLeave("missing_papers", missing)}>
      <${Icon} name="document" /><span>${gettext("Tôi thiếu giấy tờ")}</span></button>` : null}
    ${procedure.online_at ? html`<button type="button" onClick=${() => onLeave("online", papers)}>
      <${Icon} name="phone" /><span>${gettext("Tôi sẽ nộp trực tuyến")}</span></button>` : null}
    ${adds === null ? null : html`<${AddMore} locked=${locked} onMore=${adds} />`}
  </div>`;
}

/**
 * @param {{
 *   leave: object | null, row: ServiceRow, priority: string | null, asks: boolean, adding: boolean, locked: boolean,
 *   printing: KioskView["printing"], onTake: () => void, onPriority: () => void,
 * }} props
 */
function Take({ leave, row, priority, asks, adding, locked, printing, onTake, onPriority }) {
  const off = locked || !row.open;
  return html`<div class="take">
    ${row.open ? null : html`<p class="shut" role="status">${reasonText(row.reason, row.opens_at)}</p>`}
    ${row.open ? html`<${NoSlips} printing=${printing} kind="soon" />` : null}
    ${priority ? html`<p>${gettext("Lượt ưu tiên: %(group)s", {
      group: names.priority(priority) })}</p>` : null}
    ${leave}<div class=${asks ? "act" : "act one"}>
      ${asks ? html`<button type="button" class="sec" disabled=${off} onClick=${onPriority}>
        <${Icon} name="priority" />${gettext("Tôi thuộc nhóm ưu tiên")}</button>` : null}
      <button type="button" class="pri" disabled=${off} onClick=${onTake}>
        ${adding ? gettext("Thêm vào danh sách") : gettext("Lấy số")}</button></div>
  </div>`;
}

/**
 * What is said beside the papers. `whole`: the facts too, which else stand in the list of papers.
 * @param {{
 *   procedure: ProcedureRow, row: ServiceRow, late: boolean, whole: boolean,
 * }} props
 */
function Side({ procedure, row, late, whole }) {
  return html`<div class="side">
    <div class="queue"><span>${row.open && !row.counter_open
      ? noCounterText(row, row.opens_at) : gettext("Hàng chờ lúc này")}<small>${nameCounters(row.code)}</small></span>
      <${Waiting} row=${row} minutes=${false} />${
        row.wait && !row.wait.none ? html`<${Wait} wait=${row.wait} />` : null}</div>
    ${late ? html`<${LateNote} procedure=${procedure} opening=${row.opens_at} />` : null}
    ${row.open ? null : html`<p class="late"><${OtherWays} procedure=${procedure} opening=${null} /></p>`}
    ${whole ? html`<${Facts} procedure=${procedure} />` : null}</div>`;
}

/**
 * One procedure. `row`: its service in the view; `asks`: whether the priority groups are offered; `low`: whoever
 * stands here reaches the lower half alone, and the papers are only shown; `large`: all that is known is one list.
 * @param {{
 *   low: boolean, large: boolean, procedure: ProcedureRow, unit: UnitRow, row: ServiceRow,
 *   priority: string | null, asks: boolean, adding: boolean, locked: boolean, printing: KioskView["printing"],
 *   onTake: () => void, onPriority: () => void, onMore: () => void, onBack: () => void,
 *   onLeave: (reason: Leaving["reason"], papers: readonly string[]) => void,
 * }} props
 */
export function FactsPage(props) {
  const { procedure, unit, row } = props;
  const [ticked, setTicked] = useState(/** @type {readonly string[]} */ ([]));
  const papers = procedure.documents || [];
  const tick = (/** @type {string} */ paper) => setTicked(
    ticked.includes(paper) ? ticked.filter((each) => each !== paper) : ticked.concat(paper));
  const late = row.open && mayBeTooLate(row, props.priority);
  const whole = !props.large && !late && !isCrowded(procedure, row);
  const lines = whole ? [] : listFacts(procedure);
  const size = chooseSize(papers, countBesides(procedure, late));
  const leave = html`<${Leave} procedure=${procedure} onLeave=${props.onLeave} locked=${props.locked}
    adds=${moreOf(props)}
    missing=${papers.filter((paper) => !ticked.includes(paper))} />`;
  return html`<main class=${`pick before ${size}`}>
    <${Head} title=${nameOf(procedure)} step=${1} lang=${languageOf(procedure)} onBack=${props.onBack}
      hint=${`${names.department(unit.code)} · ${names.floor(unit.floor)}`} />
    <div class="known"><${Side} procedure=${procedure} row=${row} late=${late} whole=${whole} />
      ${papers.length + lines.length > 0 ? html`<${Checklist} facts=${lines} papers=${papers}
        title=${papers.length > 0 ? gettext("Giấy tờ cần mang theo") : gettext("Ông/Bà cần biết")}
        ticked=${ticked} onTick=${props.low ? null : tick}
        around=${[size, late, row.open, props.priority, props.printing.state].join()} />` : null}
    </div>
    <${Take} leave=${leave} row=${row} priority=${props.priority === "normal" ? null : props.priority}
      locked=${props.locked} printing=${props.printing} asks=${props.asks && !props.adding && props.priority === null} adding=${props.adding}
      onTake=${props.onTake} onPriority=${props.onPriority} />
  </main>`;
}
