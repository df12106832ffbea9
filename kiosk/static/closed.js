/** When the whole centre gives no numbers: why, until when, and the hours of intake. */
import { html, Icon, page } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { opensAgain } from "./frame.js";

const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns why no unit at all gives numbers, or null when one does. */
export function closedReason(view) {
  const units = view.departments;
  const all = (reason) => units.length > 0 && units.every((unit) => unit.reason === reason);
  if (all("day_closed") || all("no_more_today")) {
    return units[0].reason;
  }
  return view.taking_in ? null : "outside_hours";
}

/** Returns [title, hint] for the greeting of a closed centre. */
export function closedWords(reason, opening) {
  const title = {
    day_closed: gettext("Hôm nay đã ngừng cấp số"),
    no_more_today: gettext("Hôm nay đã hết số"),
    outside_hours: gettext("Hiện ngoài giờ cấp số"),
  }[reason];
  const later = gettext("Mời Ông/Bà quay lại sau.");
  return [title, opening ? `${opensAgain(opening)} ${later}` : later];
}

function weekday(place) {
  const locale = page.language === "en" ? "en-GB" : "vi-VN";
  return new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" })
    .format(new Date(A_MONDAY + place * DAY_MS));
}

/** Joins neighbouring days with the same hours: [{days, spans}], Monday first. */
function grouped(week) {
  const groups = [];
  week.forEach((spans, place) => {
    const hours = spans.map(([from, to]) => `${from}–${to}`).join(", ");
    const last = groups[groups.length - 1];
    if (last && last.hours === hours) {
      last.to = place;
    } else {
      groups.push({ from: place, to: place, hours });
    }
  });
  return groups.filter((group) => group.hours !== "");
}

/** The hours of intake, and that nobody with a number is sent away. */
export function ClosedNote({ week }) {
  return html`<div class="shut-note">
    <section><${Icon} name="clock" /><div><h2>${gettext("Giờ cấp số")}</h2>
      ${grouped(week).map(({ from, to, hours }) => html`<p key=${from}
        lang=${page.language === "en" ? "en" : "vi"}>
        ${from === to ? weekday(from) : gettext("%(from)s đến %(to)s", {
          from: weekday(from), to: weekday(to) })}: <b class="num">${hours}</b></p>`)}</div></section>
    <section><${Icon} name="ticket" /><div><h2>${gettext("Ông/Bà đã có số?")}</h2>
      <p>${gettext("Người đã lấy số vẫn được phục vụ. Mời Ông/Bà chờ ở sảnh.")}</p></div></section>
  </div>`;
}
