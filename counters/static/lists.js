/** The four lists of a counter: who waits, who is parked, who missed the call, who was just served. */
/** @typedef {"waiting" | "parked" | "missed" | "finished"} Tab */
/** @import { CounterView } from "../view_types.js" */
/** @import { Message } from "./notices.js" */
/** @import { AnyRow } from "./tickets.js" */
import { html, useNow } from "../web/screen.js";
import { Bulletins } from "../web/bulletins.js";
import { AskedBar } from "./asked.js";
import { HelpNear } from "./help_call.js";
import { gettext, names } from "../web/words.js";
import { arrowStep, keyOf } from "./keys.js";
import { minutes, secondsSince, waited, waitGrade } from "./moments.js";
import { chips, purpose, stillFinished, stillMissed } from "./tickets.js";
import { UnsureBar } from "./unsure.js";

/** Whole minutes are shown: a long queue need not be drawn anew every second. */
const LOOK_AGAIN_MS = 5000;
/** @type {Tab[]} */
const TABS = ["waiting", "parked", "missed", "finished"];

/** Gives the focus to the first row of the list that is shown; says whether there is one. */
export function focusFirstRow() {
  const row = /** @type {HTMLElement | null} */ (document.querySelector("#rows .row"));
  row?.focus();
  return row !== null;
}

/** @param {Tab} tab */
function tabName(tab) {
  return {
    waiting: gettext("Hàng chờ"), parked: gettext("Đang giữ"), missed: gettext("Vắng mặt"),
    finished: gettext("Vừa xong"),
  }[tab];
}

/**
 * The lists behind their tabs. `onTicket(tab, ticket)` is a press on a row, `onAnswer` one on the
 * question about an unsure time, which stands above them, `onByNumber` one on calling a number that is told.
 * `onNotice`: what was refused.
 * @param {{
 *   view: CounterView, tab: Tab, onTab: (tab: Tab) => void,
 *   onTicket: (tab: Tab, ticket: AnyRow) => void, onAnswer: () => void, onByNumber: () => void,
 *   onNotice: (notice: Message | null) => void,
 * }} props
 */
export function Lists({ view, tab, onTab, onTicket, onAnswer, onByNumber, onNotice }) {
  const now = useNow(LOOK_AGAIN_MS);
  const missed = stillMissed(view, now);
  const finished = stillFinished(view, now);
  /** @type {AnyRow[]} */
  const rows = { waiting: view.waiting, parked: view.parked, missed, finished }[tab];
  const counts = {
    waiting: view.waiting_total, parked: view.parked.length, missed: missed.length,
    finished: finished.length,
  };
  return html`
    <div class="tabs" role="tablist" aria-label=${gettext("Danh sách phiếu")}>
      ${TABS.map((each) => html`
        <button key=${each} role="tab" id=${`tab-${each}`} aria-selected=${String(each === tab)}
          aria-controls="rows" tabindex=${each === tab ? 0 : -1}
          title=${keyOf(`list-${each}`)}
          onClick=${(event) => choose(event, each, onTab)} onKeyDown=${(event) => step(event, tab, onTab)}>
          ${tabName(each)}${" "}<span class="num">${counts[each]}</span>
        </button>`)}
    </div>
    <div class="rows" id="rows" role="tabpanel" aria-labelledby=${`tab-${tab}`}
      tabindex=${rows.length === 0 ? 0 : null}>
      <${HelpNear} view=${view} onNotice=${onNotice} />
      <${Bulletins} bulletins=${view.bulletins} />
      <${AskedBar} view=${view} now=${now} />
      <${UnsureBar} view=${view} onAnswer=${onAnswer} />
      ${tab === "waiting" && view.see === "counts" && view.queues.length > 0
        ? html`<${Queues} view=${view} now=${now} onByNumber=${onByNumber} />`
        : rows.length === 0 ? html`<p class="none">${nothing(tab)}</p>` : html`
      <ol class="q">
        ${rows.map((ticket, place) => html`
          <${Row} key=${ticket.id} tab=${tab} ticket=${ticket} now=${now} view=${view}
            next=${tab === "waiting" && place === 0} onPress=${() => onTicket(tab, ticket)} />`)}
      </ol>`}
      ${tab === "waiting" && rows.length > 0 && view.waiting_total > rows.length && html`
        <p class="none">${gettext("và %(n)s người nữa", { n: view.waiting_total - rows.length })}</p>`}
    </div>`;
}

