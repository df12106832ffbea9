/** Keeps the page of one ticket up to date; the server has drawn it, and it works without this. */
import { follow } from "../web/follow.js";
import { page } from "../web/page.js";

const { token } = page.extra;
let shown = null;
let drawing = false;

function put(name, text) {
  const place = document.querySelector(`[data-show=${name}]`);
  if (place !== null) {
    place.textContent = text;
  }
}

function range(wait) {
  return `${wait.low_min}–${wait.high_min}`;
}

/** What only a page drawn anew can show. */
function kindOf(view) {
  const { state, times_called: calls, service } = view.ticket;
  return [state, calls, service, view.counter_label, view.wait === null].join(" ");
}

async function drawAnew() {
  if (drawing) {
    return;
  }
  drawing = true;
  try {
    const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = fresh.title;
    document.getElementById("ticket").replaceWith(fresh.getElementById("ticket"));
  } catch (unreachable) {
    shown = null; // the next view tries again
  } finally {
    drawing = false;
  }
}

function onView(view) {
  const kind = kindOf(view);
  const before = shown;
  shown = kind;
  if (before !== null && before !== kind) {
    drawAnew();
    return;
  }
  if (view.ahead !== null) {
    put("ahead", view.ahead);
    document.title = `(${view.ahead}) ${view.ticket.number}`;
  }
  if (view.wait !== null) {
    put("wait", range(view.wait));
  }
}

follow({
  namespace: "/phone",
  query: { ticket: token },
  onView,
  onStale: (stale) => document.body.classList.toggle("stale", stale),
});
