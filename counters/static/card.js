/** The card in the middle: the counter's state, the citizen who is there, the timer, the outcome. */
/** @import { CounterView, CurrentRow, NamedMatter, Why } from "../view_types.js" */
/** @import { Standing } from "./commands.js" */
import { Fitted, Icon, html, page, useNow } from "../web/screen.js";
import { clockTime, dayName, gettext, names } from "../web/words.js";
import { isDayOver, stateOf } from "./commands.js";
import { HandedOver } from "./hand_over.js";
import { keyOf } from "./keys.js";
import { secondsSince, stopwatch, waited } from "./moments.js";
import { chips, languageName, nextReason, purpose, takenAt } from "./tickets.js";

const ICONS = { closed: "lock", paused: "pause", handed: "person", ready: "check", called: "bell", serving: "person" };

/**
 * Returns the one word for the state of the counter.
 * @param {Standing} state
 */
export function stateWord(state) {
  return {
    closed: gettext("Đã đóng"), paused: gettext("Tạm nghỉ"), handed: gettext("Đã bàn giao"), ready: gettext("Sẵn sàng"),
    called: gettext("Đang gọi"), serving: gettext("Đang phục vụ"),
  }[state];
}

/**
 * Who is at the counter, or why nobody is. `outcome` is the chosen code or null.
 * @param {{
 *   view: CounterView, outcome: string | null, onOutcome: (code: string) => void,
 *   onAction: (action: string) => void,
 * }} props
 */
export function Card({ view, outcome, onOutcome, onAction }) {
  const state = stateOf(view);
  if (state === "handed") {
    return html`<div class="card idle handed"><${State} state=${state} /><${HandedOver} view=${view} /></div>`;
  }
  return view.current === null
    ? html`<div class=${`card idle ${state}`}><${State} state=${state} /><${Nobody} view=${view} onAction=${onAction} /></div>`
    : html`
      <div class=${`card ${state}`}>
        <${State} state=${state} calls=${view.current} />
        <${Fitted} as="div" class="no">${view.current.number}<//>
        <${Timer} ticket=${view.current} state=${state} onAction=${onAction} />
        <div class="pr"><b>${purpose(view.current)}</b><p>${about(view.current)}</p>
          ${view.current.matters.length > 0 && html`<p class="more">${moreText(view.current.matters)}</p>`}</div>
        <${Outcomes} outcome=${outcome} onOutcome=${onOutcome} onAction=${onAction} />
        <${Facts} ticket=${view.current} />
      </div>`;
}

/** @param {{ state: Standing, calls: CurrentRow | undefined }} props */
function State({ state, calls }) {
  return html`
    <div class="st">
      <span class=${`s ${state}`}><${Icon} name=${ICONS[state]} />${stateWord(state)}</span>
      ${calls && html`<span class="chips">
        ${calls.walk_in ? html`<em class="moved">${gettext("Đến thẳng quầy")}</em>`
          : !calls.in_turn && html`<em class="moved">${gettext("Gọi ngoài thứ tự")}</em>`}
        ${chips(Object.assign({ why: flags(calls) }, calls)).map(
          (chip) => html`<em class=${chip.kind}>${chip.text}</em>`)}
      </span>
      <span class="calls">${calls.walk_in ? gettext("Cấp số lúc %(at)s", { at: clockTime(calls.issued_at) })
        : gettext("Gọi lúc %(at)s · đã gọi %(n)s lần", {
          at: calls.called_at && clockTime(calls.called_at), n: calls.times_called,
        })}</span>`}
    </div>`;
}

/** @param {CurrentRow} ticket */
function flags(ticket) {
  /** @type {[Why, boolean][]} */
  const all = [
    ["priority", ticket.priority !== "normal"],
    ["transferred_from", ticket.came_from !== null],
    ["language", ticket.language !== "vi"],
  ];
  return all.filter((flag) => flag[1]).map((flag) => flag[0]);
}

/**
 * What the same number is for besides: the finish sends it on.
 * @param {readonly NamedMatter[]} matters
 */
function moreText(matters) {
  return gettext("Còn %(n)s việc: %(matters)s", { n: matters.length, matters: matters.map(purpose).join(" · ") });
}

/** @param {CurrentRow} ticket */
function about(ticket) {
  const service = names.service(ticket.service);
  return service === purpose(ticket) ? names.department(ticket.department) : service;
}

/**
 * Service time against the usual minutes of the service; time since the call until Start is pressed.
 * @param {{ ticket: CurrentRow, state: Standing, onAction: (action: string) => void }} props
 */
function Timer({ ticket, state, onAction }) {
  const now = useNow(500);
  const seconds = state === "serving"
    ? ticket.service_s + secondsSince(ticket.since, now) : secondsSince(ticket.called_at, now);
  const share = ticket.target_s ? seconds / ticket.target_s : 0;
  const over = share >= 1.5 ? "missed" : share >= 1 ? "near" : "";
  if (state !== "serving") {
    return html`
      <div class="tm"><b>${stopwatch(seconds)}</b><small>${gettext("từ lúc gọi")}</small>
        <button class="quiet" data-action="start" onClick=${() => onAction("start")}>
          <span class="long">${gettext("Bắt đầu phục vụ")}</span>
          <span class="short">${gettext("Bắt đầu")}</span><kbd>B</kbd>
        </button>
      </div>`;
  }
  return html`
    <div class=${`tm ${over}`}><b>${stopwatch(seconds)}</b>
      ${ticket.target_s && html`
        <small>${gettext("mục tiêu %(n)s phút", { n: number(ticket.target_s / 60) })}</small>
        <div class="pb" role="img" aria-label=${overWord(over)}>
          <i style=${{ width: `${Math.min(100, share * 100)}%` }}></i>
        </div>`}
    </div>`;
}

