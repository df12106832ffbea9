/** Tickets taken and served, half-hour by half-hour: bars, and the same figures as a table. */
/** @import { FlowSlot } from "../view_types.js" */
import { html } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { count } from "./formatting.js";
import { LINES, stepFor } from "./scales.js";

const WIDE = 620;
const HIGH = 268;
const LEFT = 40;
const BOTTOM = 236;
const TOP = 12;
const MOST_LABELS = 8;

/** @param {{ step: number }} props */
function Lines({ step }) {
  const up = (BOTTOM - TOP) / LINES;
  return [0, 1, 2, 3, 4].map((line) => html`
    <g key=${line}>
      <line class="grid" x1=${LEFT} x2=${WIDE - 4} y1=${BOTTOM - line * up} y2=${BOTTOM - line * up} />
      <text x=${LEFT - 8} y=${BOTTOM - line * up + 4} text-anchor="end">${count(line * step)}</text>
    </g>`);
}

/** @param {{ kind: string, x: number, wide: number, number: number, top: number }} props */
function Bar({ kind, x, wide, number, top }) {
  const high = number === 0 ? 0 : Math.max(1, (number / top) * (BOTTOM - TOP));
  return html`<rect class=${kind} x=${x} y=${BOTTOM - high} width=${wide} height=${high} rx="3" />`;
}

/** @param {{ slots: FlowSlot[], top: number }} props */
function Bars({ slots, top }) {
  const room = (WIDE - 4 - LEFT) / slots.length;
  const wide = Math.min(24, room * 0.3);
  const every = Math.ceil(slots.length / MOST_LABELS);
  return slots.map((slot, place) => {
    const middle = LEFT + room * (place + 0.5);
    return html`
      <g key=${slot.at}>
        <${Bar} kind="taken" x=${middle - wide - 2} wide=${wide} number=${slot.taken} top=${top} />
        <${Bar} kind="served" x=${middle + 2} wide=${wide} number=${slot.served} top=${top} />
        ${place % every === 0 && html`
          <text x=${middle} y=${BOTTOM + 23} text-anchor="middle">${clockTime(slot.at)}</text>`}
      </g>`;
  });
}

/** @param {{ slots: FlowSlot[] }} props */
function Numbers({ slots }) {
  return html`
    <div class="vh"><table>
      <caption>${gettext("Lấy số và phục vụ mỗi nửa giờ")}</caption>
      <thead><tr><th scope="col">${gettext("Nửa giờ từ")}</th>
        <th scope="col">${gettext("Lấy số")}</th>
        <th scope="col">${gettext("Đã phục vụ")}</th></tr></thead>
      <tbody>${slots.map((slot) => html`
        <tr key=${slot.at}><th scope="row">${clockTime(slot.at)}</th>
          <td>${count(slot.taken)}</td><td>${count(slot.served)}</td></tr>`)}</tbody>
    </table></div>`;
}

/** @param {FlowSlot[]} slots */
function sentence(slots) {
  const busiest = slots.reduce((most, slot) => (slot.taken > most.taken ? slot : most), slots[0]);
  return gettext("Số lượt lấy số và số lượt phục vụ mỗi nửa giờ, cao nhất %(n)s lượt lấy số lúc %(time)s",
    { n: count(busiest.taken), time: clockTime(busiest.at) });
}

/** @param {{ slots: FlowSlot[] }} props */
export function Flow({ slots }) {
  const step = stepFor(Math.max(1, ...slots.map((slot) => Math.max(slot.taken, slot.served))));
  return html`
    <section class="panel flow">
      <h2>${gettext("Lấy số và phục vụ")} <small>${gettext("lượt mỗi nửa giờ")}</small></h2>
      <p class="legend" aria-hidden="true"><span class="taken">${gettext("Lấy số")}</span>
        <span class="served">${gettext("Đã phục vụ")}</span></p>
      ${slots.length === 0
        ? html`<p class="nothing">${gettext("Biểu đồ hiện ra khi phiếu đầu tiên được cấp.")}</p>`
        : html`<svg class="chart" viewBox="0 0 ${WIDE} ${HIGH}" role="img" aria-label=${sentence(slots)}>
            <${Lines} step=${step} /><${Bars} slots=${slots} top=${step * LINES} /></svg>
          <${Numbers} slots=${slots} />`}
    </section>`;
}
