/** What a counter can do now, and what its main button does: pure functions of the view. */
import { gettext } from "../web/words.js";

/** Commands after which a second press within 600 ms is a mistake. */
export const CALLING = ["call-next", "finish-and-call-next", "call", "open", "finish", "recall"];
export const LOCK_MS = 600;

/** The one state word of the counter: closed, paused, ready, called or serving. */
export function stateOf(view) {
  if (view.counter.state !== "open" && view.current === null) {
    return view.counter.state;
  }
  return view.current === null ? "ready" : view.current.state;
}

/** Says whether somebody else works at this counter now; `me` is empty for a counter's own device. */
export function takenFrom(view, me) {
  const { state, officer } = view.counter;
  return Boolean(me) && state !== "closed" && officer !== null && officer !== me;
}

/** Returns what the main button does: {command, title, short} or {command: null, …} when it can do nothing. */
export function mainCommand(view) {
  const someone = view.waiting.length > 0;
  switch (stateOf(view)) {
    case "closed":
      return offer("open", gettext("Mở quầy"));
    case "paused":
      return offer("open", gettext("Làm việc tiếp"));
    case "ready":
      return someone
        ? offer("call-next", gettext("Gọi số tiếp theo"))
        : offer(null, gettext("Chưa có người chờ"));
    default:
      return someone && view.counter.state === "open"
        ? offer(
          "finish-and-call-next",
          gettext("Hoàn tất và gọi số tiếp theo"), gettext("Hoàn tất, gọi tiếp"),
        )
        : offer("finish", gettext("Hoàn tất"));
  }
}

function offer(command, title, short) {
  return { command, title, short: short || title };
}

/** Returns null when the action is possible now, else the sentence that says why it is not. */
export function hindrance(action, view, now) {
  const check = HINDRANCES[action];
  return check ? check(view, now) : null;
}

const HINDRANCES = {
  recall(view, now) {
    return notCalled(view) || (view.current.recalls_left === 0
      ? gettext("Đã gọi lại đủ số lần cho phép, hãy ghi vắng mặt nếu người dân không đến.")
      : secondsLeft(view.current.recall_after, now));
  },
  "no-show"(view, now) {
    const hindered = notCalled(view);
    return hindered || (view.current.no_show_enforced && !noShowAdvised(view, now)
      ? gettext("Cần gọi thêm hoặc chờ thêm trước khi ghi vắng mặt.") : null);
  },
  start: notCalled,
  transfer: nobodyHere,
  park: nobodyHere,
  finish: nobodyHere,
  return: nobodyHere,
  pause(view) {
    if (view.counter.state !== "open") {
      return gettext("Quầy chưa mở.");
    }
    return calledNow(view);
  },
  close(view) {
    return view.counter.state === "closed" ? gettext("Quầy đã đóng.") : calledNow(view);
  },
  call: busy,
  resume: busy,
  restore: () => null,
  undo(view, now) {
    return view.undo !== null && Date.parse(view.undo.until) > now
      ? null : gettext("Không còn thao tác nào có thể hoàn tác.");
  },
};

/** Says whether the citizen has been called often and long enough to count as absent. */
export function noShowAdvised(view, now) {
  const at = view.current && view.current.no_show_advised_at;
  return Boolean(at) && Date.parse(at) <= now;
}

function nobodyHere(view) {
  return view.current === null ? gettext("Quầy chưa có số nào đang gọi hoặc đang phục vụ.") : null;
}

function notCalled(view) {
  return nobodyHere(view) || (view.current.state === "called"
    ? null : gettext("Số %(number)s đang được phục vụ.", { number: view.current.number }));
}

function calledNow(view) {
  return view.current !== null && view.current.state === "called"
    ? gettext("Số %(number)s đang được gọi, hãy hoàn tất hoặc ghi vắng mặt trước.", {
      number: view.current.number,
    }) : null;
}

function busy(view) {
  if (view.counter.state !== "open") {
    return gettext("Quầy chưa mở.");
  }
  return view.current === null
    ? null : gettext("Hãy hoàn tất số %(number)s trước.", { number: view.current.number });
}

function secondsLeft(after, now) {
  const left = after ? Math.ceil((Date.parse(after) - now) / 1000) : 0;
  return left > 0 ? gettext("Chờ %(n)s giây để gọi lại.", { n: left }) : null;
}
