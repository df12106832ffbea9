/** What each press of the console does: a command at once, or a dialog that asks first. */
import { page, serverNow } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { hindrance, mainCommand } from "./commands.js";
import { beginPractice } from "./practice.js";
import { API } from "./pressing.js";

const WITHOUT_CONTACT = ["help", "leave", "menu", "practice", "side"];

/**
 * Returns {act, onTicket, main}: what a button or key, a row, and the main button do. `desk` holds
 * view, stale, outcome, chooseOutcome, send, tell, setDialog and toMain.
 */
export function controls(desk) {
  const { send, setDialog } = desk;
  const withOutcome = desk.outcome === null ? {} : { outcome: desk.outcome };
  const simple = (command, body) => () => send(command, body);
  const direct = {
    main: () => main(desk, withOutcome),
    recall: simple("recall"),
    "no-show": simple("no-show"),
    start: simple("start"),
    finish: simple("finish", withOutcome),
    return: simple("return"),
    undo: simple("undo"),
    close: () => leaveCounter(desk, withOutcome, "close"),
    leave: () => { location.href = "/counters"; },
    practice: () => beginPractice(desk.view.counter.id),
    side: () => { window.open(`${location.pathname}?side=1`, "_blank", "popup,width=400,height=900"); },
  };

  function act(action) {
    const digit = /^outcome-(\d)$/.exec(action);
    if (digit) {
      chooseByDigit(desk, Number(digit[1]));
    } else if (action === "main" || !hindered(desk, action)) {
      setDialog(action in direct ? null : { name: action });
      (direct[action] || (() => {}))();
    }
  }

  function onTicket(list, ticket) {
    const action = { waiting: "call", parked: "resume", missed: "restore" }[list];
    setDialog(null);
    if (hindered(desk, action)) {
      return;
    }
    if (action === "call") {
      setDialog({ name: "call", ticket });
    } else if (action === "resume") {
      send("resume", { ticket: ticket.id });
    } else {
      send("restore", undefined, `${API}/tickets/${encodeURIComponent(ticket.id)}/restore`);
    }
  }

  return {
    act, onTicket,
    pause: (reason) => leaveCounter(desk, withOutcome, "pause", optional(reason)),
    park: (reason) => send("park", optional(reason)),
    transfer: (body) => send("transfer", body),
    call: (ticket, reason) => send("call", Object.assign({ ticket: ticket.id }, optional(reason))),
  };
}

/** Returns a body with the reason, or without one. */
export function optional(reason) {
  return reason === null ? {} : { reason };
}

async function main(desk, withOutcome) {
  const { command } = mainCommand(desk.view);
  if (command === null || desk.stale || desk.taken) {
    desk.tell(desk.stale || desk.taken ? outOfTouch(desk) : gettext("Chưa có người chờ quầy này."));
    return;
  }
  const answer = await desk.send(command, command.startsWith("finish") ? withOutcome : undefined);
  if (answer && command === "finish-and-call-next" && answer.ticket === null) {
    desk.tell(gettext("Không còn ai chờ quầy này."));
  }
}

/** A counter pauses or closes only without a citizen: the service in hand is finished first. */
async function leaveCounter(desk, withOutcome, command, body) {
  const free = desk.view.current === null || await desk.send("finish", withOutcome);
  if (free) {
    await desk.send(command, body);
  }
}

/** Says why an action is not possible now, if it is not. */
function hindered(desk, action) {
  const lost = (desk.stale || desk.taken) && !WITHOUT_CONTACT.includes(action);
  const why = lost ? outOfTouch(desk) : hindrance(action, desk.view, serverNow());
  if (why !== null) {
    desk.setDialog(null);
    desk.tell(why);
    desk.toMain();
  }
  return why !== null;
}

function chooseByDigit(desk, digit) {
  const code = Object.keys(page.catalogue.outcomes)[digit - 1];
  if (code && desk.view.current !== null) {
    desk.chooseOutcome(code);
  }
}

function outOfTouch(desk) {
  return desk.taken && !desk.stale
    ? gettext("Người khác đã nhận quầy này. Hãy chọn lại quầy.") : gettext("Đang kết nối lại, xin chờ.");
}
