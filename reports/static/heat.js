/** How long people usually wait, by weekday and hour: the darker the longer, and the minutes in words. */
/** @import { Heat as Waits } from "../view_types.js" */
import { html } from "../web/screen.js";
import { gettext, weekdayName } from "../web/words.js";
import { Figure } from "./figures.js";
import { wholeMinutes } from "./formatting.js";
import { stepOf } from "./scales.js";

const A_MONDAY = Date.UTC(2024, 0, 1, 5);
const DAY_MS = 86400000;

/** @param {{ seconds: number | null, why: string }} props */
function Cell({ seconds, why }) {
  return html`<td class=${seconds === null ? "" : `step-${stepOf(seconds)}`}><${Figure}
    why=${why}>${wholeMinutes(seconds)}<//></td>`;
}

/** @param {{ heat: Waits }} props */
function Table({ heat }) {
  const why = gettext("dưới %(n)s lượt gọi, chưa đủ để tính", { n: heat.enough_calls });
  return html`
    <div class="wide" tabindex="0" role="region" aria-labelledby="usual">
      <table class="heat">
        <caption class="vh">${gettext("Chờ trung bình theo thứ và giờ, phút")}</caption>
        <thead><tr><td></td>${heat.hours.map((hour) => html`
          <th scope="col" class="num" key=${hour}>${gettext("%(n)s giờ", { n: hour })}</th>`)}</tr></thead>
        <tbody>${heat.days.map((day) => html`
          <tr key=${day.weekday}>
            <th scope="row">${weekdayName(A_MONDAY + day.weekday * DAY_MS)}</th>
            ${day.means_s.map((seconds, place) => html`
              <${Cell} key=${heat.hours[place]} seconds=${seconds} why=${why} />`)}</tr>`)}</tbody>
      </table>
    </div>
    <p class="few" aria-hidden="true">–: ${why}</p>`;
}

/** @param {{ heat: Waits | null }} props */
export function Heat({ heat }) {
  return html`
    <section class="panel usual">
      <h2 id="usual">${gettext("Chờ trung bình theo giờ")} <small>${
        gettext("phút, 4 tuần qua")}</small></h2>
      ${heat === null ? null : heat.days.length === 0
        ? html`<p class="nothing">${gettext("Chưa có ngày nào trong 4 tuần qua. Bảng đầy dần sau mỗi ngày làm việc.")}</p>`
        : html`<${Table} heat=${heat} />`}
    </section>`;
}
