/** The guide's tablet: alarms, every number in the hall, and what can be done for its holder. */
import { Icon, html, page, render, serverNow, useEffect, useNow, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Alarms } from "./alarms.js";
import { Bar } from "./header.js";
import { IssueDialog, IssuedDialog } from "./guide_issue.js";
import { GuideMenu } from "./guide_menu.js";
import { CancelDialog, MoveDialog, TicketDialog } from "./guide_ticket.js";
import { TABS, Tickets, fitting, stillHere, tabName, useLookUp } from "./guide_tickets.js";
import { Notice } from "./notices.js";
import { optional } from "./controls.js";
import { Paper } from "./paper.js";
import { usePressing } from "./pressing.js";
import { PrintersDialog } from "./printers_dialog.js";
import { Units } from "./units.js";
import { useView } from "./watching.js";

const READ_MS = 10000;

function Guide() {
  const tablet = useTablet();
  const { view, stale } = tablet;
  return html`
    <div class=${stale ? "guide stale" : "guide"}>
      <${Bar} title=${gettext("Nhân viên hướng dẫn")} detail=${page.centre.name} me=${page.extra.guide}
        stale=${stale} onMenu=${() => tablet.setDialog({ name: "menu" })}
        away=${gettext("Máy chủ không trả lời. Danh sách là của lần cập nhật cuối: hãy in danh sách để gọi số bằng tay nếu chờ lâu.")} />
      <main>
        <${Alarms} view=${view} stale=${stale} onService=${tablet.showService}
          onPrinter=${(at) => tablet.setDialog({ name: "printers", at })} />
        <${Work} tablet=${tablet} />
        <${Units} view=${view} chosen=${tablet.service} onService=${tablet.showService} />
      </main>
      <div class="said"><${Notice}
        notice=${within(tablet.dialog) ? null : tablet.notice} onClose=${() => tablet.setNotice(null)} /></div>
      ${tablet.dialog !== null && openDialog(tablet)}
      <${Paper} view=${view} stale=${stale} />
    </div>`;
}

/** Says whether a dialog shows the notice itself: it stays open after a press. */
function within(dialog) {
  return dialog !== null && dialog.name === "printers";
}

