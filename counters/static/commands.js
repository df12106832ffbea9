/** What a counter can do now, and what its main button does: pure functions of the view. */
/** @typedef {"closed" | "paused" | "handed" | "ready" | "called" | "serving"} Standing of a counter and its citizen */
/** @import { CounterView } from "../view_types.js" */
import { gettext } from "../web/words.js";
import { holds } from "./moments.js";

/** Commands after which a second press within 600 ms is a mistake. */
export const CALLING = ["call-next", "finish-and-call-next", "call", "walk-in", "open", "finish", "recall"];
export const LOCK_MS = 600;

/** What ends a call for good at one press. */
const ENDING = ["finish", "finish-and-call-next", "no-show", "return"];

/** What is about the citizen at the counter, and of those the ones that ask more. */
export const ABOUT_CITIZEN = ["park", "no-show", "transfer", "deliver", "again"];
const WITH_CITIZEN = [...ENDING, ...ABOUT_CITIZEN, "recall", "start"];

/**
 * Returns a command's body with the ticket that the officer sees at the counter: what is said of one
 * citizen never befalls another whom a second window, or an undo, has brought there meanwhile.
 * @param {string} command
 * @param {object | undefined} body
 * @param {CounterView} view
 */
export function nameCitizen(command, body, { current }) {
  return current !== null && WITH_CITIZEN.includes(command) ? { ...body, current: current.id } : body;
}

/**
 * Says whether a press would end a call that is only seconds old, by the server's clock and rule.
 * @param {string} command
 * @param {CounterView} view
 * @param {number} now
 */
export function isSecondPress(command, { current }, now) {
  const until = current && current.second_press_until;
  return ENDING.includes(command) && until !== null && now < Date.parse(until);
}

/**
 * The one state word of the counter: closed, paused, handed (over to the next), ready, called or serving.
 * @param {CounterView} view
 * @returns {Standing}
 */
export function stateOf(view) {
  if (view.counter.handed_by) {
    return "handed";
  }
  if (view.counter.state !== "open" && view.current === null) {
    return view.counter.state;
  }
  return view.current === null ? "ready" : /** @type {Standing} */ (view.current.state);
}

/**
 * Says whether somebody else works at this counter now; `me` is empty for a counter's own device.
 * @param {CounterView} view
 * @param {string | undefined} me
 */
export function takenFrom(view, me) {
  const { state, officer } = view.counter;
  return Boolean(me) && state !== "closed" && officer !== null && officer !== me;
}

/**
 * Says whether the counter cannot be opened any more today, for the day has ended.
 * @param {CounterView} view
 * @param {number} now
 */
export function isDayOver(view, now) {
  return ["closed", "paused", "handed"].includes(stateOf(view)) && !holds(view.actions.open, now);
}

/**
 * Returns what the main button does: {command, title, short} or {command: null, …} when it can do nothing.
 * @param {CounterView} view
 * @param {number} now
 */
export function mainCommand(view, now) {
  const someone = view.waiting_total > 0;
  /** @param {string} command */
  const may = (command) => holds(view.actions[command], now);
  switch (stateOf(view)) {
    case "closed":
      return offer(may("open") ? "open" : null, gettext("Mở quầy"));
    case "paused":
      return offer(may("open") ? "open" : null, gettext("Làm việc tiếp"));
    case "handed":
      return offer(may("open") ? "open" : null, gettext("Nhận lại quầy"));
    case "ready":
      return may("call-next")
        ? offer("call-next", gettext("Gọi số tiếp theo"))
        : offer(null, gettext("Chưa có người chờ"));
    default:
      return someone && may("finish-and-call-next")
        ? offer(
          "finish-and-call-next",
          gettext("Hoàn tất và gọi số tiếp theo"), gettext("Hoàn tất, gọi tiếp"),
        )
        : offer("finish", gettext("Hoàn tất"));
  }
}

/**
 * @param {string | null} command
 * @param {string} title
 * @param {string} [short]
 */
function offer(command, title, short) {
  return { command, title, short: short || title };
}

/**
 * Returns null when the action is possible now, else the sentence that says why it is not. What is
 * possible the server says; a counter that serves somebody finishes that before it pauses or closes.
 * @param {string} action
 * @param {CounterView} view
 * @param {number} now
 */
