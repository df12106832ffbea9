/** Moments and lengths of time: which offers hold now, and how officers read a length. */
/** @import { CounterView, WaitLimits } from "../view_types.js" */
/** @import { OfferMoments } from "../../web/view_types.js" */
import { clockTime, gettext, localDay } from "../web/words.js";

/**
 * Returns the seconds between an ISO time and a Date, never negative.
 * @param {string | null | undefined} iso
 * @param {number} now
 */
export function secondsSince(iso, now) {
  return iso ? Math.max(0, (now - Date.parse(iso)) / 1000) : 0;
}

/**
 * Returns `04:32`, from one hour on `1:04:32`.
 * @param {number} seconds
 */
export function stopwatch(seconds) {
  const whole = Math.floor(seconds);
  /** @param {number} n */
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${two(minutes)}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/**
 * Returns `26 phút`, from one hour on `1 giờ 05 phút`.
 * @param {number} seconds
 */
export function minutes(seconds) {
  const whole = Math.floor(seconds / 60);
  if (whole < 60) {
    return gettext("%(n)s phút", { n: whole });
  }
  return gettext("%(h)s giờ %(m)s phút", {
    h: Math.floor(whole / 60), m: String(whole % 60).padStart(2, "0"),
  });
}

/**
 * Returns how long a ticket has waited, with a question mark where the clock was set meanwhile; "không rõ" where
 * nobody knows.
 * @param {{ waited_since?: string | null, wait_unsure?: boolean }} ticket
 * @param {number} now
 */
export function waited(ticket, now) {
  if (ticket.waited_since === null) {
    return gettext("không rõ");
  }
  const text = minutes(secondsSince(ticket.waited_since, now));
  return ticket.wait_unsure ? `${text}?` : text;
}

/**
 * Returns `5:48` for a mean, a dash when there is none.
 * @param {number | null} seconds
 */
export function mean(seconds) {
  return seconds === null ? "–" : stopwatch(seconds).replace(/^0(?=\d)/, "");
}

/**
 * Says whether the server takes what is offered at this moment; undefined: it is not offered.
 * @param {OfferMoments | undefined} offer
 * @param {number} now
 */
export function holds(offer, now) {
  return offer !== undefined
    && (offer.after === null || Date.parse(offer.after) <= now)
    && (offer.until === null || now <= Date.parse(offer.until));
}

/**
 * Returns `late` from the red line on, `near` from the target on, else nothing.
 * @param {number} seconds
 * @param {WaitLimits} limits
 */
export function waitGrade(seconds, limits) {
  if (seconds >= limits.red_line_wait_s) {
    return "late";
  }
  return seconds >= limits.target_wait_s ? "near" : "";
}

/**
 * Returns `16:20`, of another day than `day` (like `2026-11-23`) `16:20 hôm qua` or `16:20 ngày 20/11`.
 * @param {string} iso
 * @param {string} day
 */
export function momentWords(iso, day) {
  const at = clockTime(iso);
  const other = localDay(iso);
  if (other === day) {
    return at;
  }
  const yesterday = new Date(Date.parse(day) - 86400000).toISOString().slice(0, 10);
  return other === yesterday
    ? gettext("%(at)s hôm qua", { at })
    : gettext("%(at)s ngày %(day)s", { at, day: other.slice(5).split("-").reverse().join("/") });
}

const CLOCK = /^\s*(\d{1,2})\s*[:.hg]?\s*(\d{2})?\s*$/i;
const DAY_MIN = 24 * 60;

/**
 * Returns the moment of a time of day later today, as it is typed (`13`, `1300`, `13:00`, `13g30`): ISO
 * text. Null for what is no time or is over.
 * @param {string} typed
 * @param {number} now
 */
export function laterToday(typed, now) {
  const found = findToday(typed, now);
  return found !== null && found.ahead > 0 ? found.at : null;
}

/**
 * Returns the moment of a time of day that is over or begins now, as it is typed: ISO text. Null for what is no
 * time or is still to come.
 * @param {string} typed
 * @param {number} now
 */
export function earlierToday(typed, now) {
  const found = findToday(typed, now);
  return found !== null && found.ahead <= 0 ? found.at : null;
}

/**
 * Returns a time of today that was typed, and in how many minutes by the clock it is; null for what is no time.
 * @param {string} typed
 * @param {number} now
 */
function findToday(typed, now) {
  const [whole, hour, minute] = CLOCK.exec(typed) || [];
  const wanted = Number(hour) * 60 + Number(minute || 0);
  const ahead = wanted - minuteOfDay(now);
  if (whole === undefined || Number(minute || 0) > 59 || wanted >= DAY_MIN) {
    return null;
  }
  const at = Math.floor(now / 60000) + ahead;
  // Where the clocks are changed meanwhile, so many minutes ahead they show another time
  const off = (wanted - minuteOfDay(at * 60000) + 1.5 * DAY_MIN) % DAY_MIN - DAY_MIN / 2;
  return { ahead, at: new Date((at + off) * 60000).toISOString() };
}

/** @param {number} moment */
function minuteOfDay(moment) {
  const [hour, minute] = clockTime(moment).split(":").map(Number);
  return hour * 60 + minute;
}

/** Whoever goes so long before the hours of intake end goes to lunch. */
const BEFORE_LUNCH_MS = 3600000;

/**
 * Returns when who goes to lunch now is back, as the hours of intake say; null where they do not.
 * @param {CounterView["lunch"]} lunch
 * @param {number} now
 */
export function lunchEnds(lunch, now) {
  return lunch !== null && now >= Date.parse(lunch.begins) - BEFORE_LUNCH_MS && now < Date.parse(lunch.ends)
    ? lunch.ends : null;
}
