/** How a ticket is named on the console: what it is for, why it stands where it stands. */
import { page } from "../web/screen.js";
import { gettext, names } from "../web/words.js";

/** Returns the procedure's name in the page's language, else the service's. */
export function purpose(ticket) {
  const known = ticket.procedure_name || {};
  return known[page.language] || known.vi || names.service(ticket.service);
}

/** Returns `Quầy 07` for a counter id. */
export function counterName(id) {
  const label = names.counter(id);
  return /^\d/.test(label) ? gettext("Quầy %(label)s", { label }) : label;
}

const LANGUAGES = { vi: "Tiếng Việt", en: "English", km: "ភាសាខ្មែរ" };

/** Returns the name of a language in that language. */
export function languageName(code) {
  return LANGUAGES[code] || code;
}

/** Returns where the number was taken: the kiosk's name, or the guide's desk. */
export function takenAt(ticket) {
  const kiosks = (page.extra && page.extra.kiosks) || {};
  return ticket.kiosk ? kiosks[ticket.kiosk] || ticket.kiosk : gettext("Nhân viên hướng dẫn");
}

/** Returns the chips of a row, weightiest first: {kind, text}. */
export function chips(ticket) {
  return (ticket.why || []).map((code) => CHIPS[code] && CHIPS[code](ticket)).filter(Boolean);
}

const CHIPS = {
  directed: (ticket) => ({
    kind: "moved",
    text: ticket.came_from
      ? gettext("Từ %(counter)s", { counter: counterName(ticket.came_from).toLowerCase() })
      : gettext("Chỉ định quầy này"),
  }),
  restored: () => ({ kind: "moved", text: gettext("Gọi lại số bị lỡ") }),
  priority: () => ({ kind: "priority", text: gettext("Ưu tiên") }),
  transferred_from: (ticket) => (ticket.why.includes("directed") ? null : CHIPS.directed(ticket)),
  language: (ticket) => ({ kind: "language", text: languageName(ticket.language) }),
  lends_hand: () => ({ kind: "moved", text: gettext("Hỗ trợ") }),
};

/** Returns in a word or two what makes the next ticket the next one. */
export function nextReason(view) {
  switch (view.next_why) {
    case "priority":
      return gettext("ưu tiên");
    case "restored":
      return gettext("gọi lại số bị lỡ");
    case "transferred":
      return gettext("chuyển đến");
    default:
      return gettext("theo thứ tự");
  }
}
