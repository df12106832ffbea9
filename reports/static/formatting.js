/** How figures are written: minutes, shares, counts. Pure. */
/** @import { DepartmentFigures, ReportsExtra } from "../view_types.js" */
import { page } from "../web/page.js";
import { gettext } from "../web/words.js";

const { locale } = page;
const whole = new Intl.NumberFormat(locale);
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/**
 * What the centre aims at: seconds of waiting, and the share of calls that is to come within them.
 * @type {ReportsExtra}
 */
export const targets = Object.assign(
  { target_s: 900, red_line_s: 1800, target_share: 0.9, poor_share: 0.75, wall: false, acts: false, complaints: false }, page.extra,
);
export const targetMinutes = whole.format(Math.round(targets.target_s / 60));
export const redLineMinutes = whole.format(Math.round(targets.red_line_s / 60));

/** Whether this page hangs on a wall: nobody can press anything there. */
export const onWall = Boolean(targets.wall);

/** Whether whoever reads this page may take alarms on, and ask counters to serve. */
export const mayAct = Boolean(targets.acts) && !onWall;

/** Whether whoever reads this page may see complaints. */
export const seesComplaints = Boolean(targets.complaints);

/**
 * Returns a count as people write it: 1.430.
 * @param {number} number
 */
export function count(number) {
  return whole.format(number);
}

/**
 * Returns seconds as minutes with one decimal, null as null.
 * @param {number | null} seconds
 */
export function minutes(seconds) {
  return seconds === null ? null : tenths.format(seconds / 60);
}

/**
 * Returns seconds as whole minutes, null as null.
 * @param {number | null} seconds
 */
export function wholeMinutes(seconds) {
  return seconds === null ? null : whole.format(Math.round(seconds / 60));
}

/**
 * Returns a share of 0…1 as whole percent; never 100 for less than all of them.
 * @param {number | null} share
 */
export function percent(share) {
  return share === null ? null : `${whole.format(Math.floor(share * 100 + 1e-9))}%`;
}

/**
 * Returns how well a share of calls within the target keeps to what is aimed at: good, low or poor.
 * @param {number} share
 */
export function toneOf(share) {
  if (share >= targets.target_share) {
    return "good";
  }
  return share >= targets.poor_share ? "low" : "poor";
}

const LEAST_RATINGS = 10;

/**
 * Returns how many of those who rated were content, null for too few to say anything of the others.
 * @param {Pick<DepartmentFigures, "ratings" | "satisfaction">} row
 */
export function satisfaction(row) {
  return row.ratings < LEAST_RATINGS ? null : percent(row.satisfaction);
}

/**
 * Returns how many ratings that is, and the share of those served who gave one.
 * @param {Pick<DepartmentFigures, "ratings" | "rated_share">} row
 */
export function ratingsNote(row) {
  return gettext("%(n)s đánh giá · %(share)s lượt phục vụ", ratingsOf(row));
}

/**
 * Returns the same in short, for a cell of a table.
 * @param {Pick<DepartmentFigures, "ratings" | "rated_share">} row
 */
export function ratingsInShort(row) {
  return gettext("%(n)s đánh giá · %(share)s", ratingsOf(row));
}

/** @param {Pick<DepartmentFigures, "ratings" | "rated_share">} row */
function ratingsOf(row) {
  return { n: count(row.ratings), share: percent(row.rated_share === null ? 0 : row.rated_share) };
}

/**
 * Whether a wait, in seconds, misses the centre's target.
 * @param {number | null} seconds
 */
export function missed(seconds) {
  return seconds !== null && seconds > targets.target_s;
}
