/** The display on a counter: its number and how it stands; below that, the question of whoever was just served. */
/** @import { CounterDisplayExtra, CounterDisplayView } from "../view_types.js" */
import { follow } from "../web/follow.js";
import { page, serverNow } from "../web/page.js";
import { stand } from "../web/standing.js";
import { guardTaps } from "../web/taps.js";
import { clockTime, gettext } from "../web/words.js";
import { ask, showStale } from "./asking.js";

const extra = /** @type {CounterDisplayExtra} */ (page.extra);
/** A display that nobody can touch asks nothing. */
const rates = extra.rates && !matchMedia("(any-pointer: none)").matches;
/** @type {{ view: CounterDisplayView | null, drawn: string }} `drawn`: the call that is shown */
const state = { view: null, drawn: "" };

/** @type {(selector: string) => HTMLElement} */
const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/**
 * @param {string} selector
 * @param {string} text nothing hides it
 */
function write(selector, text) {
  const element = find(selector);
  if (element.textContent !== text) {
    element.textContent = text;
  }
  element.hidden = text === "";
}

/**
 * What stands above and below the number, or in its place.
 * @param {CounterDisplayView} view
 * @returns {{ above: string, large: string, below: string }}
 */
function describe(view) {
  const number = view.number || "";
  switch (view.standing) {
    case "calling":
      return { above: gettext("Mời số"), large: number, below: gettext("Mời Ông/Bà đến quầy này") };
    case "serving":
      return { above: gettext("Đang phục vụ số"), large: number, below: "" };
    case "free":
      return { above: "", large: gettext("Mời Ông/Bà chờ gọi số"), below: "" };
    case "paused":
      return { above: "", large: gettext("Quầy tạm nghỉ"), below: backAt(view.back_at) };
    default:
      return { above: "", large: gettext("Quầy đang đóng"), below: gettext("Mời Ông/Bà xem màn hình sảnh") };
  }
}

/** A time that is over is none. @param {string | null} at */
function backAt(at) {
  const back = at === null ? 0 : Date.parse(at);
  return back > serverNow()
    ? gettext("Trở lại lúc %(time)s", { time: clockTime(back) }) : gettext("Mời Ông/Bà xem màn hình sảnh");
}

/** @param {CounterDisplayView} view */
function describePriority(view) {
  if (!view.priority) {
    return "";
  }
  return view.standing === "calling" ? gettext("Lượt ưu tiên") : gettext("Đang phục vụ người ưu tiên");
}

function draw() {
  const { view } = state;
  if (view === null) {
    return;
  }
  const { above, large, below } = describe(view);
  const english = view.standing === "calling" && view.language === "en" && page.language !== "en";
  const desk = find("[data-desk]");
  desk.className = `desk ${view.standing}${view.number === null ? " words" : ""}`;
  write("[data-above]", above);
  write("[data-large]", large);
  write("[data-below]", below);
  write("[data-english]", english ? extra.english : "");
  write("[data-priority]", describePriority(view));
  desk.dataset.seqOfView = String(view.seq);
  pulse(view, desk);
}

/**
 * A new call, or the same called again, begins with three slow pulses of the colour.
 * @param {CounterDisplayView} view
 * @param {HTMLElement} desk
 */
function pulse(view, desk) {
  const call = view.standing === "calling" ? `${view.number} ${view.times_called}` : "";
  if (call !== state.drawn) {
    state.drawn = call;
    desk.style.animationName = "none";
    void desk.offsetWidth; // else the browser joins both changes, and nothing begins anew
    desk.style.animationName = "";
  }
}

follow({
  namespace: "/counter-display",
  query: { counter: extra.counter },
  onView(/** @type {CounterDisplayView} */ view) {
    state.view = view;
    draw();
    ask(rates ? view : { ...view, ticket: null, until: null });
  },
  onStale: showStale,
});
setInterval(draw, 1000);
stand();
guardTaps({ keys: true });
