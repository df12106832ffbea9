/** The console: what the officer sees, what is chosen, and which dialog is open. */
/** @import { CounterView, CurrentRow } from "../view_types.js" */
/** @typedef {ReturnType<typeof useDesk>} FullDesk */
/** @typedef {<T extends unknown[]>(run: (...given: T) => unknown) => (...given: T) => void} Then closes the dialog and goes on */
/** @typedef {{ onClose: () => void, then: Then }} Ends what ends a dialog */
/** @import { Again, Opened } from "./controls.js" */
/** @import { Tab } from "./lists.js" */
/** @import { Message } from "./notices.js" */
/** @import { Send } from "./pressing.js" */
import {
  html, readBlock, recall, remember, serverNow, useEffect, useMemo, useRef, useState,
} from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Acts, MainButton } from "./actions.js";
import { Countdown, usePresses } from "./auto_call.js";
import { Card } from "./card.js";
import { ABOUT_CITIZEN, nameCitizen, takenFrom } from "./commands.js";
import { controls } from "./controls.js";
import { MenuDialog, ParkDialog, PersonDialog, isPanel } from "./dialogs.js";
import { consoleExtra } from "./extra.js";
import { FindDialog } from "./finder.js";
import { HandOverDialog } from "./hand_over.js";
import { Header } from "./header.js";
import { HelpDialog } from "./help.js";
import { HelpCallDialog, useHelpCall } from "./help_call.js";
import { CloseDialog, PauseDialog } from "./leaving.js";
import { Lists } from "./lists.js";
import { NoShowDialog } from "./no_show.js";
import { Notice, UndoBar } from "./notices.js";
import { PracticeBand, PracticeOver } from "./practice.js";
import { API, usePressing } from "./pressing.js";
import { stillFinished, stillMissed } from "./tickets.js";
import { Today } from "./today.js";
import { UnsureDialog } from "./unsure.js";
import { useArrivals, useKeys, useOutcome, useTitle, useView } from "./watching.js";

const WITH_NOBODY = ["pause", "close", "walk-in", "by-number"]; // over once somebody is at the counter
const AGAIN_MS = 5000; // until what could not be fetched is asked for again
const LETTERS = "counter-letters";

/** Where the views come from: the counter itself, or the officer's own practice. */
function source() {
  const { namespace, query } = consoleExtra;
  return namespace
    ? { namespace, query } : { namespace: "/counters", query: { counter: readBlock("view").counter.id } };
}

export function Console() {
  const desk = useDesk();
  const { view, stale, pending, taken } = desk;
  const off = stale || taken;
  const { act } = desk.controls;
  const still = useStill(desk);
  return html`
    <div class=${`console${off ? " stale" : ""}${consoleExtra.practice ? " practice" : ""}`}>
      <${Header} view=${view} stale=${stale} taken=${desk.taken} onMenu=${() => act(isPanel() ? "person" : "menu")}
        onHelp=${() => desk.setDialog({ name: "help-call" })} />
      ${view.practice && html`<${PracticeBand} view=${view} steps=${view.practice.steps} />`}
      <main>
        <section class="serve" aria-label=${gettext("Lượt đang phục vụ")}>
          ${still.card}
          <${Countdown} view=${view} began=${desk.began} stale=${off} onHold=${() => act("hold-auto-call")} />
          <${Acts} view=${view} stale=${off} pending=${pending} onAction=${act} />
          <${MainButton} view=${view} stale=${off} taken=${taken} pending=${pending} locked=${desk.locked || pending !== null} mainRef=${desk.mainRef}
            onMain=${() => act("main")} />
        </section>
        <aside class="queue" aria-label=${gettext("Danh sách phiếu")}>
          ${still.lists}
          <div class="said">
            <${Notice} notice=${desk.notice} onClose=${() => desk.setNotice(null)} />
            <${UndoBar} undo=${view.undo} seconds=${view.limits.undo_s} pending=${pending === "undo"} onUndo=${() => act("undo")} />
          </div>
          ${still.today}
        </aside>
      </main>
      ${desk.ended ? html`<${PracticeOver} counter=${view.counter.id} />`
        : desk.dialog !== null && openDialog(desk)}
    </div>`;
}

/**
 * What a press does not change: the same nodes as before are not looked at again, so that the answer
 * to the press is not kept waiting by a hundred rows.
 * @param {FullDesk} desk
 */