/**
 * Who waits where officers see no numbers: how many for each service, and how long the first has.
 * @param {{ view: CounterView, now: number, onByNumber: () => void }} props
 */
function Queues({ view, now, onByNumber }) {
  return html`
    <ul class="q queues">
      ${view.queues.map(({ service, waiting, since }) => {
        const seconds = secondsSince(since, now);
        return html`
          <li key=${service} class="row"><b class="num">${waiting}</b>
            <span class="what">${names.service(service)}</span>
            <small class=${`num ${waitGrade(seconds, view.limits)}`}>${
              gettext("lâu nhất %(waited)s", { waited: minutes(seconds) })}</small></li>`;
      })}
    </ul>
    <div class="none"><p>${gettext("Trung tâm không hiện số đang chờ. Máy gọi người đến lượt.")}</p>
      <button class="quiet" data-action="by-number" onClick=${onByNumber}>${gettext("Gọi số chỉ định")}<kbd>${keyOf("by-number")}</kbd></button></div>`;
}

/**
 * Whoever chose a list by a key goes on with its rows, and the space bar no longer presses the tab.
 * @param {MouseEvent} event
 * @param {Tab} tab
 * @param {(tab: Tab) => void} onTab
 */
function choose(event, tab, onTab) {
  onTab(tab);
  if (event.detail === 0) {
    setTimeout(focusFirstRow, 0);
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {Tab} tab
 * @param {(tab: Tab) => void} onTab
 */
function step(event, tab, onTab) {
  const by = arrowStep(event.key, "ArrowLeft", "ArrowRight");
  if (by !== 0) {
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length];
    onTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  }
}

/** @param {Tab} tab */
function nothing(tab) {
  return {
    waiting: gettext("Chưa có người chờ quầy này."),
    parked: gettext("Không có phiếu nào đang giữ lại."),
    missed: gettext("Không có số bị lỡ nào còn được chờ lại."),
    finished: gettext("Không có lượt nào vừa hoàn tất còn mở lại được."),
  }[tab];
}

/**
 * @param {{
 *   tab: Tab, ticket: AnyRow, view: CounterView, now: number, next: boolean, onPress: () => void,
 * }} props
 */
function Row({ tab, ticket, view, now, next, onPress }) {
  const since = {
    waiting: ticket.waited_since, parked: ticket.parked_at, missed: ticket.finished_at,
    finished: ticket.finished_at,
  };
  const seconds = secondsSince(since[tab], now);
  const grade = tab === "waiting" && !ticket.wait_unsure ? waitGrade(seconds, view.limits) : "";
  return html`
    <li class=${next ? "nx" : ""}>
      <button class=${tab === "waiting" ? "row" : "row two"} onClick=${onPress} title=${pressed(tab, ticket)}>
        <b class="num">${ticket.number}</b>
        <span class="what">${purpose(ticket)}</span>
        <span class="chips">
          ${chips(ticket).map((chip) => html`<em class=${chip.kind}>${chip.text}</em>`)}
        </span>
        <small class=${`num ${grade}`}>${tab === "waiting" ? waited(ticket, now) : minutes(seconds)}</small>
        ${tab !== "waiting" && html`<i class="do">${act(tab, view)}</i>`}
      </button>
    </li>`;
}

/**
 * @param {Tab} tab
 * @param {CounterView} view
 */
function act(tab, view) {
  return {
    waiting: "", parked: gettext("Phục vụ tiếp"), missed: gettext("Cho chờ lại"),
    finished: view.current === null
      ? gettext("Mở lại lượt này")
      : gettext("Mở lại, gọi sau số %(number)s", { number: view.current.number }),
  }[tab];
}

/**
 * @param {Tab} tab
 * @param {AnyRow} ticket
 */
function pressed(tab, ticket) {
  const number = ticket.number;
  return {
    waiting: gettext("Gọi số %(number)s", { number }),
    parked: gettext("Phục vụ tiếp số %(number)s", { number }),
    missed: gettext("Cho số %(number)s chờ lại", { number }),
    finished: gettext("Mở lại lượt của số %(number)s", { number }),
  }[tab];
}
