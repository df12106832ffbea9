/** Keeps the page of one ticket up to date; the server has drawn it, and it works without this. */
import { fit } from "../web/fit.js";
import { follow } from "../web/follow.js";
import { page } from "../web/page.js";
import { gettext } from "../web/words.js";
import { alertsOn, quiet, ring, switchAlerts } from "./alerts.js";
import { keepForms, onSent } from "./forms.js";

const { token, near, steps } = page.extra;
const address = `/t/${token}`;
const state = {
  search: location.search, shown: null, ahead: null, drawing: false, again: false,
  written: new Map(), chosen: new Set(),
};

function put(name, text) {
  const place = document.querySelector(`[data-show=${name}]`);
  if (place !== null) {
    place.textContent = text;
  }
}

/** What only a page drawn anew can show. */
function kindOf(view) {
  const { state: name, times_called: calls, service } = view.ticket;
  const close = view.ahead !== null && view.ahead <= near;
  const known = [view.wait === null, view.calling === null, view.late_min === null];
  return [name, calls, service, view.counter_label, view.rated, view.postpones, close, ...known].join(" ");
}

/** What belongs to the device: its switch, the fitted number, the controls that need scripts. */
function dress() {
  document.querySelectorAll("[data-scripts]").forEach((part) => {
    part.hidden = false;
  });
  const control = document.querySelector("[data-act=alerts]");
  if (control !== null) {
    control.setAttribute("aria-checked", String(alertsOn()));
  }
  document.querySelectorAll(".no").forEach(fit);
}

/** Keeps what somebody is writing while the page is drawn anew, even past a state without forms. */
function keepWritten() {
  document.querySelectorAll("textarea").forEach((field) => state.written.set(field.id, field.value));
  document.querySelectorAll("input:checked").forEach((field) => state.chosen.add(field.value));
}

function writeAgain() {
  document.querySelectorAll("textarea").forEach((field) => {
    field.value = state.written.get(field.id) || "";
  });
  document.querySelectorAll("input[type=radio]").forEach((field) => {
    field.checked = state.chosen.has(field.value);
  });
  state.chosen.clear();
}

async function fetched() {
  const answer = await fetch(address + state.search, { cache: "no-store", credentials: "same-origin" });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Replaces the ticket by what the server draws now; `open`: a panel was asked for, go there. */
async function drawAnew(open = false) {
  if (state.drawing) {
    state.again = true;
    return;
  }
  state.drawing = true;
  keepWritten();
  try {
    const fresh = await fetched();
    document.title = fresh.title;
    document.getElementById("ticket").replaceWith(fresh.getElementById("ticket"));
    dress();
    writeAgain();
    goTo(open);
  } catch (unreachable) {
    state.shown = ""; // no view is like this: the next one tries again
  } finally {
    state.drawing = false;
  }
  if (state.again) {
    state.again = false;
    drawAnew(open);
  }
}

function goTo(open) {
  const panel = document.getElementById("panel");
  if (open && panel !== null) {
    panel.focus();
    panel.scrollIntoView();
  }
}

function open(search) {
  state.search = search;
  history.replaceState(null, "", address + search);
  drawAnew(true);
}

function update(view) {
  if (view.ahead !== null) {
    put("ahead", view.ahead);
    document.title = `(${view.ahead}) ${view.ticket.number}`;
    document.querySelectorAll(".line i:not(.me)").forEach((place, n) => {
      place.classList.toggle("d", steps - n > view.ahead);
    });
  }
  if (view.wait !== null) {
    put("wait", `${view.wait.low_min}–${view.wait.high_min}`);
  }
  if (view.calling !== null) {
    put("calling", view.calling);
  }
}

/** Rings when the moment comes, not because the page was opened in that moment. */
function tell(view, before) {
  const { state: name } = view.ticket;
  if (name === "called" && state.shown !== null && kindOf(view) !== state.shown) {
    ring("called");
  } else if (before !== null && before > near && view.ahead !== null && view.ahead <= near) {
    ring("near");
  }
}

function onView(view) {
  const kind = kindOf(view);
  const before = state.ahead;
  tell(view, before);
  const movedBack = before !== null && view.ahead !== null && view.ahead > before;
  const changed = state.shown !== null && (kind !== state.shown || movedBack);
  state.shown = kind;
  state.ahead = view.ahead;
  update(view);
  if (changed) {
    drawAnew();
  }
}

function onStale(stale) {
  document.body.classList.toggle("stale", stale);
  document.querySelector("[data-offline]").textContent = stale
    ? gettext("Đang kết nối lại, xin nghe loa") : "";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#ticket a");
  const control = event.target.closest("[data-act]");
  if (link !== null && link.pathname === address) {
    event.preventDefault();
    open(link.search);
  } else if (control !== null && control.dataset.act === "alerts") {
    control.setAttribute("aria-checked", String(switchAlerts()));
  } else if (control !== null) {
    quiet();
    control.parentNode.hidden = true;
  }
});
keepForms();
onSent((form, answer) => {
  form.reset();
  const language = new URLSearchParams(state.search).get("lang");
  const wanted = new URLSearchParams();
  if (answer.code) {
    wanted.set("complaint", answer.code);
  }
  if (language !== null) {
    wanted.set("lang", language);
  }
  open(wanted.toString() === "" ? "" : `?${wanted}`);
});
dress();
const following = follow({
  namespace: "/phone",
  query: { ticket: token },
  answerMs: 3000,
  onView,
  onStale,
  mayReload: () => document.querySelector("#panel, textarea") === null,
  onRefused: (code) => {
    if (code === "unknown_ticket") {
      following.stop(); // the day is over: the page says so, and there is nothing to follow
      onStale(false);
      drawAnew();
    }
  },
});
