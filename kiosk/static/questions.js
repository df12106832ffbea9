/** The questions before a number: which service of the unit, whether a priority group, whether one more. */
/** @import { KioskView, ProcedureRow, ServiceRow, UnitRow } from "../view_types.js" */
import { html, Icon, page, useEffect } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { BY_CARD, CardRow } from "./card_page.js";
import { extra } from "./extra.js";
import { languageOf, nameOf } from "./facts.js";
import { Dialog, Head, Waiting } from "./frame.js";
import { LateNote } from "./late.js";
import { mayBeTooLate } from "./offers.js";
import { AddMore } from "./matters.js";
import { hasWaysOut, noCounterText, reasonText } from "./reasons.js";
import { Paged } from "./paged.js";
import { NoCounterNote, NoSlips } from "./slip.js";
import { Tile } from "./units.js";

/**
 * @param {ServiceRow} service
 * @param {string | null} priority
 */
function noteOf(service, priority) {
  if (!service.open) {
    return html`<small>${reasonText(service.reason, service.opens_at)}</small>`;
  }
  if (mayBeTooLate(service, priority)) {
    return html`<small>${gettext("Hôm nay có thể không kịp")}</small>`;
  }
  return service.counter_open ? null : html`<small>${noCounterText(service, service.opens_at)}</small>`;
}

/**
 * The services of one unit; `collecting`: of which of them a result is collected.
 * @param {{
 *   unit: UnitRow, collecting: boolean, priority: string | null, locked: boolean, onService: (service: ServiceRow) => void,
 *   onBack: () => void,
 * }} props
 */
export function Unit({ unit, collecting, priority, locked, onService, onBack }) {
  const draw = (/** @type {ServiceRow} */ service) => html`<li key=${service.code}>
    <button type="button" class=${service.open ? "r" : "r closed"}
      disabled=${locked || !(service.open || hasWaysOut(service))} onClick=${() => onService(service)}>
      <span class="ic"><${Icon} name=${extra.service_icons[service.code]} /></span>
      <span><b class="n">${names.service(service.code)}</b>
        ${noteOf(service, priority)}</span>
      <${Waiting} row=${service} />
      <span class="go"><${Icon} name="forward" /></span>
    </button></li>`;
  return html`<main class="pick">
    <${Head} title=${names.department(unit.code)} step=${0} onBack=${onBack}
      hint=${`${names.floor(unit.floor)} · ${collecting
        ? gettext("Ông/Bà nhận kết quả về việc gì?") : gettext("Ông/Bà cần làm gì?")}`} />
    <${Paged} kind="res" items=${unit.services} draw=${draw} shape=${[page.language].concat(
      unit.services.map((service) => `${service.code}${service.open}`)).join()} />
  </main>`;
}

/**
 * Of which office a result is collected; last, the way for those who do not know.
 * @param {{
 *   view: KioskView, locked: boolean, onUnit: (unit: UnitRow) => void, onUnsure: () => void,
 *   onBack: () => void,
 * }} props
 */
export function Offices({ view, locked, onUnit, onUnsure, onBack }) {
  const own = view.departments.find((unit) => unit.services.some(({ code }) => code === extra.results));
  const offices = view.departments.filter((unit) => unit !== own);
  return html`<main class="pick offices">
    <${Head} title=${gettext("Ông/Bà nhận kết quả của cơ quan nào?")} step=${0} onBack=${onBack}
      hint=${gettext("Cơ quan đã nhận hồ sơ, có ghi trên giấy hẹn trả kết quả.")} />
    <section class="depts flat">
      <${Paged} kind="grid" items=${offices} shape=${[page.language].concat(
        offices.map((unit) => `${unit.code}${unit.open ? "" : unit.reason}`)).join()}
        draw=${(unit) => html`<li key=${unit.code}><${Tile} unit=${unit} floor plain=${false}
          locked=${locked} onChoose=${onUnit} /></li>`}
        pinned=${html`<li key="ask"><button type="button" class="tile ask dark"
          disabled=${locked || (own !== undefined && !own.open)} onClick=${onUnsure}>
          <span class="ic"><${Icon} name="help" /></span>
          <span class="tx"><b>${gettext("Tôi không rõ cơ quan nào")}</b>
            <small>${gettext("Mất giấy hẹn, hoặc cần người xem giúp")}</small></span><span></span>
        </button></li>`} />
    </section>
  </main>`;
}

