/** Lengths of time as officers read them. */
import { gettext } from "../web/words.js";

/** Returns the seconds between an ISO time and a Date, never negative. */
export function secondsSince(iso, now) {
  return iso ? Math.max(0, (now - Date.parse(iso)) / 1000) : 0;
}

/** Returns `04:32`, from one hour on `1:04:32`. */
export function stopwatch(seconds) {
  const whole = Math.floor(seconds);
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${two(minutes)}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** Returns `26 phút`, from one hour on `1 giờ 05 phút`. */
export function minutes(seconds) {
  const whole = Math.floor(seconds / 60);
  if (whole < 60) {
    return gettext("%(n)s phút", { n: whole });
  }
  return gettext("%(h)s giờ %(m)s phút", {
    h: Math.floor(whole / 60), m: String(whole % 60).padStart(2, "0"),
  });
}

/** Returns `5:48` for a mean, a dash when there is none. */
export function mean(seconds) {
  return seconds === null ? "–" : stopwatch(seconds).replace(/^0(?=\d)/, "");
}
