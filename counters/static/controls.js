/** What each press of the console does: a command at once, or a dialog that asks first. */
/**
 * @typedef {{ command: string, body: object, day: string }} Again a finish that asks for papers again; `day`: of the last time
 * @typedef {{ name: string, ticket?: AnyRow, about?: CounterView["current"], again?: Again }} Opened a dialog; `about`:
 *   whom the officer saw at the counter then
 * @typedef {{
 *   view: CounterView, stale: boolean, taken: boolean, outcome: string | null,
 *   chooseOutcome: (code: string) => void, send: Send, tell: (text: string) => void,
 *   setDialog: (dialog: Opened | null) => void, setTab: (tab: Tab) => void, toMain: () => void,
 * }} Desk what the console's state offers to a press
 */
/** @import { CounterView, FinishedAndCalled, UndoOffer } from "../view_types.js" */
/** @import { TicketAnswer } from "../../web/view_types.js" */
/** @import { Tab } from "./lists.js" */
/** @import { Send } from "./pressing.js" */
/** @import { AnyRow } from "./tickets.js" */
import { page, serverNow } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { hindrance, isHeld, isSecondPress, mainCommand } from "./commands.js";
import { consoleExtra } from "./extra.js";
import { focusFirstRow } from "./lists.js";
import { beginPractice } from "./practice.js";
import { API, optional } from "./pressing.js";

/** Buttons that a dialog asks more about; the others of the server's table are sent as they are. */
const ASK_MORE = ["answer", "by-number", "call", "hand-over", "park", "pause", "deliver", "resume", "transfer", "walk-in"];
const LISTS = { "list-waiting": "waiting", "list-parked": "parked", "list-missed": "missed", "list-finished": "finished" };
const WITHOUT_CONTACT = ["help", "leave", "menu", "person", "practice", "side", ...Object.keys(LISTS)];

/**
 * Returns {act, onTicket, …}: what a button or key, a row, and a dialog do.
 * @param {Desk} desk
 */
export function controls(desk) {
  const { send, setDialog } = desk;
  const withOutcome = desk.outcome === null ? {} : { outcome: desk.outcome };
  /**
   * @param {string} command
   * @param {object} [body]
   */
  const simple = (command, body) => () => send(command, body);
  /** @type {Record<string, () => void>} */
  const direct = {
    main: () => main(desk, withOutcome),
    finish: simple("finish", withOutcome),
    "no-show": simple("no-show", { unless_held: true }),
    undo: () => undo(desk),
    close: () => leaveCounter(desk, withOutcome, "close"),
    leave: () => { location.href = "/counters"; },
    practice: () => beginPractice(desk.view.counter.id),
    ...Object.fromEntries(Object.entries(LISTS).map(
      ([action, tab]) => [action, () => showList(desk, /** @type {Tab} */ (tab))])),
    side: () => { window.open(`${location.pathname}?side=1`, "_blank", "popup,width=400,height=900"); },
  };

  /** @param {string} action */
  function act(action) {
    const digit = /^outcome-(\d)$/.exec(action);
    if (digit) {
      chooseByDigit(desk, Number(digit[1]));
    } else if (action === "main" || !(hindered(desk, action) || pressedTwice(desk, action))) {
      const asks = asksFirst(action, desk.view);
      const plain = action in desk.view.actions && !asks;
      const press = asks ? null : direct[action] || (plain ? simple(action) : null);
      setDialog(press === null ? { name: action, about: desk.view.current } : null);
      if (press !== null) {
        press();
      }
    }
  }

  /**
   * @param {Tab} list
   * @param {AnyRow} ticket
   */
  function onTicket(list, ticket) {
    const action = { waiting: "call", parked: "resume", missed: "restore", finished: "restore" }[list];
    setDialog(null);
    if (hindered(desk, action)) {
      return;
    }
    if (action === "call") {
      setDialog({ name: "call", ticket });
    } else if (action === "resume") {
      send("resume", { ticket: ticket.id });
    } else {
      restore(desk, ticket);
    }
  }

  return {
    act, onTicket,
    pause: (/** @type {string | null} */ reason, /** @type {string | null} */ until) =>
      leaveCounter(desk, withOutcome, "pause", Object.assign(optional(reason), until === null ? {} : { until })),
    handOver: simple("hand-over"),
    park: (/** @type {string | null} */ reason) => send("park", optional(reason)),
    close: direct.close,
    noShow: () => send("no-show"),
    transfer: (/** @type {object} */ body) => send("transfer", body),
    walkIn: (/** @type {object} */ body) => send("walk-in", body),
    deliver: (/** @type {string} */ command, /** @type {object} */ body) => deliver(desk, command, { ...withOutcome, ...body }),
    again: (/** @type {Again} */ { command, body }) => send(command, body),
    answer: (/** @type {object} */ body) => send("answer-time", body),
    callNumber: (/** @type {string} */ typed, /** @type {string | null} */ reason) =>
      send("call", Object.assign({ ticket: typed }, optional(reason)), undefined, {
        unknown_ticket: () => desk.tell(gettext("Không có số này đang chờ quầy này.")),
      }),
    call: (/** @type {AnyRow} */ ticket, /** @type {string | null} */ reason) =>
      send("call", Object.assign({ ticket: ticket.id }, optional(reason))),
  };
}

