/** Today beside the same weekday of the last week, up to the same time of day, in words. */
/** @typedef {{ text: string, better: boolean }} Beside what is said of a figure, and whether it is good */
/** @import { DepartmentFigures, EarlierFigures, LiveRow } from "../view_types.js" */
import { gettext, weekdayName } from "../web/words.js";
import { count, percent, wholeMinutes } from "./formatting.js";

const LEAST_SHARE = 0.005;
const LEAST_S = 30;

/**
 * Returns `thứ Hai`, as it stands inside a sentence; `Monday` stays as it is.
 * @param {EarlierFigures} compared
 */
function dayOf(compared) {
  const name = weekdayName(`${compared.day}T12:00:00+07:00`);
  return name.replace(/^Thứ/, "thứ").replace(/^Chủ/, "chủ");
}

/**
 * Says how a figure stands beside that of the earlier day; every comparison says with what.
 * @param {EarlierFigures} compared
 * @param {number} change 0: as good as none
 * @param {string | null} much how large it is
 */
function besideThen(compared, change, much) {
  const fields = { day: dayOf(compared), n: much };
  if (change === 0) {
    return gettext("bằng %(day)s trước", fields);
  }
  return change > 0 ? gettext("cao hơn %(day)s trước %(n)s", fields) : gettext("thấp hơn %(day)s trước %(n)s", fields);
}

/**
 * Returns how many more or fewer were served than then, null without anything to compare with.
 * @param {Pick<DepartmentFigures, "served">} total
 * @param {EarlierFigures | null} compared
 * @returns {Beside | null}
 */
export function servedBeside(total, compared) {
  if (compared === null || compared.served === 0) {
    return null;
  }
  const share = total.served / compared.served - 1;
  const change = Math.abs(share) < LEAST_SHARE ? 0 : share;
  return { text: besideThen(compared, change, percent(Math.abs(share) + LEAST_SHARE)), better: change > 0 };
}

/**
 * Returns how much longer or shorter people waited than then, null without anything to compare.
 * @param {Pick<DepartmentFigures, "wait_mean_s">} total
 * @param {EarlierFigures | null} compared
 * @returns {Beside | null}
 */
export function waitBeside(total, compared) {
  if (compared === null || compared.wait_mean_s === null || total.wait_mean_s === null) {
    return null;
  }
  const seconds = total.wait_mean_s - compared.wait_mean_s;
  const change = Math.abs(seconds) < LEAST_S ? 0 : seconds;
  const much = gettext("%(n)s phút", { n: wholeMinutes(Math.abs(seconds)) });
  return { text: besideThen(compared, change, much), better: change < 0 };
}

/**
 * Returns the departments that take part today: those with a counter, or with anybody. Who sees one alone sees it.
 * @param {LiveRow[]} rows
 */
export function takingPart(rows) {
  return rows.length === 1 ? rows : rows.filter((row) => row.counters > 0 || !isQuiet(row));
}

/**
 * Returns `ở 12 trên 17 cơ quan`: where people wait now.
 * @param {LiveRow[]} rows
 */
export function waitingWhere(rows) {
  const busy = rows.filter((row) => row.waiting_now > 0).length;
  return gettext("ở %(n)s trên %(all)s cơ quan", { n: count(busy), all: count(takingPart(rows).length) });
}

/** Whether nobody has come to a department today. @param {LiveRow} row */
export function isQuiet(row) {
  return row.issued + row.called + row.waiting_now === 0;
}

/**
 * Returns the rows by a figure; those without it come last, then those without anybody, in the
 * centre's order.
 * @param {LiveRow[]} rows
 * @param {(row: LiveRow) => number | null} figure
 * @param {boolean} falling
 */
export function sortRows(rows, figure, falling) {
  const last = (/** @type {LiveRow} */ row) => Number(isQuiet(row)) * 2 + Number(figure(row) === null);
  const size = (/** @type {LiveRow} */ row) => (figure(row) || 0) * (falling ? -1 : 1);
  return rows.map((row, place) => ({ row, place }))
    .sort((a, b) => last(a.row) - last(b.row) || size(a.row) - size(b.row) || a.place - b.place)
    .map((each) => each.row);
}
