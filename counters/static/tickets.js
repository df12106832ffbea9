/** How a ticket is named on the console: what it is for, why it stands where it stands. */
/** @typedef {Row & Partial<WaitingRow & ParkedRow & MissedRow & FinishedRow>} AnyRow a ticket of any list */
/** @import { CounterView, FinishedRow, MissedRow, ParkedRow, Row, WaitingRow, Why } from "../view_types.js" */
import { page } from "../web/page.js";
import { listCounters } from "../web/places.js";
import { gettext, names } from "../web/words.js";

/**
 * Returns the procedure's name in the page's language, else the service's.
 * @param {{ service: string, procedure_name?: Record<string, string> }} ticket
 */
export function purpose(ticket) {
  const known = ticket.procedure_name || {};
  return known[page.language] || known.vi || names.service(ticket.service);
}

/**
 * Returns `Quầy 07` for a counter id.
 * @param {string} id
 */
export function counterName(id) {
  const label = names.counter(id);
  return /^\d/.test(label) ? gettext("Quầy %(label)s", { label }) : label;
}

/**
 * Returns `quầy 07, 08 (tầng trệt)` for counters to go to; nothing for none.
 * @param {readonly string[]} ids
 */
export function toCounters(ids) {
  return ids.length > 0 ? gettext("quầy %(counters)s", { counters: listCounters(ids) }) : "";
}

/**
 * Returns a service and where its people go: `Đất đai, quầy 07 (tầng trệt)`.
 * @param {string} code
 * @param {string} name
 */
export function toService(code, name) {
  const service = page.catalogue.services[code];
  return [name, toCounters(service ? service.counters : [])].filter(Boolean).join(", ");
}

/**
 * Returns the name of a language in that language.
 * @param {string} code
 */
export function languageName(code) {
  return page.language_names[code] || code;
}

/**
 * Returns where the number was taken: the kiosk's name, or the guide's desk.
 * @param {Row} ticket
 */
export function takenAt(ticket) {
  return ticket.kiosk ? names.kiosk(ticket.kiosk) : gettext("Nhân viên hướng dẫn");
}

/**
 * Returns the chips of a row, weightiest first: {kind, text}.
 * @param {AnyRow} ticket
 */
export function chips(ticket) {
  return (ticket.why || []).map((code) => CHIPS[code](ticket)).filter((chip) => chip !== null);
}

/** @type {Record<Why, (ticket: AnyRow) => { kind: string, text: string } | null>} */
const CHIPS = {
  taken_back: () => ({ kind: "moved", text: gettext("Mở lại") }),
  directed: (ticket) => ({
    kind: "moved",
    text: ticket.came_from
      ? gettext("Từ %(counter)s", { counter: counterName(ticket.came_from).toLowerCase() })
      : gettext("Chỉ định quầy này"),
  }),
  restored: () => ({ kind: "moved", text: gettext("Gọi lại số bị lỡ") }),
  priority: () => ({ kind: "priority", text: gettext("Ưu tiên") }),
  transferred_from: (ticket) => (ticket.why && ticket.why.includes("directed") ? null : CHIPS.directed(ticket)),
  language: (ticket) => ({ kind: "language", text: languageName(ticket.language) }),
  lends_hand: () => ({ kind: "moved", text: gettext("Hỗ trợ") }),
};

/**
 * Returns in a word or two what makes the next ticket the next one.
 * @param {CounterView} view
 */
export function nextReason(view) {
  switch (view.next_why) {
    case "priority":
      return gettext("ưu tiên");
    case "taken_back":
      return gettext("mở lại");
    case "restored":
      return gettext("gọi lại số bị lỡ");
    case "transferred":
      return gettext("chuyển đến");
    default:
      return gettext("theo thứ tự");
  }
}

/**
 * Leaves out what was missed too long ago: the server does not send a view for the passing of time.
 * @param {CounterView} view
 * @param {number} now
 */
export function stillMissed(view, now) {
  return view.missed.filter((ticket) => Date.parse(ticket.restorable_until) > now);
}

/**
 * The same of services that were finished too long ago to be taken back.
 * @param {CounterView} view
 * @param {number} now
 */
export function stillFinished(view, now) {
  return view.finished.filter((ticket) => Date.parse(ticket.take_back_until) > now);
}
