/** When the whole centre gives no numbers: why, until when, and the hours of intake. */
/** @import { KioskExtra, KioskView } from "../view_types.js" */
import { html, Icon, page } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { groupDays, writeSpans } from "./reasons.js";

const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

/** @param {number} place */
function weekday(place) {
  return new Intl.DateTimeFormat(page.locale, { weekday: "long", timeZone: "UTC" })
    .format(new Date(A_MONDAY + place * DAY_MS));
}

/**
 * The hours of intake, and that nobody with a number is sent away while numbers count; `served`: they do.
 * `special`: the hours of today where they are not those of the week.
 * @param {{ week: KioskExtra["hours"], special: KioskView["special_hours"], served: boolean }} props
 */
export function ClosedNote({ week, special, served }) {
  return html`<div class="shut-note">
    <section><${Icon} name="clock" /><div><h2>${gettext("Giờ cấp số")}</h2>
      ${special ? html`<p lang=${page.locale.slice(0, 2)}>${gettext("Hôm nay")}: <b class="num">${
        writeSpans(special) || gettext("nghỉ")}</b></p>` : null}
      ${groupDays(week).map(({ from, to, hours }) => html`<p key=${from}
        lang=${page.locale.slice(0, 2)}>
        ${from === to ? weekday(from) : gettext("%(from)s đến %(to)s", {
          from: weekday(from), to: weekday(to) })}: <b class="num">${hours}</b></p>`)}</div></section>
    ${served && html`<section><${Icon} name="ticket" /><div><h2>${gettext("Ông/Bà đã có số?")}</h2>
      <p>${gettext("Người đã lấy số vẫn được phục vụ. Mời Ông/Bà chờ ở sảnh.")}</p></div></section>`}
  </div>`;
}
