/** The lobby display: shows every call in turn, and says when it is out of touch. */
import { follow, html, page, readBlock, render, serverNow } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { advanced, opened, picture, received } from "./calls.js";
import { Counters, countersShown, partAt } from "./counters.js";
import { Foot, Top, noticesOf } from "./frame.js";
import { takingIn, withinHours } from "./hours.js";
import { BoardPanel, HeroPanel } from "./panel.js";
import { Closed, Stage } from "./stage.js";
import { mayBeHeard, obey } from "./voice.js";

const settings = page.extra;
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

const screen = { view: null, calls: null, stale: false, drawn: "" };

function onView(view) {
  screen.view = view;
  screen.calls = screen.calls === null ? opened(view) : received(screen.calls, view);
  draw();
  obey(view);
}

function onStale(stale) {
  screen.stale = stale;
  draw();
}

/** Says whether there is nothing to show but the hours: nobody is taken in and nobody is left. */
function isClosed(view, shown, now) {
  const busy = view.counters.some((counter) => counter.number !== null);
  const waiting = view.waiting.some((line) => line.count > 0);
  const calling = shown.fresh || screen.calls.waiting.length > 0;
  const asleep = view.counters.every((counter) => counter.state === "closed");
  const over = !takingIn(view.open, now) || (asleep && !withinHours(view.open, now));
  return over && !busy && !waiting && !calling;
}

function Hall({ view, shown, part, counters }) {
  const floors = new Set(view.counters.map((counter) => counter.floor)).size;
  const stage = html`<${Stage} call=${shown.call} fresh=${shown.fresh} counters=${view.counters} />`;
  if (settings.layout === "board") {
    return html`
      <main class="board">
        <h1 class="vh">${gettext("Số đang gọi và số tại các quầy")}</h1>
        <div class="side">${stage}<${BoardPanel} view=${view} shown=${shown} floors=${floors} /></div>
        <${Counters} counters=${counters} part=${part} call=${shown.call} fresh=${shown.fresh} />
      </main>`;
  }
  return html`
    <main class="hero">
      <h1 class="vh">${gettext("Số đang gọi")}</h1>
      ${stage}
      <${HeroPanel} view=${view} shown=${shown} floors=${floors} />
    </main>`;
}

function Display({ view, shown, stale }) {
  const now = serverNow().getTime();
  const counters = countersShown(view.counters);
  const { part, parts } = partAt(counters.length, now, settings.page_s);
  const closed = isClosed(view, shown, now);
  const paged = settings.layout === "board" && parts > 1 && !closed;
  // Two pixels this way and that every ten minutes: no edge burns itself into the panel.
  const shift = Math.floor(now / SHIFT_MS) % SHIFTS;
  return html`
    <div class=${`screen shift-${shift}${stale ? " stale" : ""}${closed ? " dark" : ""}`} data-seq-of-view=${view.seq}>
      <${Top} zone=${view.zone} sounds=${mayBeHeard(view)} part=${paged && `${part + 1}/${parts}`} />
      ${closed
        ? html`<main class="resting"><${Closed} open=${view.open} now=${now} /></main>`
        : html`<${Hall} view=${view} shown=${shown} part=${part} counters=${counters} />`}
      <${Foot} notices=${noticesOf({ view, now, fixed: page.centre.notices, closed })} seconds=${settings.notice_s} />
      ${stale && html`<p class="band" role="alert">${gettext("Đang kết nối lại, xin nghe loa")}</p>`}
    </div>`;
}

function draw() {
  const now = performance.now();
  screen.calls = advanced(screen.calls, now, pace);
  const shown = picture(screen.calls, now, pace);
  render(html`<${Display} view=${screen.view} shown=${shown} stale=${screen.stale} />`, root);
}

/** Draws again when a call has had its time or a second has passed; the clock ticks by itself. */
function tick() {
  const second = Math.floor(performance.now() / 1000);
  const due = advanced(screen.calls, performance.now(), pace) !== screen.calls;
  if (due || second !== screen.drawn) {
    screen.drawn = second;
    draw();
  }
}

const root = document.getElementById("screen");
root.textContent = "";
if (readBlock("view") !== null) {
  follow({ namespace: "/display", query: { zone: settings.zone }, onView, onStale });
  setInterval(tick, TICK_MS);
  document.documentElement.setAttribute("data-ready", "yes");
}
