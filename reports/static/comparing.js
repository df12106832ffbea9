/** Today beside the same weekday of the last week, up to the same time of day, in words. */
import { gettext, weekdayName } from "../web/words.js";
import { count, percent, wholeMinutes } from "./figures.js";

const LEAST_SHARE = 0.005;
const LEAST_S = 30;

/** Returns `thứ Hai`, as it stands inside a sentence; `Monday` stays as it is. */
function dayOf(compared) {
  const name = weekdayName(`${compared.day}T12:00:00+07:00`);
  return name.replace(/^Thứ/, "thứ").replace(/^Chủ/, "chủ");
}

/** Returns how many more or fewer were served than then, null without anything to compare with. */
export function servedBeside(total, compared) {
  if (compared === null || compared.served === 0) {
    return null;
  }
  const change = total.served / compared.served - 1;
  const fields = { day: dayOf(compared), n: percent(Math.abs(change) + LEAST_SHARE) };
  if (Math.abs(change) < LEAST_SHARE) {
    return { text: gettext("bằng %(day)s trước", fields), better: false };
  }
  return change > 0
    ? { text: gettext("cao hơn %(day)s trước %(n)s", fields), better: true }
    : { text: gettext("thấp hơn %(day)s trước %(n)s", fields), better: false };
}

/** Returns how much longer or shorter people waited than then, null without anything to compare. */
export function waitBeside(total, compared) {
  if (compared === null || compared.wait_mean_s === null || total.wait_mean_s === null) {
    return null;
  }
  const change = total.wait_mean_s - compared.wait_mean_s;
  const fields = { day: dayOf(compared), n: wholeMinutes(Math.abs(change)) };
  if (Math.abs(change) < LEAST_S) {
    return { text: gettext("bằng %(day)s trước", fields), better: false };
  }
  return change > 0 ? { text: gettext("cao hơn %(n)s phút", fields), better: false }
    : { text: gettext("thấp hơn %(n)s phút", fields), better: true };
}

/** Returns `ở 12 trên 17 cơ quan`: where people wait now. */
export function waitingWhere(rows) {
  const busy = rows.filter((row) => row.waiting_now > 0).length;
  return gettext("ở %(n)s trên %(all)s cơ quan", { n: count(busy), all: count(rows.length) });
}
