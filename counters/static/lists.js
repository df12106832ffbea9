/** The three lists of a counter: who waits, who is parked, who missed the call. */
import { html, useNow } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { minutes, secondsSince } from "./moments.js";
import { chips, purpose } from "./tickets.js";

/** Whole minutes are shown: a long queue need not be drawn anew every second. */
const LOOK_AGAIN_MS = 5000;
const TABS = ["waiting", "parked", "missed"];

function tabName(tab) {
  return {
    waiting: gettext("Hàng chờ"), parked: gettext("Đang giữ"), missed: gettext("Vắng mặt"),
  }[tab];
}

/** Leaves out what was missed too long ago: the server does not send a view for the passing of time. */
export function stillMissed(view, now) {
  return view.missed.filter((ticket) => Date.parse(ticket.restorable_until) > now);
}

/** The lists behind their tabs. `onTicket(tab, ticket)` is a press on a row. */
export function Lists({ view, tab, onTab, onTicket }) {
  const now = useNow(LOOK_AGAIN_MS);
  const missed = stillMissed(view, now);
  const rows = { waiting: view.waiting, parked: view.parked, missed }[tab];
  const counts = {
    waiting: view.waiting_total, parked: view.parked.length, missed: missed.length,
  };
  return html`
    <div class="tabs" role="tablist" aria-label=${gettext("Danh sách phiếu")}>
      ${TABS.map((each) => html`
        <button key=${each} role="tab" id=${`tab-${each}`} aria-selected=${String(each === tab)}
          aria-controls="rows" tabindex=${each === tab ? 0 : -1}
          onClick=${() => onTab(each)} onKeyDown=${(event) => step(event, tab, onTab)}>
          ${tabName(each)}${" "}<span class="num">${counts[each]}</span>
        </button>`)}
    </div>
    <div class="rows" id="rows" role="tabpanel" aria-labelledby=${`tab-${tab}`} tabindex="0">
      ${rows.length === 0 ? html`<p class="none">${nothing(tab)}</p>` : html`
      <ol class="q">
        ${rows.map((ticket, place) => html`
          <${Row} key=${ticket.id} tab=${tab} ticket=${ticket} now=${now} view=${view}
            next=${tab === "waiting" && place === 0} onPress=${() => onTicket(tab, ticket)} />`)}
      </ol>`}
      ${tab === "waiting" && view.waiting_total > rows.length && html`
        <p class="none">${gettext("và %(n)s người nữa", { n: view.waiting_total - rows.length })}</p>`}
    </div>`;
}

function step(event, tab, onTab) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by) {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
    onTab(next);
    document.getElementById(`tab-${next}`).focus();
  }
}

function nothing(tab) {
  return {
    waiting: gettext("Chưa có người chờ quầy này."),
    parked: gettext("Không có phiếu nào đang giữ lại."),
    missed: gettext("Không có số bị lỡ nào còn được chờ lại."),
  }[tab];
}

function Row({ tab, ticket, view, now, next, onPress }) {
  const since = { waiting: ticket.waited_since, parked: ticket.parked_at, missed: ticket.finished_at };
  const seconds = secondsSince(since[tab], now);
  const grade = tab === "waiting" ? waitGrade(seconds, view.limits) : "";
  return html`
    <li class=${next ? "nx" : ""}>
      <button class=${tab === "waiting" ? "row" : "row two"} onClick=${onPress} title=${pressed(tab, ticket)}>
        <b class="num">${ticket.number}</b>
        <span class="what">${purpose(ticket)}</span>
        <span class="chips">
          ${chips(ticket).map((chip) => html`<em class=${chip.kind}>${chip.text}</em>`)}
        </span>
        <small class=${`num ${grade}`}>${minutes(seconds)}</small>
        ${tab !== "waiting" && html`<i class="do">${act(tab)}</i>`}
      </button>
    </li>`;
}

/** Returns `late` from the red line on, `near` from the target on, else nothing. */
export function waitGrade(seconds, limits) {
  if (seconds >= limits.red_line_wait_s) {
    return "late";
  }
  return seconds >= limits.target_wait_s ? "near" : "";
}

function act(tab) {
  return tab === "parked" ? gettext("Phục vụ tiếp") : gettext("Cho chờ lại");
}

function pressed(tab, ticket) {
  const number = ticket.number;
  return {
    waiting: gettext("Gọi số %(number)s", { number }),
    parked: gettext("Phục vụ tiếp số %(number)s", { number }),
    missed: gettext("Cho số %(number)s chờ lại", { number }),
  }[tab];
}