export function hindrance(action, view, now) {
  if (!(action in REASONS)) {
    return null;
  }
  const serving = view.current !== null && view.current.state === "serving";
  const first = serving && ["pause", "close"].includes(action) && view.counter.state !== "closed";
  const asked = first || action === "deliver" ? "finish" : action === "by-number" ? "call" : action;
  if (action === "answer") {
    return view.unsure.length > 0 ? null : REASONS.answer(view, now);
  }
  return holds(view.actions[asked], now)
    ? null : whyNot(action, view, now);
}

/**
 * @param {string} action
 * @param {CounterView} view
 * @param {number} now
 */
function whyNot(action, view, now) {
  return view.counter.handed_by ? gettext("Quầy đã bàn giao, chờ người nhận.")
    : REASONS[action](view, now) || gettext("Máy chủ không nhận yêu cầu này.");
}

/**
 * Why an action is not possible: the sentence that fits the state of the counter.
 * @type {Record<string, (view: CounterView, now: number) => string | null>}
 */
const REASONS = {
  recall(view, now) {
    const hindered = notCalled(view);
    if (hindered !== null || view.current === null) {
      return hindered;
    }
    return view.current.recalls_left === 0
      ? gettext("Đã gọi lại đủ số lần cho phép, hãy ghi vắng mặt nếu người dân không đến.")
      : secondsLeft(view.current.recall_after, now);
  },
  "no-show": (view) => notCalled(view) || gettext("Cần gọi thêm hoặc chờ thêm trước khi ghi vắng mặt."),
  start: notCalled,
  transfer: nobodyHere,
  park: nobodyHere,
  finish: nobodyHere,
  deliver: nobodyHere,
  return: nobodyHere,
  pause: (view) => notOpen(view) || calledNow(view),
  close: (view) => (view.counter.state === "closed" ? gettext("Quầy đã đóng.") : calledNow(view)),
  "hand-over": (view) => (view.counter.state === "closed" ? gettext("Quầy chưa mở.") : null),
  "hold-auto-call": () => gettext("Quầy không đang tự gọi số."),
  call: busy,
  "walk-in": busy,
  "by-number": busy,
  resume: busy,
  answer: () => gettext("Không có lượt nào cần hỏi lại thời gian."),
  undo: () => gettext("Không còn thao tác nào có thể hoàn tác."),
};

/**
 * Says whether the number at the counter is still held for its holder.
 * @param {CounterView} view
 * @param {number} now
 */
export function isHeld(view, now) {
  const until = view.current && view.current.held_until;
  return until !== null && now < Date.parse(until);
}

/**
 * Says whether the citizen has been called often and long enough to count as absent.
 * @param {CounterView} view
 * @param {number} now
 */
export function noShowAdvised(view, now) {
  const at = view.current && view.current.no_show_advised_at;
  return at !== null && Date.parse(at) <= now;
}

/** @param {CounterView} view */
function nobodyHere(view) {
  return view.current === null ? gettext("Quầy chưa có số nào đang gọi hoặc đang phục vụ.") : null;
}

/** @param {CounterView} view */
function notCalled(view) {
  if (view.current === null) {
    return nobodyHere(view);
  }
  return view.current.state === "called"
    ? null : gettext("Số %(number)s đang được phục vụ.", { number: view.current.number });
}

/** @param {CounterView} view */
function calledNow(view) {
  return view.current !== null && view.current.state === "called"
    ? gettext("Số %(number)s đang được gọi, hãy hoàn tất hoặc ghi vắng mặt trước.", {
      number: view.current.number,
    }) : null;
}

/** @param {CounterView} view */
function busy(view) {
  return notOpen(view) || (view.current === null
    ? null : gettext("Hãy hoàn tất số %(number)s trước.", { number: view.current.number }));
}

/** @param {CounterView} view */
function notOpen(view) {
  return {
    open: null, closed: gettext("Quầy chưa mở."), paused: gettext("Quầy đang tạm nghỉ. Hãy bấm “Làm việc tiếp” trước."),
  }[view.counter.state];
}

/**
 * @param {string | null} after
 * @param {number} now
 */
function secondsLeft(after, now) {
  const left = after ? Math.ceil((Date.parse(after) - now) / 1000) : 0;
  return left > 0 ? gettext("Chờ %(n)s giây để gọi lại.", { n: left }) : null;
}
