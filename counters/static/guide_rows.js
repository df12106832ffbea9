/** How the guide sees tickets: their states in words, their tabs, finding one. Pure. */
/** @import { GuideRow, GuideView, State } from "../guide_view_types.js" */
/** @import { TicketJson } from "../../web/view_types.js" */
/**
 * @typedef {"waiting" | "counter" | "parked" | "missed"} GuideTab
 * @typedef {Pick<TicketJson, keyof TicketJson & keyof GuideRow> & Partial<GuideRow>} SomeRow a ticket of
 *   the view, or one just given
 */
import { gettext, names } from "../web/words.js";
import { score } from "./search.js";
import { purpose } from "./tickets.js";

const NUMBER = /^\s*[a-z]{0,2}\s*\d{1,5}\s*$/i;

/**
 * Returns the one word for the state of a ticket.
 * @param {State} state
 */
export function stateName(state) {
  return {
    waiting: gettext("Đang chờ"), called: gettext("Đang gọi"), serving: gettext("Đang phục vụ"),
    parked: gettext("Đang giữ"), served: gettext("Hoàn tất"), no_show: gettext("Vắng mặt"),
    cancelled: gettext("Đã hủy"), expired: gettext("Hết hiệu lực"),
  }[state];
}

/**
 * The tabs of the list, each with the states it shows.
 * @type {Record<GuideTab, State[]>}
 */
export const TABS = {
  waiting: ["waiting"], counter: ["called", "serving"], parked: ["parked"], missed: ["no_show"],
};

/** @param {GuideTab} tab */
export function tabName(tab) {
  return {
    waiting: gettext("Đang chờ"), counter: gettext("Ở quầy"), parked: gettext("Đang giữ"),
    missed: gettext("Vắng mặt"),
  }[tab];
}

/**
 * Leaves out no-shows that can no longer be restored: no view is sent for the passing of time.
 * @param {GuideView} view
 * @param {number} now
 */
export function stillHere(view, now) {
  return view.tickets.filter((ticket) => ticket.state !== "no_show"
    || Date.parse(ticket.restorable_until || "") > now);
}

/**
 * Returns when the first counter of a service is to be back; null while one is open, or nobody has said so.
 * @param {Pick<GuideView, "counters" | "services">} view
 * @param {string} code
 * @param {number} now
 */
export function returnOf({ counters, services }, code, now) {
  const service = services.find((each) => each.service === code);
  if (service === undefined || service.open > 0) {
    return null;
  }
  const promised = counters.filter(({ id }) => service.counters.includes(id))
    .map(({ until }) => until || "").filter((until) => Date.parse(until) > now);
  return promised.sort()[0] || null;
}

/**
 * Returns how many matters the visit of a number has, what was done included.
 * @param {Pick<SomeRow, "matters" | "matters_done">} ticket
 */
export function countMatters({ matters = [], matters_done: done = [] }) {
  return done.length + 1 + matters.length;
}

/**
 * Says whether nothing more can happen to the ticket.
 * @param {Pick<GuideRow, "state">} ticket
 */
export function ended(ticket) {
  return ["served", "cancelled", "expired"].includes(ticket.state);
}

/**
 * Returns what became of a ticket that the server knows no more, for its day has ended: who is served may finish,
 * whoever still waited or was called has lost the number.
 * @param {SomeRow} ticket
 * @returns {SomeRow}
 */
export function lastOf(ticket) {
  if (ended(ticket) && ticket.actions?.length === 0) {
    return ticket;
  }
  const state = ended(ticket) || ticket.state === "no_show" ? ticket.state : ticket.state === "serving" ? "served" : "expired";
  return { ...ticket, state, since: "", counter: null, restorable_until: null, actions: [] };
}

/**
 * Says whether what was typed may be a ticket's number, or its digits.
 * @param {string} typed
 */
export function isNumber(typed) {
  return NUMBER.test(typed);
}

/**
 * Returns the tickets whose number or purpose fits what was typed, numbers first; behind them those of the
 * `services` that the kiosk's search leads to.
 * @param {string} typed
 * @param {GuideRow[]} tickets
 * @param {string[]} [services]
 */
export function fitting(typed, tickets, services = []) {
  const wanted = typed.toLowerCase().replace(/\s+/g, "");
  const byNumber = tickets.filter((ticket) => {
    const number = ticket.number.toLowerCase();
    const serial = number.replace(/^\D+0*/, "");
    return NUMBER.test(typed)
      ? number === wanted || serial === wanted.replace(/^0+/, "") || number === padded(wanted)
      : number.startsWith(wanted);
  });
  const byName = NUMBER.test(typed) ? [] : tickets.filter(
    (ticket) => !byNumber.includes(ticket) && score(typed, text(ticket)) > 0,
  );
  const found = byNumber.concat(byName);
  return NUMBER.test(typed) ? found : found.concat(
    tickets.filter((ticket) => services.includes(ticket.service) && !found.includes(ticket)));
}

/**
 * Says whether a ticket that is waiting stands before one that came earlier, for its priority.
 * @param {GuideRow[]} tickets of one service, in calling order
 */
export function priorityLeads(tickets) {
  const waiting = tickets.filter((ticket) => ticket.state === "waiting");
  return waiting.some((ticket, place) => ticket.priority !== "normal"
    && waiting.slice(place + 1).some((other) => other.issued_at < ticket.issued_at));
}

/** @param {string} wanted */
function padded(wanted) {
  return wanted.replace(/^([a-z]+)0*(\d+)$/, (whole, letter, serial) => letter + serial.padStart(3, "0"));
}

/** @param {GuideRow} ticket */
function text(ticket) {
  return `${purpose(ticket)} ${names.service(ticket.service)} ${names.department(ticket.department)}`;
}
