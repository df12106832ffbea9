/** The lobby display: shows every call in turn, and says when it is out of touch. */
/** @typedef {ReturnType<typeof picture>} Picture what is drawn of the calls */
/** @import { BoardView, DisplayExtra } from "../view_types.js" */
/** @import { Calls } from "./calls.js" */
import { follow, html, page, readBlock, render, serverNow } from "../web/screen.js";
import { stand } from "../web/standing.js";
import { gettext } from "../web/words.js";
import { advanced, opened, picture, received } from "./calls.js";
import { BulletinBand } from "./bulletin_band.js";
import { Counters } from "./counters.js";
import { Foot, Top } from "./frame.js";
import { takingIn, withinHours } from "./hours.js";
import { noticesOf } from "./notices.js";
import { BoardPanel, HeroPanel } from "./panel.js";
import { countersShown, partAt, partWith } from "./parts.js";
import { Closed, Stage } from "./stage.js";
import { mayBeHeard, obey } from "./voice.js";

const settings = /** @type {DisplayExtra} */ (page.extra);
const pace = {
  hold: settings.hero_s * 1000,
  least: settings.hero_s * 250,
  rush: settings.hero_s * 3300,
  fresh: settings.bright_s * 1000,
  seen: 10000,
};
const TICK_MS = 100;
const SHIFT_MS = 600000;
const SHIFTS = 4;

/** @type {{ view: BoardView | null, calls: Calls | null, stale: boolean, drawn: number }} */
const screen = { view: null, calls: null, stale: false, drawn: -1 };

/** @param {BoardView} view */
function onView(view) {
  screen.view = view;
  screen.calls = screen.calls === null ? opened(view) : received(screen.calls, view);
  draw();
  obey(view);
}

/** @param {boolean} stale */
function onStale(stale) {
  screen.stale = stale;
  draw();
}

/**
 * Says whether there is nothing to show but the hours: nobody is taken in and nobody is left.
 * @param {BoardView} view
 * @param {Picture} shown
 * @param {Calls} calls
 * @param {number} now
 */
function isClosed(view, shown, calls, now) {
  const busy = view.counters.some((counter) => counter.number !== null);
  const waiting = view.waiting.some((line) => line.count > 0);
  const calling = shown.fresh || calls.waiting.length > 0;
  const asleep = view.counters.every((counter) => counter.state === "closed");
  const over = !takingIn(view.open, now) || (asleep && !withinHours(view.open, now));
  return over && !busy && !waiting && !calling;
}

/**
 * @param {{
 *   view: BoardView, shown: Picture, part: number,
 *   counters: BoardView["counters"],
 * }} props
 */
function Hall({ view, shown, part, counters }) {
  const floors = new Set(view.counters.map((counter) => counter.floor)).size;
  const stage = html`<${Stage} call=${shown.call} fresh=${shown.fresh} counters=${view.counters} served=${view.open.holders_served} />`;
  if (settings.layout === "board") {
    return html`
      <main class="board">
        <h1 class="vh">${gettext("Số đang gọi và số tại các quầy")}</h1>
        <div class="side">${stage}<${BoardPanel} view=${view} shown=${shown} floors=${floors} /></div>
        <${Counters} counters=${counters} part=${part} marked=${shown.marked} />
      </main>`;
  }
  return html`
    <main class="hero">
      <h1 class="vh">${gettext("Số đang gọi")}</h1>
      ${stage}
      <${HeroPanel} view=${view} shown=${shown} floors=${floors} />
    </main>`;
}

/** @param {{ view: BoardView, now: number, closed: boolean }} props */
function Below({ view, now, closed }) {
  return view.bulletins.length > 0
    ? html`<${BulletinBand} bulletins=${view.bulletins} seconds=${settings.notice_s} />`
    : html`<${Foot} notices=${noticesOf({ view, now, closed })} seconds=${settings.notice_s} nextUp=${closed ? [] : view.next_up} />`;
}

/** @param {{ view: BoardView, calls: Calls, shown: Picture, stale: boolean }} props */
function Display({ view, calls, shown, stale }) {
  const now = serverNow();
  const counters = countersShown(view.counters);
  const { part: turn, parts } = partAt(counters.length, now, settings.page_s);
  const part = shown.call !== null && shown.age < settings.page_s * 1000
    ? partWith(counters, shown.call.counter, turn) : turn;
  const closed = isClosed(view, shown, calls, now);
  const paged = settings.layout === "board" && parts > 1 && !closed;
  // Two pixels this way and that every ten minutes: no edge burns itself into the panel.
  const shift = Math.floor(now / SHIFT_MS) % SHIFTS;
  return html`
    <div class=${`screen shift-${shift}${stale ? " stale" : ""}${closed ? " dark" : ""}${view.bulletins.length > 0 ? " telling" : ""}`} data-seq-of-view=${view.seq}>
      <${Top} zone=${view.zone} sounds=${mayBeHeard(view)} part=${paged && `${part + 1}/${parts}`} />
      ${closed
        ? html`<main class="resting"><${Closed} open=${view.open} now=${now} /></main>`
        : html`<${Hall} view=${view} shown=${shown} part=${part} counters=${counters} />`}
      <${Below} view=${view} now=${now} closed=${closed} />
      ${stale && html`<p class="band" role="alert">${gettext("Đang kết nối lại, xin nghe loa")}</p>`}
    </div>`;
}

function draw() {
  const now = performance.now();
  if (screen.calls === null) {
    return;
  }
  const calls = screen.calls = advanced(screen.calls, now, pace);
  const shown = picture(calls, now, pace);
  render(html`<${Display} view=${screen.view} calls=${calls} shown=${shown} stale=${screen.stale} />`, root);
}

/** Draws again when a call has had its time or a second has passed; the clock ticks by itself. */
function tick() {
  const second = Math.floor(performance.now() / 1000);
  const due = screen.calls !== null && advanced(screen.calls, performance.now(), pace) !== screen.calls;
  if (due || second !== screen.drawn) {
    screen.drawn = second;
    draw();
  }
}

const root = /** @type {HTMLElement} */ (document.getElementById("screen"));
root.textContent = "";
stand();
if (readBlock("view") !== null) {
  follow({ namespace: "/display", query: { zone: settings.zone }, onView, onStale });
  setInterval(tick, TICK_MS);
  document.documentElement.setAttribute("data-ready", "yes");
}
