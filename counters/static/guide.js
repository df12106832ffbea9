/** The guide's tablet: alarms, every number in the hall, and what can be done for its holder. */
/**
 * @typedef {ReturnType<typeof useTablet>} Tablet
 * @typedef {{ name: "ticket", ticket: SomeRow, asked?: number }
 *   | { name: "move" | "cancel", ticket: SomeRow } | { name: "issued", answer: IssueAnswer }
 *   | { name: "printers", at: string | null } | { name: "issue" } | { name: "menu" }
 *   | { name: "run", run: GuideRun } | { name: "paper", wrong: string }} Opened a dialog
 */
/** @import { GuideRow, GuideRun, GuideView } from "../guide_view_types.js" */
/** @import { IssueAnswer } from "../../web/issue_view_types.js" */
/** @import { GuideTab, SomeRow } from "./guide_rows.js" */
/** @import { Message } from "./notices.js" */
import { guardTaps } from "../web/taps.js";
import { listCounters } from "../web/places.js";
import { html, page, render, serverNow, useEffect, useMemo, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Alarms } from "./alarm_list.js";
import { searchOver, useDirectory } from "./directory.js";
import { guideExtra } from "./extra.js";
import { Bar } from "./header.js";
import { IssueDialog, IssuedDialog } from "./guide_issue.js";
import { GuideMenu } from "./guide_menu.js";
import { isImpossible, useNewest } from "./guide_newest.js";
import { CancelDialog, MoveDialog, TicketDialog } from "./guide_ticket.js";
import { PaperEntryDialog, enterPaper } from "./paper_entry.js";
import { RunDialog, cancelRun } from "./run_dialog.js";
import { Work, outOfTouch } from "./guide_work.js";
import { Notice } from "./notices.js";
import { Paper } from "./paper.js";
import { optional, usePressing } from "./pressing.js";
import { PrintersDialog } from "./printers_dialog.js";
import { services, underDepartment } from "./services.js";
import { counterName, toService } from "./tickets.js";
import { Units } from "./units.js";
import { useView } from "./watching.js";

const READ_MS = 10000;

function Guide() {
  const tablet = useTablet();
  const { view, stale } = tablet;
  return html`
    <div class=${stale ? "guide stale" : "guide"}>
      <${Bar} title=${gettext("Nhân viên hướng dẫn")} detail=${page.centre.name} me=${guideExtra.guide}
        stale=${stale} onMenu=${() => tablet.setDialog({ name: "menu" })}
        away=${gettext("Máy chủ không trả lời. Danh sách là của lần cập nhật cuối: hãy in danh sách để gọi số bằng tay nếu chờ lâu.")} />
      <main>
        <${Work} tablet=${tablet} />
        <${Alarms} view=${view} stale=${stale} onService=${tablet.showService}
          onPrinter=${(at) => tablet.setDialog({ name: "printers", at })}
          onRun=${(run) => tablet.setDialog({ name: "run", run })}
          onTicket=${(ticket) => tablet.setDialog({ name: "ticket", ticket })}
          onTakeOn=${(subject) => tablet.send("take-on", { subject }, "/api/alarms/take-on")}
          onAsk=${(counter) => ask(tablet, counter)}
          onHelp=${(counter, what) => tablet.send(what, {}, `/api/help/${encodeURIComponent(counter)}/${what}`)} />
        <${Units} view=${view} chosen=${tablet.service} onService=${tablet.showService} />
      </main>
      <div class="said"><${Notice}
        notice=${within(tablet.dialog) ? null : tablet.notice} onClose=${() => tablet.setNotice(null)} /></div>
      ${openDialog(tablet)}
      <${Paper} view=${view} stale=${stale} />
    </div>`;
}

/**
 * Says whether a dialog shows the notice itself: it stays open after a press.
 * @param {Opened | null} dialog
 */
function within(dialog) {
  return dialog !== null && dialog.name === "printers";
}