function useStill(desk) {
  const { view, outcome, tab } = desk;
  const newest = useRef(desk);
  newest.current = desk;
  const card = useMemo(() => html`
    <${Card} view=${view} outcome=${outcome} onOutcome=${(code) => newest.current.chooseOutcome(code)}
      onAction=${(action) => newest.current.controls.act(action)} />`, [view, outcome]);
  const lists = useMemo(() => html`
    <${Lists} view=${view} tab=${tab} onTab=${desk.setTab} onNotice=${desk.setNotice}
      onAnswer=${() => newest.current.controls.act("answer")}
      onByNumber=${() => newest.current.controls.act("by-number")}
      onTicket=${(list, ticket) => newest.current.controls.onTicket(list, ticket)} />`, [view, tab]);
  const today = useMemo(() => html`<${Today} view=${view} />`, [view]);
  return { card, lists, today };
}

/**
 * Returns the dialogs that come later; null until they have come, which they do once the counter is open.
 * @param {boolean} wanted
 */
function useLater(wanted) {
  const [later, setLater] = useState(/** @type {typeof import("./later.js") | null} */ (null));
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (wanted && later === null) {
      import("./later.js").then(setLater, () => setTimeout(() => setTries(tries + 1), AGAIN_MS));
    }
  }, [wanted, tries]);
  return later;
}

/** All of the console's state, and what can be done with it. */
function useDesk() {
  const mainRef = useRef(/** @type {HTMLElement | null} */ (null));
  const [dialog, setDialog] = useState(/** @type {Opened | null} */ (null));
  const [notice, setNotice] = useState(/** @type {Message | null} */ (null));
  const [tab, setTab] = useState(/** @type {Tab} */ ("waiting"));
  const [letters, setLetters] = useState(() => recall(localStorage, LETTERS) !== false);
  const open = useRef(dialog);
  open.current = dialog;
  const [ended, setEnded] = useState(false);
  const onEnd = consoleExtra.practice ? () => setEnded(true) : undefined;
  /** @type {[CounterView, boolean]} */
  const [view, stale] = useView(() => open.current === null, source(), onEnd);
  const [outcome, chooseOutcome] = useOutcome(view.current);
  const toMain = () => setTimeout(() => mainRef.current && mainRef.current.focus(), 0);
  const base = `${API}/counters/${encodeURIComponent(view.counter.id)}`;
  const began = usePresses(view.auto_call, base);
  const { pending, locked, send: sendPlain } = usePressing({
    base, onNotice: setNotice, onDone: toMain,
  });
  /** @type {Send} */
  const send = (command, body, path, asks) => sendPlain(command, nameCitizen(command, body, view), path, asks);
  const help = useHelpCall(view.counter.id, setNotice);
  const later = useLater(view.counter.state === "open" || view.current !== null);
  const taken = takenFrom(view, consoleExtra.person);
  const desk = {
    view, stale, ended, taken, later, help, began, mainRef, toMain, pending, locked, send, outcome, chooseOutcome,
    dialog, setDialog, notice, setNotice, tab, setTab, letters,
    tell: (/** @type {string} */ text) => setNotice({ kind: "information", text, at: Date.now() }),
    setLetters: (/** @type {boolean} */ on) => { remember(localStorage, LETTERS, on); setLetters(on); },
  };
  const pressed = controls(desk);
  useKeys(pressed.act, mainRef, letters);
  useTitle(view, useArrivals(view));
  useEffect(() => { toMain(); }, []);
  useEffect(() => {
    if (dialog !== null && isOver(dialog, view)) {
      setDialog(null);
      desk.tell(whoChanged(dialog, view));
      toMain();
    }
  }, [dialog, view]);
  return Object.assign(desk, { controls: pressed });
}

/**
 * Says whether a dialog would end with somebody else than whom the officer saw at the counter, or is about
 * one who waits no more. Whoever leaves the counter finishes with that citizen first.
 * @param {Opened} dialog
 * @param {CounterView} view
 */
function isOver({ name, about, ticket }, { current, waiting }) {
  if (name === "call") {
    return !waiting.some(({ id }) => id === ticket?.id);
  }
  return [...ABOUT_CITIZEN, ...WITH_NOBODY].includes(name) && about?.id !== current?.id;
}

/**
 * @param {Opened} dialog
 * @param {CounterView} view
 */
function whoChanged({ about, ticket }, { current }) {
  if (ticket) {
    return gettext("Số %(number)s không còn trong hàng chờ của quầy này.", { number: ticket.number });
  }
  return about ? gettext("Số %(number)s không còn ở quầy này.", { number: about.number })
    : gettext("Quầy đang có số %(number)s.", { number: current ? current.number : "" });
}

/**
 * Dialogs about whoever works here, and what else is known here.
 * @type {Record<string, (desk: FullDesk, ends: Ends) => any>}
 */