/**
 * Says whether a dialog asks first.
 * @param {string} action
 * @param {CounterView} view
 */
function asksFirst(action, view) {
  switch (action) {
    case "no-show":
      return isHeld(view, serverNow());
    case "close":
      return view.waiting_total > 0;
    default:
      return ASK_MORE.includes(action);
  }
}

/**
 * Shows a list, and gives the focus to its first row.
 * @param {Desk} desk
 * @param {Tab} tab
 */
function showList(desk, tab) {
  desk.setTab(tab);
  setTimeout(() => {
    if (!focusFirstRow()) {
      desk.toMain();
    }
  }, 0);
}

/**
 * Brings back who missed the call or was finished by mistake, and says where the number is now.
 * @param {Desk} desk
 * @param {AnyRow} ticket
 */
async function restore(desk, ticket) {
  const { current } = desk.view;
  /** @type {TicketAnswer | null} */
  const answer = await desk.send(
    "restore", undefined, `${API}/tickets/${encodeURIComponent(ticket.id)}/restore`);
  if (!answer || (answer.ticket && answer.ticket.state !== "waiting")) {
    return;  // a ticket that is kept from the officer waits
  }
  const number = ticket.number;
  if (ticket.state !== "served") {
    desk.tell(gettext("Số %(number)s đã trở lại hàng chờ.", { number }));
  } else if (current === null) {
    desk.tell(gettext("Số %(number)s chờ ở quầy này và được gọi đầu tiên.", { number }));
  } else {
    desk.tell(gettext("Quầy đang có số %(current)s. Số %(number)s chờ ở quầy này và được gọi kế tiếp.", {
      number, current: current.number,
    }));
  }
}

/**
 * Finishes with what was done; asks first where papers are asked for again of a dossier.
 * @param {Desk} desk
 * @param {string} command
 * @param {object} body
 */
function deliver(desk, command, body) {
  const about = desk.view.current;
  return desk.send(command, { ...body, unless_again: true }, undefined, {
    second_supplement: ({ day }) => desk.setDialog({ name: "again", about, again: { command, body, day } }),
  });
}

/** @param {Desk} desk */
async function undo(desk) {
  const taken = desk.view.undo;
  const answer = await desk.send("undo");
  if (answer && taken) {
    desk.tell(undone(taken));
  }
}

