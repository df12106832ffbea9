/** What the bar at the foot of the board says. Pure. */
/** @import { BoardCounter, BoardView, OpenHours } from "../view_types.js" */
import { page } from "../web/page.js";
import { clockTime, dayName, gettext } from "../web/words.js";
import { spansToday, takingIn } from "./hours.js";

/** @typedef {{ tag: string, icon: string, text: string, lang?: string }} Told a notice; `lang`: where it is not the page's */

/** @param {number} moment */
const fullDay = (moment) => dayName(moment, { year: "numeric" });

/**
 * Returns `07:00 – 10:30 và 13:00 – 16:30`, or an empty text on a day without hours.
 * @param {OpenHours} open
 * @param {number} now
 */
export function hoursOfToday(open, now) {
  return spansToday(open, now, fullDay)
    .map(([start, end]) => `${clockTime(start)} – ${clockTime(end).replace("00:00", "24:00")}`)
    .join(` ${gettext("và")} `);
}

/**
 * Returns what the bar below says in turn: [{tag, icon, text}], the most urgent first. `closed`: nobody
 * is here any more who would have to be told that the number still counts.
 * @param {{ view: BoardView, now: number, closed: boolean }} told
 * @returns {Told[]}
 */
export function noticesOf({ view, now, closed }) {
  const paused = view.counters.filter((counter) => counter.state === "paused");
  const hours = hoursOfToday(view.open, now);
  const notices = [];
  if (!closed && view.open.holders_served && !takingIn(view.open, now)) {
    notices.push({
      tag: gettext("Đã ngừng cấp số"), icon: "bell",
      text: gettext("Ông/Bà đã lấy số vẫn được phục vụ. Xin cảm ơn."),
    });
  }
  pauses(paused, now).forEach((text) => notices.push({ tag: gettext("Tạm nghỉ"), icon: "pause", text }));
  view.notices.forEach((texts) => notices.push({
    tag: gettext("Xin lưu ý"), icon: "bell", text: texts[page.language] || texts.vi,
    lang: texts[page.language] ? undefined : "vi",
  }));
  if (hours) {
    notices.push({ tag: gettext("Giờ tiếp nhận"), icon: "clock", text: gettext("Hôm nay %(hours)s", { hours }) });
  }
  return notices;
}

/**
 * Returns a sentence for each time at which counters mean to be back, the soonest first, and one for
 * those that have not said so, or are late.
 * @param {BoardCounter[]} paused
 * @param {number} now
 */
function pauses(paused, now) {
  /** @type {Map<string, string[]>} */
  const back = new Map();
  paused.forEach(({ label, until }) => {
    const time = until !== null && Date.parse(until) > now ? clockTime(until) : "";
    back.set(time, [...(back.get(time) || []), label]);
  });
  const times = [...back.keys()].filter(Boolean).sort().concat(back.has("") ? [""] : []);
  return times.map((time) => {
    const counters = (back.get(time) || []).join(", ");
    return time
      ? gettext("Quầy %(counters)s trở lại lúc %(time)s. Xin Ông/Bà chờ tại khu vực.", { counters, time })
      : gettext("Quầy %(counters)s. Xin Ông/Bà chờ tại khu vực, quầy sẽ gọi tiếp.", { counters });
  });
}
