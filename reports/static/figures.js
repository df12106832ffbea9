/** How figures are written: minutes, shares, counts; a dash where there are too few. */
import { html, page } from "../web/screen.js";
import { gettext } from "../web/words.js";

const locale = page.language === "en" ? "en-GB" : "vi-VN";
const whole = new Intl.NumberFormat(locale);
const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const target = (page.extra && page.extra.target_s) || 900;
export const targetMinutes = whole.format(Math.round(target / 60));

/** Returns a count as people write it: 1.430. */
export function count(number) {
  return whole.format(number);
}

/** Returns seconds as minutes with one decimal, null as null. */
export function minutes(seconds) {
  return seconds === null ? null : tenths.format(seconds / 60);
}

/** Returns a share of 0…1 as whole percent; never 100 for less than all of them. */
export function percent(share) {
  return share === null ? null : `${whole.format(Math.floor(share * 100 + 1e-9))}%`;
}

const LEAST_RATINGS = 10;

/** Returns how many of those who rated were content, null for too few to say anything of the others. */
export function satisfaction(row) {
  return row.ratings < LEAST_RATINGS ? null : percent(row.satisfaction);
}

/** Returns how many ratings that is, and the share of those served who gave one. */
export function ratingsNote(row) {
  return gettext("%(n)s đánh giá · %(share)s lượt phục vụ", {
    n: count(row.ratings), share: percent(row.rated_share === null ? 0 : row.rated_share),
  });
}

/** A figure, or a dash that says why there is none. */
export function Figure({ children }) {
  const text = [].concat(children)[0];
  if (text !== null && text !== undefined) {
    return html`<span class="num">${text}</span>`;
  }
  return html`<span class="none" aria-hidden="true">–</span><span class="vh">${
    gettext("chưa đủ số liệu")}</span>`;
}

/** Whether a wait, in seconds, misses the centre's target. */
export function missed(seconds) {
  return seconds !== null && seconds > target;
}