/** @param {UndoOffer} taken */
function undone({ action, number }) {
  switch (action) {
    case "walk_in":
      return gettext("Đã hoàn tác, số %(number)s đã hủy.", { number });
    case "hand_over":
      return gettext("Đã hoàn tác, Anh/Chị vẫn làm việc ở quầy này.");
    case "take_over":
      return gettext("Đã hoàn tác, quầy trở lại như trước khi nhận.");
    default:
      return number === null ? gettext("Đã hoàn tác.") : gettext("Đã hoàn tác, số %(number)s trở lại như trước.", { number });
  }
}

/**
 * @param {Desk} desk
 * @param {object} withOutcome
 */
async function main(desk, withOutcome) {
  const { command } = mainCommand(desk.view, serverNow());
  if (command === null || desk.stale || desk.taken) {
    desk.tell(desk.stale || desk.taken ? outOfTouch(desk) : nothingToDo(desk.view));
    return;
  }
  if (pressedTwice(desk, command)) {
    return;
  }
  /** @type {FinishedAndCalled | null} */
  const answer = await desk.send(command, command.startsWith("finish") ? withOutcome : undefined);
  if (answer && command === "finish-and-call-next" && answer.ticket === null) {
    desk.tell(gettext("Không còn ai chờ quầy này."));
  }
}

/** @param {CounterView} view */
function nothingToDo(view) {
  return view.counter.state === "open"
    ? gettext("Chưa có người chờ quầy này.") : gettext("Ngày làm việc đã kết thúc.");
}

/**
 * A counter pauses or closes only without a citizen: the service in hand is finished first.
 * @param {Desk} desk
 * @param {object} withOutcome
 * @param {string} command
 * @param {object} [body]
 */
async function leaveCounter(desk, withOutcome, command, body) {
  const free = desk.view.current === null || await desk.send("finish", withOutcome);
  if (free) {
    await desk.send(command, body);
  }
}

/**
 * Says why an action is not possible now, if it is not.
 * @param {Desk} desk
 * @param {string} action
 */
function hindered(desk, action) {
  const lost = (desk.stale || desk.taken) && !WITHOUT_CONTACT.includes(action);
  const mayNot = action === "hand-over" && !consoleExtra.person && !consoleExtra.practice
    ? gettext("Cán bộ đăng nhập bằng tài khoản của mình mới bàn giao được quầy.") : null;
  const why = lost ? outOfTouch(desk) : mayNot || hindrance(action, desk.view, serverNow());
  if (why !== null) {
    desk.setDialog(null);
    desk.tell(why);
    desk.toMain();
  }
  return why !== null;
}

/**
 * Says that a press was taken for a second one, if it was.
 * @param {Desk} desk
 * @param {string} command
 */
function pressedTwice(desk, command) {
  const twice = isSecondPress(command, desk.view, serverNow());
  if (twice && desk.view.current !== null) {
    desk.setDialog(null);
    desk.tell(gettext("Số %(number)s vừa được gọi nên lần bấm này được coi là bấm trùng. Nếu không bấm nhầm, hãy bấm lại sau giây lát.", {
      number: desk.view.current.number,
    }));
    desk.toMain();
  }
  return twice;
}

/**
 * @param {Desk} desk
 * @param {number} digit
 */
function chooseByDigit(desk, digit) {
  const codes = Object.keys(page.catalogue.outcomes);
  const code = codes[digit - 1];
  if (desk.view.current === null) {
    desk.tell(gettext("Phím %(digit)s chọn kết quả khi có số ở quầy. Hãy gọi số trước.", { digit }));
  } else if (code === undefined) {
    desk.tell(gettext("Chỉ có các kết quả từ phím 1 đến phím %(n)s.", { n: codes.length }));
  } else {
    desk.chooseOutcome(code);
  }
}

/** @param {Desk} desk */
function outOfTouch(desk) {
  return desk.taken && !desk.stale
    ? gettext("Người khác đã nhận quầy này. Hãy chọn lại quầy.") : gettext("Đang kết nối lại, xin chờ.");
}
