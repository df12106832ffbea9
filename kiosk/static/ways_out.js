/** Where a service gives no number: why, and what can be done instead. */
/** @import { KioskView, ServiceRow, UnitRow } from "../view_types.js" */
import { html, Icon } from "../web/screen.js";
import { clockTime, dayName, gettext, names } from "../web/words.js";
import { extra } from "./extra.js";
import { Head } from "./frame.js";
import { guidanceOf, isShut } from "./offers.js";
import { askingWords, reasonText } from "./reasons.js";

const MOST_OTHERS = 3;

/** @param {{ icon: string, title: string, hint: string, locked: boolean, onPress: () => void }} props */
function Way({ icon, title, hint, locked, onPress }) {
  return html`<li><button type="button" class="r" disabled=${locked} onClick=${onPress}>
    <span class="ic"><${Icon} name=${icon} /></span>
    <span><b class="n">${title}</b><small>${hint}</small></span>
    <span class="go"><${Icon} name="forward" /></span></button></li>`;
}

/**
 * `collecting`: a result is collected, which nobody does online. A service that gives numbers again by now is a way too.
 * @param {{
 *   view: KioskView, row: ServiceRow, unit: UnitRow, collecting: boolean, locked: boolean, onBack: () => void,
 *   onTake: (service: string) => void, onOnline: (service: string, words: string) => void, onAsk: () => void,
 * }} props
 */
export function WaysOut({ view, row, unit, collecting, locked, onBack, onTake, onOnline, onAsk }) {
  const name = names.service(row.code);
  const guide = guidanceOf(view, extra.guidance);
  return html`<main class="pick">
    <${Head} title=${name} step=${0} onBack=${onBack} hint=${names.department(unit.code)} />
    <section class="ways">${row.open ? null : html`<p class="shut" role="status">${reasonText(row.reason, null)}</p>`}
      <h2>${gettext("Ông/Bà có thể:")}</h2><ul class="res">
      ${row.open ? html`<${Way} icon="ticket" title=${gettext("Lấy số")} hint=${name} locked=${locked} onPress=${() => onTake(row.code)} />` : null}
      ${row.opens_at && !row.open ? html`<li class="again"><${Icon} name="clock" /><b class="n">${gettext("Quay lại từ %(time)s, %(day)s", {
        time: clockTime(row.opens_at), day: dayName(row.opens_at) })}</b></li>` : null}
      ${row.online && !collecting ? html`<${Way} icon="globe" title=${gettext("Nộp hồ sơ trực tuyến")} locked=${locked}
        hint=${gettext("Không cần lấy số. Chọn thủ tục để xem cách nộp.")} onPress=${() => onOnline(row.code, name)} />` : null}
      ${row.others.slice(0, MOST_OTHERS).map((code) => html`<${Way} key=${code} icon=${extra.service_icons[code]} title=${names.service(code)} locked=${locked}
        hint=${gettext("Cùng cơ quan, còn số: lấy số cho việc này")} onPress=${() => onTake(code)} />`)}
      <${Way} icon="help" title=${gettext("Tôi chưa rõ nên làm thế nào")} hint=${askingWords(guide)}
        locked=${locked || isShut(guide)} onPress=${onAsk} />
    </ul></section></main>`;
}
