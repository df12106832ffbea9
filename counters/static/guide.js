/** The guide's tablet: alarms, every number in the hall, and what can be done for its holder. */
/**
 * @typedef {ReturnType<typeof useTablet>} Tablet
 * @typedef {{ name: "ticket", ticket: SomeRow, asked?: number }
 *   | { name: "move" | "cancel", ticket: SomeRow } | { name: "issued", answer: IssueAnswer }
 *   | { name: "printers", at: string | null } | { name: "issue" } | { name: "menu" }
 *   | { name: "run", run: GuideRun }} Opened a dialog
 */
/** @import { GuideRow, GuideRun, GuideView } from "../guide_view_types.js" */
/** @import { IssueAnswer } from "../../web/view_types.js" */
/** @import { GuideTab, SomeRow } from "./guide_rows.js" */
/** @import { Message } from "./notices.js" */
import { keepScansOut } from "../web/scans.js";
import { guardTaps } from "../web/taps.js";
import { Icon, html, page, render, serverNow, useEffect, useNow, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Alarms } from "./alarm_list.js";
import { guideExtra } from "./extra.js";
import { Bar } from "./header.js";
import { IssueDialog, IssuedDialog } from "./guide_issue.js";
import { GuideMenu } from "./guide_menu.js";
import { TABS, fitting, stillHere, tabName } from "./guide_rows.js";
import { Tabs } from "./guide_tabs.js";
import { CancelDialog, MoveDialog, TicketDialog } from "./guide_ticket.js";
import { RunDialog, cancelRun } from "./run_dialog.js";
import { Tickets, useLookUp } from "./guide_tickets.js";
import { holds } from "./moments.js";
import { Notice } from "./notices.js";
import { Paper } from "./paper.js";
import { optional, usePressing } from "./pressing.js";
import { PrintersDialog } from "./printers_dialog.js";
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
        <${Alarms} view=${view} stale=${stale} onService=${tablet.showService}
          onPrinter=${(at) => tablet.setDialog({ name: "printers", at })}
          onRun=${(run) => tablet.setDialog({ name: "run", run })} />
        <${Work} tablet=${tablet} />
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
  return {
    view, stale, dialog, setDialog, notice, setNotice, tab, setTab, service, setService, typed, setTyped,
    pending, send, tell,
    showService: (/** @type {string | null} */ code) => { setService(code === service ? null : code); setTyped(""); setTab("waiting"); },
  };
}

/**
 * Finding, issuing, printing, and the list.
 * @param {{ tablet: Tablet }} props
 */
function Work({ tablet }) {
  const { view, stale, typed, setTyped, service, setService } = tablet;
  const now = useNow(1000);
  const gone = useLookUp(typed, view, stale);
  const here = stillHere(view, now);
  const seeking = typed.trim() !== "";
  const listed = seeking ? fitting(typed, here).concat(gone || []) : here.filter((ticket) => (
    TABS[tablet.tab].includes(ticket.state) && (service === null || ticket.service === service)));
  return html`
    <section class="work" aria-label=${gettext("Phiếu trong ngày")}>
      <div class="tools">
        <label class="seek"><span class="vh">${gettext("Tìm số thứ tự")}</span><${Icon} name="search" />
          <input type="search" value=${typed} placeholder=${gettext("Số, ví dụ D018")}
            autocomplete="off" autocapitalize="characters" enterkeyhint="search"
            onInput=${(event) => setTyped(event.target.value)} /></label>
        <button class="primary" data-action="issue" aria-disabled=${String(stale || !holds(view.issue, now))}
          onClick=${() => askToIssue(tablet)}>
          <${Icon} name="ticket" /><span>${gettext("Cấp số mới")}</span></button>
        <button class="plain" data-action="paper" onClick=${() => window.print()}>
          <${Icon} name="printer" /><span>${gettext("In danh sách")}</span></button>
      </div>
      ${!seeking && html`<${Tabs} tablet=${tablet} here=${here} />`}
      ${!seeking && service !== null && html`
        <p class="only"><span>${gettext("Chỉ xem: %(service)s", { service: names.service(service) })}</span>
          <button class="quiet" onClick=${() => setService(null)}>${gettext("Xem tất cả")}</button></p>`}
      <div class="rows" id="rows" role=${seeking ? "region" : "tabpanel"} tabindex="0"
        aria-label=${seeking ? gettext("Phiếu tìm thấy") : tabName(tablet.tab)}>
        <p class="vh" role="status">${seeking ? gettext("Tìm thấy %(n)s phiếu", { n: listed.length }) : ""}</p>
        <${Tickets} tickets=${listed} view=${view} nothing=${seeking ? notFound(gone === null) : nobody(tablet.tab)}
          onTicket=${(ticket) => tablet.setDialog({ name: "ticket", ticket })} />
      </div>
    </section>`;
}

