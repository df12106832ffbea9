/** The console: what the officer sees, what is chosen, and which dialog is open. */
import {
  html, page, readBlock, recall, remember, serverNow, useEffect, useMemo, useRef, useState,
} from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Acts, MainButton } from "./actions.js";
import { Card } from "./card.js";
import { takenFrom } from "./commands.js";
import { controls } from "./controls.js";
import { CallDialog, MenuDialog, ParkDialog, PauseDialog } from "./dialogs.js";
import { FindDialog } from "./finder.js";
import { Header } from "./header.js";
import { HelpDialog } from "./help.js";
import { Lists, stillMissed } from "./lists.js";
import { Notice, UndoBar } from "./notices.js";
import { PracticeBand, PracticeOver } from "./practice.js";
import { API, usePressing } from "./pressing.js";
import { Today } from "./today.js";
import { TransferDialog } from "./transfer.js";
import { useArrivals, useKeys, useOutcome, useTitle, useView } from "./watching.js";

const LETTERS = "counter-letters";

/** Where the views come from: the counter itself, or the officer's own practice. */
function source() {
  const { namespace, query } = page.extra;
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
    <div class=${`console${off ? " stale" : ""}${page.extra.practice ? " practice" : ""}`}>
      <${Header} view=${view} stale=${stale} taken=${desk.taken} onMenu=${() => act("menu")} />
      ${page.extra.practice && html`<${PracticeBand} steps=${view.practice.steps} />`}
      <main>
        <section class="serve" aria-label=${gettext("Lượt đang phục vụ")}>
          ${still.card}
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
 */
function useStill(desk) {
  const { view, outcome, tab } = desk;
  const newest = useRef(desk);
  newest.current = desk;
  const card = useMemo(() => html`
    <${Card} view=${view} outcome=${outcome} onOutcome=${(code) => newest.current.chooseOutcome(code)}
      onAction=${(action) => newest.current.controls.act(action)} />`, [view, outcome]);
  const lists = useMemo(() => html`
    <${Lists} view=${view} tab=${tab} onTab=${desk.setTab}
      onTicket=${(list, ticket) => newest.current.controls.onTicket(list, ticket)} />`, [view, tab]);
  const today = useMemo(() => html`<${Today} view=${view} />`, [view]);
  return { card, lists, today };
}

/** All of the console's state, and what can be done with it. */
function useDesk() {
  const mainRef = useRef(null);
  const [dialog, setDialog] = useState(null);
  const [notice, setNotice] = useState(null);
  const [tab, setTab] = useState("waiting");
  const [letters, setLetters] = useState(() => recall(localStorage, LETTERS) !== false);
  const open = useRef(null);
  open.current = dialog;
  const [ended, setEnded] = useState(false);
  const onEnd = page.extra.practice ? () => setEnded(true) : undefined;
  const [view, stale] = useView(() => open.current === null, source(), onEnd);
  const [outcome, chooseOutcome] = useOutcome(view.current);
  const toMain = () => setTimeout(() => mainRef.current && mainRef.current.focus(), 0);
  const { pending, locked, send } = usePressing({
    base: `${API}/counters/${encodeURIComponent(view.counter.id)}`, onNotice: setNotice, onDone: toMain,
  });
  const taken = takenFrom(view, page.extra.person);
  const desk = {
    view, stale, ended, taken, mainRef, toMain, pending, locked, send, outcome, chooseOutcome,
    dialog, setDialog, notice, setNotice, tab, setTab, letters,
    tell: (text) => setNotice({ kind: "information", text, at: Date.now() }),
    setLetters: (on) => { remember(localStorage, LETTERS, on); setLetters(on); },
  };
  desk.controls = controls(desk);
  useKeys(desk.controls.act, mainRef, letters);
  useTitle(view, useArrivals(view));
  useEffect(toMain, []);
  return desk;
}

/** The dialog that is open. One about the citizen at the counter ends with the citizen's leaving. */
function openDialog(desk) {
  const { view, dialog } = desk;
  const onClose = () => { desk.setDialog(null); desk.toMain(); };
  const then = (run) => (given) => { desk.setDialog(null); run(given); };
  const { act, onTicket, pause, park, transfer, call } = desk.controls;
  switch (dialog.name) {
    case "pause":
      return html`<${PauseDialog} view=${view} onPause=${then(pause)} onClose=${onClose} />`;
    case "park":
      return view.current && html`<${ParkDialog} view=${view} onPark=${then(park)} onClose=${onClose} />`;
    case "transfer":
      return view.current
        && html`<${TransferDialog} view=${view} onTransfer=${then(transfer)} onClose=${onClose} />`;
    case "call":
      return html`<${CallDialog} view=${view} ticket=${dialog.ticket} onClose=${onClose}
        onCall=${then((reason) => call(dialog.ticket, reason))} />`;
    case "find":
      return html`<${FindDialog} view=${view} missed=${stillMissed(view, serverNow())}
        onTicket=${onTicket} onClose=${onClose} />`;
    case "help":
      return html`<${HelpDialog} letters=${desk.letters} onLetters=${desk.setLetters} onClose=${onClose}
        onPractice=${page.extra.practice ? null : () => act("practice")} />`;
    default:
      return html`<${MenuDialog} view=${view} onAction=${act} onClose=${onClose} />`;
  }
}