/** All of the page's state, and what can be done with it. */
function useTablet() {
  const [dialog, setDialog] = useState(/** @type {Opened | null} */ (null));
  const [notice, setNotice] = useState(/** @type {Message | null} */ (null));
  const [tab, setTab] = useState(/** @type {GuideTab} */ ("waiting"));
  const [service, setService] = useState(/** @type {string | null} */ (null));
  const [typed, setTyped] = useState("");
  const open = useRef(dialog);
  open.current = dialog;
  /** @type {[GuideView, boolean]} */
  const [view, stale] = useView(() => open.current === null && typed === "", { namespace: "/guide" });
  const directory = useDirectory(typed !== "" || dialog !== null);
  const search = useMemo(() => searchOver(directory, services(view.open_services)), [directory, view.open_services.join()]);
  const { pending, send } = usePressing({ base: "/api", onNotice: setNotice, onDone: () => {} });
  // A message that asks for nothing and offers nothing leaves the list free again; a refusal stays until it is read.
  useEffect(() => {
    if (notice === null || notice.kind !== "information" || notice.onUndo) {
      return undefined;
    }
    const timer = setTimeout(() => setNotice(null), READ_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const tell = (/** @type {string} */ text, /** @type {(() => void) | undefined} */ onUndo = undefined) =>
    setNotice({ kind: "information", text, at: serverNow(), onUndo });
  const newest = useNewest(dialog, view, stale);
  useEffect(() => {
    if (newest !== null && dialog !== null && isImpossible(dialog, newest)) {
      setDialog({ name: "ticket", ticket: newest });
    }
  }, [newest, dialog]);
  return {
    view, stale, newest, dialog, setDialog, notice, setNotice, tab, setTab, service, setService, typed, setTyped,
    pending, send, tell, search,
    showService: (/** @type {string | null} */ code) => { setService(code === service ? null : code); setTyped(""); setTab("waiting"); },
  };
}

/** @param {Tablet} tablet */
function openDialog(tablet) {
  const { view, dialog, setDialog } = tablet;
  if (dialog === null) {
    return null;
  }
  const onClose = () => setDialog(null);
  const newest = /** @type {SomeRow} */ (tablet.newest);
  switch (dialog.name) {
    case "ticket":
      return html`<${TicketDialog} ticket=${newest} view=${view} asked=${dialog.asked} onClose=${onClose}
        onAction=${(name) => onAction(tablet, newest, name)} />`;
    case "move":
      return html`<${MoveDialog} ticket=${newest} view=${view} search=${tablet.search} onClose=${onClose}
        onMove=${(body) => move(tablet, newest, body)} />`;
    case "cancel":
      return html`<${CancelDialog} ticket=${newest} onClose=${onClose}
        onCancel=${(reason) => change(tablet, dialog.ticket, "cancel", optional(reason))} />`;
    case "issue":
      return html`<${IssueDialog} view=${view} search=${tablet.search} onClose=${onClose} onIssue=${(body) => issue(tablet, body)}
        onConfirm=${(said) => issue(tablet, { said }, "/api/bookings/confirm")} />`;
    case "issued":
      return html`<${IssuedDialog} answer=${dialog.answer} newest=${newest} view=${view} onClose=${onClose}
        onReprint=${() => onAction(tablet, newest, "reprint")} />`;
    case "printers":
      return html`<${PrintersDialog} view=${view} at=${dialog.at} stale=${tablet.stale} notice=${tablet.notice}
        onCare=${(id, command) => care(tablet, id, command)} onNotice=${() => tablet.setNotice(null)}
        onClose=${onClose} />`;
    case "run":
      return html`<${RunDialog} run=${dialog.run} view=${view} onClose=${onClose}
        onCancel=${(tickets) => cancelRun(tablet, tickets)} />`;
    case "paper":
      return html`<${PaperEntryDialog} view=${view} wrong=${dialog.wrong} onClose=${onClose}
        onEnter=${(entry) => enterPaper(tablet, entry)} />`;
    default:
      return html`<${GuideMenu} onClose=${onClose} onPaper=${() => setDialog({ name: "paper", wrong: "" })}
        onPrinters=${view.printers.length > 0
        ? () => setDialog({ name: "printers", at: null }) : null} />`;
  }
}

/**
 * @param {Tablet} tablet
 * @param {SomeRow} ticket
 * @param {string} name
 */
function onAction(tablet, ticket, name) {
  if (tablet.stale) {
    tablet.setDialog(null);
    tablet.tell(outOfTouch());
  } else if (name === "move" || name === "cancel") {
    tablet.setDialog({ name, ticket });
  } else if (name === "reprint") {
    reprint(tablet, ticket);
  } else {
    change(tablet, ticket, "restore");
  }
}

/**
 * @param {Tablet} tablet
 * @param {SomeRow} ticket
 * @param {string} command
 * @param {object} [body]
 */
async function change(tablet, ticket, command, body) {
  tablet.setDialog(null);
  const answer = await tablet.send(command, body, `/api/tickets/${encodeURIComponent(ticket.id)}/${command}`);
  if (answer !== null) {
    const { number, state, counter } = answer.ticket;
    /** @type {Record<string, string>} */
    const done = {
      cancel: gettext("Đã hủy số %(number)s.", { number }),
      restore: state === "serving"
        ? gettext("Số %(number)s được phục vụ tiếp tại quầy %(counter)s.", {
          number, counter: listCounters([counter || ""]),
        })
        : gettext("Số %(number)s đã vào lại hàng chờ.", { number }),
    };
    tablet.tell(done[command]);
  }
}

/**
 * Moves a number to the right service, and offers to move it back.
 * @param {Tablet} tablet
 * @param {SomeRow} ticket
 * @param {{ service: string, reason: string }} body
 */
async function move(tablet, ticket, body) {
  tablet.setDialog(null);
  const path = `/api/tickets/${encodeURIComponent(ticket.id)}/transfer`;
  const { number, service } = ticket;
  const back = async () => {
    const answer = await tablet.send("transfer", { service, reason: gettext("Hoàn tác") }, path);
    if (answer !== null) {
      tablet.tell(gettext("Đã hoàn tác: số %(number)s trở lại %(place)s.", { number, place: underDepartment(service) }));
    }
  };
  if (await tablet.send("transfer", body, path) !== null) {
    tablet.tell(gettext("Số %(number)s đã chuyển đến %(place)s.", {
      number, place: toService(body.service, underDepartment(body.service)),
    }), back);
  }
}

/**
 * Asks for another slip; the ticket stays open, for it says where the slip comes out, and whether.
 * @param {Tablet} tablet
 * @param {SomeRow} ticket
 */
async function reprint(tablet, ticket) {
  const asked = ticket.slip ? ticket.slip.copy : -1;
  const answer = await tablet.send("reprint", {}, `/api/tickets/${encodeURIComponent(ticket.id)}/reprint`);
  tablet.setDialog(answer === null ? null : { name: "ticket", ticket, asked });
}

/**
 * Asks a counter to serve those who wait for it: its officer reads so at once.
 * @param {Tablet} tablet
 * @param {string} counter
 */
async function ask(tablet, counter) {
  const answer = await tablet.send("ask", { counter }, "/api/alarms/ask");
  if (answer !== null) {
    tablet.tell(gettext("Đã nhắn %(counter)s.", { counter: counterName(counter).toLowerCase() }));
  }
}

/**
 * Looks after a printer's paper, or tries it; resolves to the answer, or to null.
 * @param {Tablet} tablet
 * @param {string} id
 * @param {string} command
 */
function care(tablet, id, command) {
  if (tablet.stale) {
    tablet.tell(outOfTouch());
    return null;
  }
  return tablet.send(command, {}, `/api/printers/${encodeURIComponent(id)}/${command}`);
}

/**
 * @param {Tablet} tablet
 * @param {object} body
 */
async function issue(tablet, body, address = "/api/tickets") {
  tablet.setDialog(null);
  /** @type {IssueAnswer | null} */
  const answer = await tablet.send("issue", body, address);
  if (answer !== null) {
    tablet.setDialog({ name: "issued", answer });
  }
}

guardTaps({ keys: true });
render(html`<${Guide} />`, /** @type {HTMLElement} */ (document.getElementById("guide")));
