/** Several matters with one number: the list that is added to, and what the ticket says of them. */
/** @import { IssueAnswer } from "../../web/issue_view_types.js" */
/** @import { Choice } from "./flow.js" */
/** @import { placeOf } from "./offers.js" */
import { html, Icon } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Head, Waiting } from "./frame.js";
import { nameCounters } from "./places.js";
import { MOST_MATTERS } from "./several.js";
/** @typedef {(matter: { service: string, procedure?: string | null }) => { text: string, lang: string }} NameOf */

/** @param {{ locked: boolean, onMore: () => void }} props */
export function AddMore({ locked, onMore }) {
  return html`<button type="button" class="more" disabled=${locked} onClick=${onMore}>
    <b aria-hidden="true">+</b>${gettext("Thêm việc khác")}</button>`;
}

/**
 * The list: what the number is for so far, with where that is done and who waits there. `same`: what was chosen now is
 * on it already.
 * @param {{
 *   matters: Choice[], same: string | null, nameOf: NameOf, findPlace: (matter: Choice) => ReturnType<typeof placeOf>, locked: boolean, onRemove: (service: string) => void,
 *   onMore: () => void, onTake: () => void, onBack: () => void,
 * }} props
 */
export function MattersPage({ matters, same, nameOf, findPlace, locked, onRemove, onMore, onTake, onBack }) {
  const n = matters.length;
  return html`<main class="pick list-of-matters">
    <${Head} title=${gettext("Một số cho nhiều việc")} step=${1} onBack=${onBack}
      hint=${gettext("Xong một việc, số tự chuyển sang việc tiếp theo. Không phải lấy số lại.")} />
    <div class="res">
      ${same === null ? null : html`<p class="same" role="status">${
        gettext("Nội dung này đã có trong danh sách. Ông/Bà làm cả hai tại cùng một quầy.")}</p>`}
      <ol>${matters.map((matter) => {
        const { text, lang } = nameOf(matter);
        const place = findPlace(matter);
        return html`<li class="r" key=${matter.service}><span class="ic"><${Icon} name="check" /></span>
          <span><b class="n" lang=${lang}>${text}</b>${place && html`<small>${
            [names.department(place.unit.code), nameCounters(matter.service)].filter(Boolean).join(" · ")}</small>`}</span>
          ${place ? html`<${Waiting} row=${place.row} />` : html`<span></span>`}
          <button type="button" class="out" disabled=${locked} onClick=${() => onRemove(matter.service)}
            aria-label=${gettext("Bỏ việc: %(matter)s", { matter: text })}>${gettext("Bỏ")}</button></li>`;
      })}</ol>
      ${n < MOST_MATTERS ? html`<${AddMore} locked=${locked} onMore=${onMore} />`
        : html`<p class="same">${gettext("Một số dùng được cho nhiều nhất %(n)s việc.", { n })}</p>`}
    </div>
    <div class="take"><div class="act one"><button type="button" class="pri" disabled=${locked} onClick=${onTake}>${
      n > 1 ? gettext("Lấy một số cho cả %(n)s việc", { n }) : gettext("Lấy số")}</button></div></div>
  </main>`;
}

/**
 * What the number is for, in the order in which that will probably be done.
 * @param {{ answer: IssueAnswer, nameOf: NameOf }} props
 */
export function Visit({ answer, nameOf }) {
  const { matters, whole } = answer;
  return html`<section class="bring visit"><${Icon} name="ticket" />
    <div><b>${gettext("Số này dùng cho cả %(n)s việc", { n: matters.length })}</b>
      <ol>${matters.map((matter) => {
        const { text, lang } = nameOf(matter);
        return html`<li key=${matter.service} lang=${lang}>${text}</li>`;
      })}</ol>
      <span>${gettext("Thứ tự dự kiến.")}${whole === null ? "" : ` ${gettext("Cả %(n)s việc khoảng %(low)s–%(high)s phút.", {
        n: matters.length, low: whole.low_min, high: whole.high_min })}`}</span></div></section>`;
}