const ABOUT_OFFICER = {
  "hand-over": ({ view, controls: { handOver } }, { onClose, then }) => html`
    <${HandOverDialog} view=${view} onHandOver=${then(handOver)} onClose=${onClose} />`,
  help: ({ letters, setLetters, controls: { act } }, { onClose }) => html`
    <${HelpDialog} letters=${letters} onLetters=${setLetters} onClose=${onClose}
      onPractice=${consoleExtra.practice ? null : () => act("practice")} />`,
  "help-call": ({ view, help }, { onClose, then }) => html`
    <${HelpCallDialog} view=${view} onCall=${then(help.call)} onEnd=${then(help.end)} onClose=${onClose} />`,
  person: ({ controls: { act } }, { onClose }) => html`<${PersonDialog} onAction=${act} onClose=${onClose} />`,
};

/**
 * The dialog that is open. One about the citizen at the counter ends with the citizen's leaving.
 * @param {FullDesk} desk
 */
function openDialog(desk) {
  const { view } = desk;
  const dialog = /** @type {Opened} */ (desk.dialog);
  const onClose = () => { desk.setDialog(null); desk.toMain(); };
  /** @type {Then} */
  const then = (run) => (...given) => { desk.setDialog(null); run(...given); };
  const { act, onTicket, answer, call } = desk.controls;
  const { name, ticket } = dialog;
  if (name in ABOUT_OFFICER) {
    return ABOUT_OFFICER[name](desk, { onClose, then });
  }
  if (ABOUT_CITIZEN.includes(name)) {
    return view.current && aboutCitizen(desk, dialog, view.current, { onClose, then });
  }
  if (WITH_NOBODY.includes(name)) {
    return withNobody(desk, dialog, { onClose, then });
  }
  switch (name) {
    case "answer":
      return html`<${UnsureDialog} view=${view} onAnswer=${then(answer)} onClose=${onClose} />`;
    case "call":
      return ticket && desk.later && html`<${desk.later.CallDialog} view=${view} ticket=${ticket} onClose=${onClose}
        onCall=${then((/** @type {string | null} */ reason) => call(ticket, reason))} />`;
    case "find":
      return html`<${FindDialog} view=${view} missed=${stillMissed(view, serverNow())}
        finished=${stillFinished(view, serverNow())} onTicket=${onTicket} onClose=${onClose} />`;
    default:
      return html`<${MenuDialog} view=${view} onAction=${act} onClose=${onClose} />`;
  }
}

/**
 * @param {FullDesk} desk
 * @param {Opened} dialog one of `ABOUT_CITIZEN`
 * @param {CurrentRow} current
 * @param {Ends} ends
 */
function aboutCitizen(desk, dialog, current, { onClose, then }) {
  const { view } = desk;
  if (isOver(dialog, view)) {
    return null;
  }
  const { park, transfer, noShow, deliver, again } = desk.controls;
  const { later } = desk;
  switch (dialog.name) {
    case "park":
      return html`<${ParkDialog} view=${view} onPark=${then(park)} onClose=${onClose} />`;
    case "deliver":
      return later && html`<${later.DeliverDialog} view=${view} current=${current} outcome=${desk.outcome}
        onDone=${then(deliver)} onClose=${onClose} />`;
    case "again":
      return dialog.again && later && html`<${later.AgainDialog} day=${dialog.again.day} onClose=${onClose}
        onAgain=${() => then(again)(/** @type {Again} */ (dialog.again))} />`;
    case "transfer":
      return later && html`<${later.TransferDialog} view=${view} onTransfer=${then(transfer)} onClose=${onClose} />`;
    default:
      return current.state === "called" && html`<${NoShowDialog} current=${current}
        letters=${desk.letters} onNoShow=${then(noShow)} onClose=${onClose} />`;
  }
}

/**
 * What ends with somebody's coming to the counter.
 * @param {FullDesk} desk
 * @param {Opened} dialog one of `WITH_NOBODY`
 * @param {Ends} ends
 */
function withNobody({ view, later, controls: { pause, close, walkIn, callNumber } }, dialog, { onClose, then }) {
  if (isOver(dialog, view)) {
    return null;
  }
  switch (dialog.name) {
    case "walk-in":
      return later && html`<${later.WalkInDialog} view=${view} onServe=${then(walkIn)} onClose=${onClose} />`;
    case "by-number":
      return later && html`<${later.ByNumberDialog} onCall=${then(callNumber)} onClose=${onClose} />`;
    case "close":
      return html`<${CloseDialog} view=${view} onLeave=${then(close)} onClose=${onClose} />`;
    default:
      return html`<${PauseDialog} view=${view} onPause=${then(pause)} onClose=${onClose} />`;
  }
}