const MORE = ""; // no class has this code

/**
 * One neutral question with the list of groups; nobody has to prove anything here.
 * @param {{
 *   classes: string[], place: { unit: UnitRow, row: ServiceRow } | null, procedure: ProcedureRow | null, locked: boolean,
 *   printing: KioskView["printing"], several: number, onAnswer: (code: string) => void, onMore: () => void, onBack: () => void,
 * }} props `several`: for how many matters the number is, where a list of them was made
 */
export function Priority(props) {
  const { classes, place, procedure, locked, printing, several, onAnswer, onBack } = props;
  const purpose = several > 1 ? html`<b class="for">${gettext("Một số cho cả %(n)s việc", { n: several })}</b>` : place && html`<b class="for" lang=${procedure ? languageOf(procedure) : undefined}>${
    [procedure ? nameOf(procedure) : names.service(place.row.code), names.department(place.unit.code)]
      .join(" · ")}</b>`;
  return html`<main class="pick">
    <${Head} title=${gettext("Ông/Bà có thuộc nhóm được ưu tiên không?")} step=${1} onBack=${onBack}
      hint=${html`${purpose}${extra.card.length > 0
    ? gettext("Ông/Bà chọn nhóm, hoặc quét thẻ căn cước nếu muốn. Cán bộ tiếp nhận sẽ xác nhận tại quầy.")
    : gettext("Không cần giấy tờ tại đây. Cán bộ tiếp nhận sẽ xác nhận tại quầy.")}`} />
    <div class="groups">
      <button type="button" class="no" disabled=${locked} onClick=${() => onAnswer("normal")}>
        ${gettext("Không, lấy số thường")}</button>
      <${Paged} kind="yeses" shape=${page.language}
        items=${(extra.card.length > 0 ? [BY_CARD] : []).concat(classes, place !== null && several === 0 ? [MORE] : [])}
        draw=${(code) => (code === BY_CARD ? html`<${CardRow} key=${code} locked=${locked} onCard=${() => onAnswer(code)} />`
          : code === MORE ? html`<li key=${code} class="last"><${AddMore} locked=${locked} onMore=${props.onMore} /></li>`
          : html`<li key=${code}><button type="button" class="yes" disabled=${locked}
          onClick=${() => onAnswer(code)}><${Icon} name=${extra.priority_icons[code]} />
          <span>${names.priority(code)}</span></button></li>`)} />
    </div><${NoSlips} printing=${printing} kind="soon" />
    <${NoCounterNote} row=${place === null ? null : place.row} />
    ${place !== null && mayBeTooLate(place.row, null)
    ? html`<${LateNote} procedure=${procedure} opening=${place.row.opens_at} />` : null}
  </main>`;
}

const GIVEN_BACK_S = 10;

/**
 * Says that a number has been given back; a while later, the kiosk is the next citizen's.
 * @param {{ number: string, onDone: () => void }} props
 */
export function GivenBack({ number, onDone }) {
  useEffect(() => {
    const timer = setTimeout(onDone, GIVEN_BACK_S * 1000);
    return () => clearTimeout(timer);
  }, []);
  return html`<${Dialog} title=${gettext("Đã hủy số %(number)s", { number })}
    text=${gettext("Số này không được gọi nữa. Nếu vẫn cần làm thủ tục, mời Ông/Bà lấy số mới.")}>
    <button type="button" class="pri" onClick=${onDone}>${gettext("Về trang đầu")}</button>
  <//>`;
}

/**
 * Asked where this kiosk gave a number for the same a moment ago: to the one who has it, or to the next.
 * @param {{ number: string, locked: boolean, onYes: () => void, onNo: () => void }} props
 */
export function OneMore({ number, locked, onYes, onNo }) {
  return html`<${Dialog} title=${gettext("Số %(number)s vừa được lấy cho nội dung này", { number })}
    text=${gettext("Nếu đó là số của Ông/Bà, không cần lấy thêm. Nếu Ông/Bà chưa có số, xin bấm “Lấy số”.")}>
    <button type="button" class="sec" onClick=${onNo}>${gettext("Tôi đã có số")}</button>
    <button type="button" class="pri" disabled=${locked} onClick=${onYes}>${gettext("Lấy số")}</button>
  <//>`;
}