/** @param {number} value */
function number(value) {
  return (Math.round(value * 10) / 10).toLocaleString(page.locale);
}

/** @param {"" | "near" | "missed"} over */
function overWord(over) {
  return {
    "": gettext("Trong mục tiêu"), near: gettext("Đã quá mục tiêu"),
    missed: gettext("Đã quá mục tiêu nhiều"),
  }[over];
}

/**
 * The configured outcome codes with their digit; pressing the chosen one takes it away again.
 * @param {{
 *   outcome: string | null, onOutcome: (code: string) => void, onAction: (action: string) => void,
 * }} props
 */
function Outcomes({ outcome, onOutcome, onAction }) {
  const codes = Object.keys(page.catalogue.outcomes);
  return html`
    <div class="out">
      <div class="oh"><h2 id="outcome">${gettext("Kết quả lượt này")}</h2>
        <button class="quiet" data-action="finish" onClick=${() => onAction("finish")}>
          ${gettext("Chỉ hoàn tất")}<kbd>H</kbd></button>
        <button class="quiet" data-action="deliver" onClick=${() => onAction("deliver")}>
          ${gettext("Ghi hồ sơ")}<kbd>${keyOf("deliver")}</kbd></button>
        <button class="quiet" data-action="return" onClick=${() => onAction("return")}>
          ${gettext("Trả lại hàng chờ")}<kbd>T</kbd></button>
      </div>
      <div role="group" aria-labelledby="outcome" class=${codes.length > 4 ? "five" : ""}>
        ${codes.map((code, place) => html`
          <button key=${code} aria-pressed=${String(code === outcome)}
            onClick=${() => onOutcome(code)}>
            <kbd>${place + 1}</kbd><span>${names.outcome(code)}</span>
          </button>`)}
      </div>
    </div>`;
}

/** @param {{ ticket: CurrentRow }} props */
function Facts({ ticket }) {
  return html`
    <dl class="facts">
      <div><dt>${gettext("Đã chờ")}</dt><dd class="num">${
        ticket.walk_in ? gettext("không rõ") : waited(ticket, Date.parse(ticket.called_at || ""))}</dd></div>
      <div><dt>${gettext("Lấy số lúc")}</dt><dd class="num">${clockTime(ticket.issued_at)}</dd></div>
      <div><dt>${gettext("Hình thức")}</dt><dd>${
        ticket.walk_in ? gettext("Cấp tại quầy") : takenAt(ticket)}</dd></div>
      <div><dt>${gettext("Ngôn ngữ")}</dt><dd>${languageName(ticket.language)}</dd></div>
    </dl>`;
}

/** @param {{ view: CounterView, onAction: (action: string) => void }} props */
function Nobody({ view, onAction }) {
  const now = useNow(1000);
  return isDayOver(view, now) ? html`<${DayOver} opens=${view.actions.open?.after} />` : html`<${Free} view=${view} now=${now} onAction=${onAction} />`;
}

/** @param {{ view: CounterView, now: number, onAction: (action: string) => void }} props */
function Free({ view, now, onAction }) {
  const state = stateOf(view);
  const waiting = view.waiting_total;
  return html`
    <div class="nobody">
      <h2>${title(state, waiting)}</h2>
      ${state === "paused" && html`<p>
        ${view.counter.reason && html`<b>${names.pauseReason(view.counter.reason)}</b> · `}
        ${view.counter.until && html`${gettext("trở lại lúc %(time)s", { time: clockTime(view.counter.until) })} · `}
        <span class="num">${stopwatch(secondsSince(view.counter.since, now))}</span></p>`}
      ${state === "ready" && html`<${Ready} view=${view} onAction=${onAction} />`}
      ${state === "closed" && html`<p>${gettext("Mở quầy để bắt đầu gọi số.")}</p>`}
      ${state !== "ready" && waiting > 0 && html`<p>${
        gettext("%(n)s người đang chờ quầy này phục vụ.", { n: waiting })}</p>`}
    </div>`;
}

/**
 * Who comes next, and what is done for somebody who stands there without a number.
 * @param {{ view: CounterView, onAction: (action: string) => void }} props
 */
function Ready({ view, onAction }) {
  const next = view.waiting[0];
  return html`
    ${next ? html`<p class="next">${gettext("Số kế tiếp")}${" "}
      <b class="num">${next.number}</b>${" "}${nextReason(view)}</p><p>${purpose(next)}</p>`
      : html`<p>${view.waiting_total > 0 ? gettext("Máy gọi người đến lượt.")
        : gettext("Sẽ có chuông báo khi có người đến.")}</p>`}
    ${view.walk_in.length > 0 && html`
      <button class="quiet" data-action="walk-in" onClick=${() => onAction("walk-in")}>
        ${gettext("Tiếp người chưa có số")}<kbd>${keyOf("walk-in")}</kbd></button>`}`;
}

/** @param {{ opens: string | null | undefined }} props when counters can be opened again */
function DayOver({ opens }) {
  return html`
    <div class="nobody">
      <h2>${gettext("Ngày làm việc đã kết thúc")}</h2>
      ${opens && html`<p>${gettext("Có thể mở quầy từ %(time)s.", {
        time: `${clockTime(opens)}, ${dayName(Date.parse(opens))}` })}</p>`}
    </div>`;
}

/**
 * @param {Standing} state
 * @param {number} waiting
 */
function title(state, waiting) {
  if (state === "closed" || state === "paused") {
    return state === "closed" ? gettext("Quầy chưa mở") : gettext("Quầy đang tạm nghỉ");
  }
  return waiting > 0 ? gettext("%(n)s người đang chờ", { n: waiting }) : gettext("Chưa có người chờ");
}
