/** The buttons under the card: the five of the day, and the big one that says what comes next. */
/** @typedef {"recall" | "no-show" | "transfer" | "park" | "pause"} Act one of the five of the day */
/** @import { CounterView } from "../view_types.js" */
import { Icon, html, useNow } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { hindrance, isDayOver, isHeld, mainCommand, noShowAdvised, stateOf } from "./commands.js";
import { keyOf } from "./keys.js";
import { minutes, secondsSince, waited } from "./moments.js";
import { nextReason } from "./tickets.js";

/** @type {Act[]} */
const ACTS = ["recall", "no-show", "transfer", "park", "pause"];
const ICONS = { recall: "recall", "no-show": "no-show", transfer: "transfer", park: "park", pause: "pause" };

/** @param {Act} action */
function word(action) {
  return {
    recall: gettext("Gọi lại"), "no-show": gettext("Vắng mặt"), transfer: gettext("Chuyển"),
    park: gettext("Giữ lại"), pause: gettext("Tạm nghỉ"),
  }[action];
}

/**
 * The five. One that is not possible now stays, greyed, and says why when pressed.
 * @param {{ view: CounterView, stale: boolean, pending: string | null, onAction: (action: string) => void }} props
 */
export function Acts({ view, stale, pending, onAction }) {
  const now = useNow(500);
  return html`
    <div class="acts">
      ${ACTS.map((action) => {
        const why = stale ? gettext("Đang kết nối lại.") : hindrance(action, view, now);
        return html`
          <button key=${action} data-action=${action} class=${manner(action, view, now)}
            aria-disabled=${String(why !== null)} aria-busy=${String(pending === action)}
            title=${why || ""} onClick=${() => onAction(action)}>
            <${Icon} name=${ICONS[action]} />
            <span>${word(action)}${note(action, view, now)}</span><kbd>${keyOf(action)}</kbd>
          </button>`;
      })}
      <button class="more" data-action="menu" onClick=${() => onAction("menu")}>
        <${Icon} name="list" /><span>${gettext("Khác")}</span></button>
    </div>`;
}

/**
 * Marking a citizen absent is asked about while the number is held, advised after enough calls.
 * @param {Act} action
 * @param {CounterView} view
 * @param {number} now
 */
function manner(action, view, now) {
  if (action !== "no-show" || hindrance(action, view, now) !== null) {
    return "";
  }
  return noShowAdvised(view, now) ? "advised" : "early";
}

/**
 * @param {Act} action
 * @param {CounterView} view
 * @param {number} now
 */
function note(action, view, now) {
  const current = view.current;
  if (current === null || current.state !== "called") {
    return null;
  }
  if (action === "recall") {
    const wait = current.recall_after ? Math.ceil((Date.parse(current.recall_after) - now) / 1000) : 0;
    return html`<small>${wait > 0 && current.recalls_left > 0
      ? gettext("sau %(n)s giây", { n: wait }) : gettext("còn %(n)s lần", { n: current.recalls_left })}</small>`;
  }
  if (action === "no-show" && !noShowAdvised(view, now)) {
    return html`<small>${isHeld(view, now)
      ? gettext("giữ đến %(time)s", { time: clockTime(current.held_until || "") })
      : gettext("nên gọi lại")}</small>`;
  }
  return null;
}

/**
 * The main button: always says what it will do and for whom. `mainRef` gets the focus back after every command.
 * @param {{
 *   view: CounterView, stale: boolean, taken: boolean, pending: string | null, locked: boolean,
 *   mainRef: { current: HTMLElement | null }, onMain: () => void,
 * }} props
 */
export function MainButton({ view, stale, taken, pending, locked, mainRef, onMain }) {
  const now = useNow(1000);
  const main = mainCommand(view, now);
  const off = stale || main.command === null;
  const busy = pending !== null && pending === main.command;
  return html`
    <button class="main dark" ref=${mainRef} data-action="main" data-command=${main.command || "none"}
      data-locked=${String(locked)} aria-disabled=${String(off)} aria-busy=${String(busy)} onClick=${onMain}>
      <span>
        <b class="long">${busy ? sending(pending) : main.title}</b>
        <b class="short">${busy ? sending(pending) : main.short}</b>
        ${stale ? html`<small>${away(taken)}</small>` : html`
          <small class="long">${detail(view, now)}</small><small class="short">${shortDetail(view, now)}</small>`}
      </span>
      <kbd>${gettext("Phím cách")}</kbd>
    </button>`;
}

/** @param {boolean} taken */
function away(taken) {
  return taken ? gettext("Người khác đang làm việc ở quầy này.") : gettext("Đang kết nối lại, xin chờ.");
}

/** @param {string} command */
function sending(command) {
  switch (command) {
    case "open":
      return gettext("Đang mở quầy…");
    case "finish":
      return gettext("Đang ghi hoàn tất…");
    default:
      return gettext("Đang gọi…");
  }
}

/**
 * The same for a narrow window, where the number, why and how long fit on one line.
 * @param {CounterView} view
 * @param {number} now
 */
function shortDetail(view, now) {
  const next = view.waiting[0];
  return next === undefined || view.counter.state !== "open" ? detail(view, now)
    : `${next.number} · ${nextReason(view)} · ${waited(next, now)}`;
}

/**
 * @param {CounterView} view
 * @param {number} now
 */
function detail(view, now) {
  const state = stateOf(view);
  const next = view.waiting[0];
  if (isDayOver(view, now)) {
    return gettext("Ngày làm việc đã kết thúc.");
  }
  if (["closed", "paused", "handed"].includes(state)) {
    return gettext("%(n)s người đang chờ", { n: view.waiting_total });
  }
  if (next === undefined && view.waiting_total > 0) {
    return gettext("%(n)s người đang chờ, lâu nhất %(waited)s", {
      n: view.waiting_total, waited: minutes(secondsSince(view.waiting_since, now)),
    });
  }
  if (next === undefined) {
    return view.current === null
      ? gettext("Sẽ có chuông báo khi có người đến.") : gettext("Chưa có người chờ tiếp theo");
  }
  return gettext("Kế tiếp: %(number)s · %(why)s · đã chờ %(waited)s", {
    number: next.number, why: nextReason(view), waited: waited(next, now),
  });
}
