/** Keeps the page of one ticket up to date; the server has drawn it, and it works without this. */
/** @import { PhoneExtra, PhoneView } from "../view_types.js" */
import { fit } from "../web/fit.js";
import { page, recall, remember } from "../web/page.js";
import { guardTaps } from "../web/taps.js";
import { gettext } from "../web/words.js";
import { alertsOn, quiet, ring, switchAlerts } from "./alerts.js";
import { dressWhy } from "./why.js";
import { keepForms, onSent } from "./forms.js";
import { dressPush, pressPush } from "./push.js";
import { followTicket } from "./stream.js";

const { token, near, steps, streams } = /** @type {PhoneExtra} */ (page.extra);
const address = `/t/${token}`;
const FILED = "filed";
/**
 * @type {{
 *   search: string, shown: string | null, ahead: number | null, close: boolean | null,
 *   drawing: boolean, again: boolean, written: Map<string, string>, chosen: Set<string>,
 *   filed: string | null,
 * }}
 */
const state = {
  search: location.search, shown: null, ahead: null, close: null, drawing: false, again: false,
  written: new Map(), chosen: new Set(), filed: null,
};

const isFiled = () => new URLSearchParams(state.search).get("ask") === FILED;

/**
 * @param {string} name
 * @param {string | number} text
 */
function put(name, text) {
  const place = document.querySelector(`[data-show=${name}]`);
  if (place !== null) {
    place.textContent = String(text);
  }
}

/**
 * Says whether few enough are ahead to be told: while no counter is open nobody's turn comes.
 * @param {PhoneView} view
 */
function isClose(view) {
  return view.closeness !== null && view.closeness !== "far";
}

/**
 * What only a page drawn anew can show.
 * @param {PhoneView} view
 */
function kindOf(view) {
  const { state: name, times_called: calls, service } = view.ticket;
  const known = [view.closeness, view.ahead === 0, view.ahead !== null && view.ahead <= near, view.wait === null, view.late_min === null, view.no_counter, view.opens_at, view.back_at];
  return [name, calls, service, view.counter_label, view.rated, view.postpones, view.lapses_at, ...view.bulletins.map(({ id }) => id), ...known].join(" ");
}

/** What belongs to the device: its switch, the fitted number, the controls that need scripts. */
function dress() {
  document.querySelectorAll("[data-scripts]").forEach((part) => {
    /** @type {HTMLElement} */ (part).hidden = false;
  });
  const control = document.querySelector("[data-act=alerts]");
  if (control !== null) {
    control.setAttribute("aria-checked", String(alertsOn()));
  }
  dressFiled();
  dressPush();
  dressWhy();
  document.querySelectorAll(".no").forEach((number) => fit(/** @type {HTMLElement} */ (number)));
}

/** Shows the code of the complaint that was taken here: this tab alone knows it, and no address. */
function dressFiled() {
  const panel = document.getElementById("panel");
  const place = panel && panel.querySelector("[data-code]");
  if (panel && place && panel.hidden && state.filed !== null) {
    place.textContent = state.filed;
    panel.hidden = false;
  }
}

/**
 * Keeps the code for a reload, null forgets it.
 * @param {string | null} code
 */
function keepFiled(code) {
  state.filed = code;
  remember(sessionStorage, FILED, code && { address, code });
}

/** Keeps what somebody is writing while the page is drawn anew, even past a state without forms. */
function keepWritten() {
  document.querySelectorAll("textarea").forEach((field) => state.written.set(field.id, field.value));
  document.querySelectorAll("input:checked").forEach((field) => {
    state.chosen.add(/** @type {HTMLInputElement} */ (field).value);
  });
}

function writeAgain() {
  document.querySelectorAll("textarea").forEach((field) => {
    field.value = state.written.get(field.id) || "";
  });
  /** @type {NodeListOf<HTMLInputElement>} */
  const choices = document.querySelectorAll("input[type=radio], .why input");
  choices.forEach((field) => {
    field.checked = state.chosen.has(field.value);
  });
  state.chosen.clear();
}

