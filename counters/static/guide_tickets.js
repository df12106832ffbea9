/** The guide's list: rows by service, and the look-up of what is there no more. */
/** @import { FoundTickets, GuideRow, GuideView } from "../guide_view_types.js" */
import { Icon, html, useEffect, useNow, useState } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { guideExtra } from "./extra.js";
import { countMatters, ended, isNumber, priorityLeads, stateName } from "./guide_rows.js";
import { minutes, secondsSince, waited, waitGrade } from "./moments.js";
import { underDepartment } from "./services.js";
import { counterName, languageName, purpose } from "./tickets.js";

const ROWS = 300;
const LOOK_UP_MS = 250;

/**
 * Returns today's tickets with the typed number that the view no longer has: served, cancelled, expired;
 * null while the server has not said yet.
 * @param {string} typed
 * @param {GuideView} view
 * @param {boolean} stale
 * @returns {FoundTickets["tickets"] | null}
 */
export function useLookUp(typed, view, stale) {
  const [answered, setAnswered] = useState(
    /** @type {{ asked: string, tickets: FoundTickets["tickets"] }} */ ({ asked: "", tickets: [] }),
  );
  const asked = isNumber(typed) && !stale ? typed.trim() : "";
  useEffect(() => {
    if (asked === "") {
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/api/guide/tickets?number=${encodeURIComponent(asked)}`, {
          credentials: "same-origin", signal: abort.signal,
        });
        if (answer.status < 500) {
          setAnswered({ asked, tickets: answer.ok ? (await answer.json()).tickets : [] });
        }
      } catch (unreachable) {
        // the living tickets of the view are still found, and the page says when it is out of touch
      }
    }, LOOK_UP_MS);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [asked, view.seq]);
  const living = view.tickets.map((ticket) => ticket.id);
  if (asked === "") {
    return [];
  }
  return answered.asked === asked ? answered.tickets.filter((ticket) => !living.includes(ticket.id)) : null;
}

/**
 * The rows under the name of their service. `onTicket(ticket)` is a press on one.
 * @param {{
 *   tickets: GuideRow[], view: GuideView, nothing: string, onTicket: (ticket: GuideRow) => void,
 * }} props
 */
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
      <${Group} key=${code} code=${code} tickets=${shown.filter((ticket) => ticket.service === code)}
        view=${view} now=${now} onTicket=${onTicket} />`)}
    ${tickets.length > ROWS && html`<p class="none">${
      gettext("và %(n)s phiếu nữa, hãy tìm theo số.", { n: tickets.length - ROWS })}</p>`}`;
}

/**
 * @param {{
 *   code: string, tickets: GuideRow[], view: GuideView, now: number, onTicket: (ticket: GuideRow) => void,
 * }} props
 */
function Group({ code, tickets, view, now, onTicket }) {
  return html`
    <section class="group">
      <h2>${underDepartment(code)}${priorityLeads(tickets) && html`
        <small>${gettext("Người ưu tiên được tính như đến sớm hơn %(min)s phút.", { min: guideExtra.credit_min })}</small>`}</h2>
      <ol>${tickets.map((ticket) => html`
        <${Row} key=${ticket.id} ticket=${ticket} view=${view} now=${now} onTicket=${onTicket} />`)}</ol>
    </section>`;
}

/** @param {{ ticket: GuideRow, view: GuideView, now: number }} props */
function Waiting({ ticket, view, now }) {
  const seconds = secondsSince(ticket.waited_since, now);
  const grade = ticket.wait_unsure ? "" : waitGrade(seconds, view.limits);
  return html`<small class=${`num ${grade}`}>${waited(ticket, now)}</small>`;
}

/** @param {{ ticket: GuideRow, view: GuideView, now: number, onTicket: (ticket: GuideRow) => void }} props */
function Row({ ticket, view, now, onTicket }) {
  const waiting = ticket.state === "waiting";
  return html`
    <li><button class="row" data-number=${ticket.number} onClick=${() => onTicket(ticket)}>
      <b class="num">${ticket.number}</b>
      <span class="what">${purpose(ticket)}</span>
      <span class="chips">
        ${ticket.priority !== "normal" && html`<em class="priority">${gettext("Ưu tiên")}</em>`}
        ${countMatters(ticket) > 1 && html`<em class="several">${gettext("%(n)s việc", { n: countMatters(ticket) })}</em>`}
        ${ticket.moved && html`<em class="moved">${gettext("Đã chuyển")}</em>`}
        ${ticket.language !== "vi" && html`<em class="language">${languageName(ticket.language)}</em>`}
        ${!waiting && html`<em class=${ticket.state}>${stateName(ticket.state)}${
          ticket.counter && ticket.state !== "no_show" && ` · ${counterName(ticket.counter).toLowerCase()}`}</em>`}
      </span>
      ${waiting ? html`<${Waiting} ticket=${ticket} view=${view} now=${now} />` : html`
      <small class="num">${ended(ticket) && ticket.since ? clockTime(ticket.since)
        : minutes(secondsSince(ticket.since, now))}</small>`}
      <${Icon} name="chevron-right" />
    </button></li>`;
}