/** @param {Tablet} tablet */
function askToIssue(tablet) {
  if (tablet.stale) {
    tablet.tell(outOfTouch());
  } else if (holds(tablet.view.issue, serverNow())) {
    tablet.setDialog({ name: "issue" });
  } else {
    tablet.tell(gettext("Ngày làm việc đã kết thúc."));
  }
}

/** @param {boolean} asking whether the server has not said yet */
function notFound(asking) {
  return asking ? gettext("Đang tìm…") : gettext("Hôm nay không có số này. Hãy xem lại phiếu, hoặc cấp số mới.");
}

/** @param {GuideTab} tab */
function nobody(tab) {
  return {
    waiting: gettext("Không có ai trong hàng chờ."), counter: gettext("Không có số nào ở quầy."),
    parked: gettext("Không có phiếu nào đang giữ lại."),
    missed: gettext("Không có số bị lỡ nào còn được chờ lại."),
  }[tab];
}

function outOfTouch() {
  return gettext("Đang kết nối lại, xin chờ.");
}

/** @param {Tablet} tablet */
function openDialog(tablet) {
  const { view, dialog, setDialog } = tablet;
  if (dialog === null) {
    return null;
  }
  const onClose = () => setDialog(null);
  /** The ticket as the view has it now. @type {(ticket: SomeRow) => SomeRow} */
  const newest = (ticket) => view.tickets.find((each) => each.id === ticket.id) || ticket;
  switch (dialog.name) {
    case "ticket":
      return html`<${TicketDialog} ticket=${newest(dialog.ticket)} view=${view} asked=${dialog.asked} onClose=${onClose}
        onAction=${(name) => onAction(tablet, newest(dialog.ticket), name)} />`;
    case "move":
      return html`<${MoveDialog} ticket=${newest(dialog.ticket)} view=${view} onClose=${onClose}
        onMove=${(body) => change(tablet, dialog.ticket, "transfer", body)} />`;
    case "cancel":
      return html`<${CancelDialog} ticket=${newest(dialog.ticket)} onClose=${onClose}
        onCancel=${(reason) => change(tablet, dialog.ticket, "cancel", optional(reason))} />`;
    case "issue":
      return html`<${IssueDialog} view=${view} onClose=${onClose} onIssue=${(body) => issue(tablet, body)} />`;
    case "issued":
      return html`<${IssuedDialog} answer=${dialog.answer} view=${view} onClose=${onClose}
        onReprint=${() => onAction(tablet, newest(dialog.answer.ticket), "reprint")} />`;
    case "printers":
      return html`<${PrintersDialog} view=${view} at=${dialog.at} stale=${tablet.stale} notice=${tablet.notice}
        onCare=${(id, command) => care(tablet, id, command)} onNotice=${() => tablet.setNotice(null)}
        onClose=${onClose} />`;
    case "run":
      return html`<${RunDialog} run=${dialog.run} view=${view} onClose=${onClose}
        onCancel=${(tickets) => cancelRun(tablet, tickets)} />`;
    default:
      return html`<${GuideMenu} onClose=${onClose} onPrinters=${view.printers.length > 0
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
    const { number, service, state, counter } = answer.ticket;
    /** @type {Record<string, string>} */
    const done = {
      transfer: gettext("Số %(number)s đã chuyển đến %(place)s.", { number, place: names.service(service) }),
      cancel: gettext("Đã hủy số %(number)s.", { number }),
      restore: state === "serving"
        ? gettext("Số %(number)s được phục vụ tiếp tại quầy %(counter)s.", {
          number, counter: names.counter(counter),
        })
        : gettext("Số %(number)s đã vào lại hàng chờ.", { number }),
    };
    tablet.tell(done[command]);
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
async function issue(tablet, body) {
  tablet.setDialog(null);
  /** @type {IssueAnswer | null} */
  const answer = await tablet.send("issue", body, "/api/tickets");
  if (answer !== null) {
    tablet.setDialog({ name: "issued", answer });
  }
}

guardTaps({ keys: true });
keepScansOut();
render(html`<${Guide} />`, /** @type {HTMLElement} */ (document.getElementById("guide")));