async function fetched() {
  const answer = await fetch(address + state.search, { cache: "no-store", credentials: "same-origin" });
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/**
 * Replaces the ticket by what the server draws now; `open`: a panel was asked for, go there.
 * @param {boolean} [open]
 */
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
    const [here, drawn] = [document, fresh].map((each) => each.getElementById("ticket"));
    if (here === null || drawn === null) {
      throw new Error("an error page instead of the ticket");
    }
    here.replaceWith(drawn);
    dress();
    writeAgain();
    goTo(open);
  } catch (unreachableOrFailed) {
    state.shown = ""; // no view is like this: the next one tries again
  } finally {
    state.drawing = false;
  }
  if (state.again) {
    state.again = false;
    drawAnew(open);
  }
}

/** @param {boolean} open */
function goTo(open) {
  const panel = document.getElementById("panel");
  if (open && panel !== null) {
    panel.focus();
    panel.scrollIntoView();
  }
}

/** @param {string} search */
function open(search) {
  state.search = search;
  if (!isFiled()) {
    keepFiled(null);
  }
  history.replaceState(null, "", address + search);
  drawAnew(true);
}

/** @param {PhoneView} view */
function update(view) {
  const { ahead } = view;
  if (ahead !== null) {
    put("ahead", ahead);
    document.title = `(${ahead}) ${view.ticket.number}`;
    document.querySelectorAll(".line i:not(.me)").forEach((place, n) => {
      place.classList.toggle("d", steps - n > ahead);
    });
  }
  if (view.wait !== null) {
    put("wait", `${view.wait.low_min}–${view.wait.high_min}`);
  }
  put("calling", view.calling || "");
  document.querySelectorAll("[data-calling]").forEach((place) => {
    /** @type {HTMLElement} */ (place).hidden = view.calling === null;
  });
}

/**
 * Rings when the moment comes, not because the page was opened in that moment.
 * @param {PhoneView} view
 * @param {boolean | null} before
 */
function tell(view, before) {
  const { state: name } = view.ticket;
  if (name === "called" && state.shown !== null && kindOf(view) !== state.shown) {
    ring("called");
  } else if (before === false && isClose(view)) {
    ring("near");
  }
}

/** @param {PhoneView} view */
function onView(view) {
  const kind = kindOf(view);
  const before = state.ahead;
  tell(view, state.close);
  const movedBack = before !== null && view.ahead !== null && view.ahead > before;
  const changed = state.shown !== null && (kind !== state.shown || movedBack);
  state.shown = kind;
  state.ahead = view.ahead;
  state.close = view.ahead === null ? null : isClose(view);
  update(view);
  if (changed) {
    drawAnew();
  }
}

/** @param {boolean} stale */
function onStale(stale) {
  document.body.classList.toggle("stale", stale);
  document.querySelectorAll("[data-offline]").forEach((place) => {
    place.textContent = stale ? gettext("Đang kết nối lại, xin nghe loa") : "";
  });
}

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  /** @type {HTMLAnchorElement | null} */
  const link = target.closest("#ticket a");
  /** @type {HTMLElement | null} */
  const control = target.closest("[data-act]");
  if (link !== null && link.pathname === address) {
    event.preventDefault();
    open(link.search);
  } else if (control !== null && control.dataset.act === "alerts") {
    control.setAttribute("aria-checked", String(switchAlerts()));
  } else if (control !== null && control.closest("[data-push]") !== null) {
    pressPush(/** @type {HTMLButtonElement} */ (control));
  } else if (control !== null) {
    quiet();
    /** @type {HTMLElement} */ (control.parentNode).hidden = true;
  }
});
const filed = recall(sessionStorage, FILED);
keepFiled(isFiled() && filed && filed.address === address ? filed.code : null);
guardTaps({ keys: true });
keepForms();
onSent((form, answer) => {
  form.reset();
  const language = new URLSearchParams(state.search).get("lang");
  const wanted = new URLSearchParams();
  if (answer.code) {
    keepFiled(answer.code);
    wanted.set("ask", FILED);
  }
  if (language !== null) {
    wanted.set("lang", language);
  }
  open(wanted.toString() === "" ? "" : `?${wanted}`);
});
dress();
followTicket({
  address,
  streams,
  onView,
  onStale,
  mayReload: () => document.querySelector("#panel, textarea") === null,
  onGone: () => {
    onStale(false); // the day is over: the page says so, and there is nothing to follow
    drawAnew();
  },
});