/** All of the page's state, and what can be done with it. */
function useTablet() {
  const [dialog, setDialog] = useState(null);
  const [notice, setNotice] = useState(null);
  const [tab, setTab] = useState("waiting");
  const [service, setService] = useState(null);
  const [typed, setTyped] = useState("");
  const open = useRef(null);
  open.current = dialog;
  const [view, stale] = useView(() => open.current === null && typed === "", { namespace: "/guide" });
  const { pending, send } = usePressing({ base: "/api", onNotice: setNotice, onDone: () => {} });
  // A message that asks for nothing leaves the list free again; a refusal stays until it is read.
  useEffect(() => {
    const timer = notice && notice.kind === "information" && setTimeout(() => setNotice(null), READ_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const tell = (text) => setNotice({ kind: "information", text, at: serverNow().getTime() });
  return {
    view, stale, dialog, setDialog, notice, setNotice, tab, setTab, service, setService, typed, setTyped,
    pending, send, tell,
    showService: (code) => { setService(code === service ? null : code); setTyped(""); setTab("waiting"); },
  };
}

/** Finding, issuing, printing, and the list. */
function Work({ tablet }) {
  const { view, stale, typed, setTyped, service, setService } = tablet;
  const now = useNow(1000);
  const gone = useLookUp(typed, view, stale);
  const here = stillHere(view, now);
  const seeking = typed.trim() !== "";
  const listed = seeking ? fitting(typed, here).concat(gone) : here.filter((ticket) => (
    TABS[tablet.tab].includes(ticket.state) && (service === null || ticket.service === service)));
  return html`
    <section class="work" aria-label=${gettext("Phiếu trong ngày")}>
      <div class="tools">
        <label class="seek"><span class="vh">${gettext("Tìm số thứ tự")}</span><${Icon} name="search" />
          <input type="search" value=${typed} placeholder=${gettext("Số, ví dụ D018")}
            autocomplete="off" autocapitalize="characters" enterkeyhint="search"
            onInput=${(event) => setTyped(event.target.value)} /></label>
        <button class="primary" data-action="issue" aria-disabled=${String(stale)}
          onClick=${() => (stale ? tablet.tell(outOfTouch()) : tablet.setDialog({ name: "issue" }))}>
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
        <${Tickets} tickets=${listed} view=${view} nothing=${seeking ? notFound() : nobody(tablet.tab)}
          onTicket=${(ticket) => tablet.setDialog({ name: "ticket", ticket })} />
      </div>
    </section>`;
}

function Tabs({ tablet, here }) {
  const all = Object.keys(TABS);
  const step = (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) {
      const next = all[(all.indexOf(tablet.tab) + by + all.length) % all.length];
      tablet.setTab(next);
      document.getElementById(`tab-${next}`).focus();
    }
  };
  const there = here.filter((ticket) => tablet.service === null || ticket.service === tablet.service);
  return html`
    <div class="tabs" role="tablist" aria-label=${gettext("Phiếu trong ngày")}>
      ${all.map((tab) => html`
        <button key=${tab} role="tab" id=${`tab-${tab}`} aria-controls="rows" onKeyDown=${step}
          aria-selected=${String(tab === tablet.tab)} tabindex=${tab === tablet.tab ? 0 : -1}
          onClick=${() => tablet.setTab(tab)}>${tabName(tab)}${" "}<span class="num">${
            there.filter((ticket) => TABS[tab].includes(ticket.state)).length}</span></button>`)}
    </div>`;
}

function notFound() {
  return gettext("Hôm nay không có số này. Hãy xem lại phiếu, hoặc cấp số mới.");
}

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

function openDialog(tablet) {
  const { view, dialog, setDialog } = tablet;
  const onClose = () => setDialog(null);
  const known = dialog.ticket || (dialog.answer && dialog.answer.ticket);
  const newest = known && (view.tickets.find((each) => each.id === known.id) || known);
  const act = (name) => () => onAction(tablet, newest, name);
  switch (dialog.name) {
    case "ticket":
      return html`<${TicketDialog} ticket=${newest} view=${view} asked=${dialog.asked} onClose=${onClose}
        onAction=${(name) => act(name)()} />`;
    case "move":
      return html`<${MoveDialog} ticket=${newest} onClose=${onClose}
        onMove=${(body) => change(tablet, newest, "transfer", body)} />`;
    case "cancel":
      return html`<${CancelDialog} ticket=${newest} onClose=${onClose}
        onCancel=${(reason) => change(tablet, newest, "cancel", optional(reason))} />`;
    case "issue":
      return html`<${IssueDialog} view=${view} onClose=${onClose} onIssue=${(body) => issue(tablet, body)} />`;
    case "issued":
      return html`<${IssuedDialog} answer=${dialog.answer} view=${view} onClose=${onClose}
        onReprint=${() => onAction(tablet, newest, "reprint")} />`;
    case "printers":
      return html`<${PrintersDialog} view=${view} at=${dialog.at} stale=${tablet.stale} notice=${tablet.notice}
        onCare=${(id, command) => care(tablet, id, command)} onNotice=${() => tablet.setNotice(null)}
        onClose=${onClose} />`;
    default:
      return html`<${GuideMenu} onClose=${onClose} onPrinters=${view.printers.length > 0
        ? () => setDialog({ name: "printers", at: null }) : null} />`;
  }
}

function onAction(tablet, ticket, name) {
  if (tablet.stale) {
    tablet.setDialog(null);
    tablet.tell(outOfTouch());
  } else if (name === "move" || name === "cancel") {
    tablet.setDialog({ name, ticket });
  } else if (name === "reprint") {
    reprint(tablet, ticket);
  } else {
    change(tablet, ticket, name);
  }
}

async function change(tablet, ticket, command, body) {
  tablet.setDialog(null);
  const answer = await tablet.send(command, body, `/api/tickets/${encodeURIComponent(ticket.id)}/${command}`);
  if (answer !== null) {
    const { number, service } = answer.ticket;
    tablet.tell({
      transfer: gettext("Số %(number)s đã chuyển đến %(place)s.", { number, place: names.service(service) }),
      cancel: gettext("Đã hủy số %(number)s.", { number }),
      restore: gettext("Số %(number)s đã vào lại hàng chờ.", { number }),
    }[command]);
  }
}

/** Asks for another slip; the ticket stays open, for it says where the slip comes out, and whether. */
async function reprint(tablet, ticket) {
  const asked = ticket.slip ? ticket.slip.copy : -1;
  const answer = await tablet.send("reprint", {}, `/api/tickets/${encodeURIComponent(ticket.id)}/reprint`);
  tablet.setDialog(answer === null ? null : { name: "ticket", ticket, asked });
}

/** Looks after a printer's paper, or tries it; resolves to the answer, or to null. */
function care(tablet, id, command) {
  if (tablet.stale) {
    tablet.tell(outOfTouch());
    return null;
  }
  return tablet.send(command, {}, `/api/printers/${encodeURIComponent(id)}/${command}`);
}

async function issue(tablet, body) {
  tablet.setDialog(null);
  const answer = await tablet.send("issue", body, "/api/tickets");
  if (answer !== null) {
    tablet.setDialog({ name: "issued", answer });
  }
}

render(html`<${Guide} />`, document.getElementById("guide"));
