/** How the guide sees tickets: the states in words, the rows by service, and finding one by number. */
import { Icon, html, useEffect, useNow, useState } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { waitGrade } from "./lists.js";
import { minutes, secondsSince } from "./moments.js";
import { fold, score } from "./search.js";
import { counterName, languageName, purpose } from "./tickets.js";

const ROWS = 300;
const LOOK_UP_MS = 250;
const NUMBER = /^\s*[a-z]?\s*\d{1,5}\s*$/i;

/** Returns the one word for the state of a ticket. */
export function stateName(state) {
  return {
    waiting: gettext("Đang chờ"), called: gettext("Đang gọi"), serving: gettext("Đang phục vụ"),
    parked: gettext("Đang giữ"), served: gettext("Hoàn tất"), no_show: gettext("Vắng mặt"),
    cancelled: gettext("Đã hủy"), expired: gettext("Hết hiệu lực"),
  }[state] || state;
}

/** The tabs of the list, each with the states it shows. */
export const TABS = {
  waiting: ["waiting"], counter: ["called", "serving"], parked: ["parked"], missed: ["no_show"],
};

export function tabName(tab) {
  return {
    waiting: gettext("Đang chờ"), counter: gettext("Ở quầy"), parked: gettext("Đang giữ"),
    missed: gettext("Vắng mặt"),
  }[tab];
}

/** Leaves out no-shows that can no longer be restored: no view is sent for the passing of time. */
export function stillHere(view, now) {
  return view.tickets.filter((ticket) => ticket.state !== "no_show"
    || Date.parse(ticket.restorable_until) > now);
}

/** Returns the tickets whose number or purpose fits what was typed, numbers first. */
export function fitting(typed, tickets) {
  const wanted = fold(typed).replace(/\s+/g, "");
  const byNumber = tickets.filter((ticket) => {
    const number = fold(ticket.number);
    const serial = number.replace(/^\D+0*/, "");
    return NUMBER.test(typed)
      ? number === wanted || serial === wanted.replace(/^0+/, "") || number === padded(wanted)
      : number.startsWith(wanted);
  });
  const byName = NUMBER.test(typed) ? [] : tickets.filter(
    (ticket) => !byNumber.includes(ticket) && score(typed, text(ticket)) > 0,
  );
  return byNumber.concat(byName);
}

function padded(wanted) {
  return wanted.replace(/^([a-z])0*(\d+)$/, (whole, letter, serial) => letter + serial.padStart(3, "0"));
}

function text(ticket) {
  return `${purpose(ticket)} ${names.service(ticket.service)} ${names.department(ticket.department)}`;
}

/** Returns today's tickets with the typed number that the view no longer has: served, cancelled, expired. */
export function useLookUp(typed, view, stale) {
  const [found, setFound] = useState([]);
  const asked = NUMBER.test(typed) && !stale ? typed.trim() : "";
  useEffect(() => {
    setFound([]);
    if (asked === "") {
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/guide/tickets?number=${encodeURIComponent(asked)}`, {
          credentials: "same-origin", signal: abort.signal,
        });
        setFound(answer.ok ? (await answer.json()).tickets : []);
      } catch (unreachable) {
        // the living tickets of the view are still found, and the page says when it is out of touch
      }
    }, LOOK_UP_MS);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [asked, view.seq]);
  const living = view.tickets.map((ticket) => ticket.id);
  return found.filter((ticket) => !living.includes(ticket.id));
}

/** The rows under the name of their service. `onTicket(ticket)` is a press on one. */
export function Tickets({ tickets, view, nothing, onTicket }) {
  const now = useNow(1000);
  const shown = tickets.slice(0, ROWS);
  const services = shown.map((ticket) => ticket.service)
    .filter((code, place, all) => all.indexOf(code) === place);
  if (shown.length === 0) {
    return html`<p class="none">${nothing}</p>`;
  }
  return html`
    ${services.map((code) => html`
      <section key=${code} class="group">
        <h3>${names.service(code)}</h3>
        <ol>${shown.filter((ticket) => ticket.service === code).map((ticket) => html`
          <${Row} key=${ticket.id} ticket=${ticket} view=${view} now=${now} onTicket=${onTicket} />`)}</ol>
      </section>`)}
    ${tickets.length > ROWS && html`<p class="none">${
      gettext("và %(n)s phiếu nữa, hãy tìm theo số.", { n: tickets.length - ROWS })}</p>`}`;
}

function Row({ ticket, view, now, onTicket }) {
  const waiting = ticket.state === "waiting";
  const seconds = secondsSince(waiting ? ticket.waited_since : ticket.since, now);
  const grade = waiting ? waitGrade(seconds, view.limits) : "";
  return html`
    <li><button class="row" data-number=${ticket.number} onClick=${() => onTicket(ticket)}>
      <b class="num">${ticket.number}</b>
      <span class="what">${purpose(ticket)}</span>
      <span class="chips">
        ${ticket.priority !== "normal" && html`<em class="priority">${gettext("Ưu tiên")}</em>`}
        ${ticket.language !== "vi" && html`<em class="language">${languageName(ticket.language)}</em>`}
        ${!waiting && html`<em class=${ticket.state}>${stateName(ticket.state)}${
          ticket.counter && ticket.state !== "no_show" && ` · ${counterName(ticket.counter).toLowerCase()}`}</em>`}
      </span>
      <small class=${`num ${grade}`}>${ended(ticket) ? clockTime(ticket.since) : minutes(seconds)}</small>
      <${Icon} name="chevron-right" />
    </button></li>`;
}

/** Says whether nothing more can happen to the ticket. */
export function ended(ticket) {
  return ["served", "cancelled", "expired"].includes(ticket.state);
}
