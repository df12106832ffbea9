/** Asks the citizen who was just served, for as long as the server says; else the page shows its own part. */
/** @import { RatingExtra, RatingView } from "../view_types.js" */
import { page, serverNow } from "../web/page.js";
import { post } from "../web/post.js";
import { startAnew } from "../web/taps.js";
import { gettext } from "../web/words.js";

const THANKS_MS = 6000;
/** Nobody has touched a reason for so long: whoever was asked has gone. */
const REASONS_MS = 12000;
/** A language that was chosen while nobody was asked is left behind by then. */
const LANGUAGE_MS = 30000;
const { counter } = /** @type {RatingExtra} */ (page.extra);
/**
 * @type {{
 *   part: string, since: number, asked: boolean, ticket: RatingView["ticket"], until: number,
 *   thanks: number | undefined, sending: boolean, stale: boolean, rated: string | null,
 * }} `since`: when the part came; `asked`: whether somebody was asked since the page was loaded;
 *   `rated`: the ticket whose reasons are asked for
 */
const state = {
  part: "idle", since: performance.now(), asked: false, ticket: null, until: 0, thanks: undefined,
  sending: false, stale: true, rated: null,
};

/** @type {(selector: string) => NodeListOf<HTMLElement>} */
const all = (selector) => document.querySelectorAll(selector);

/**
 * Sets the text of the elements that fit the selector.
 * @param {string} selector
 * @param {string} text
 */
function write(selector, text) {
  all(selector).forEach((element) => { element.textContent = text; });
}

/** The next citizen finds the centre's first language again; without the server there is no page to turn to. */
function turnBack() {
  const wanted = new URLSearchParams(location.search);
  if (wanted.has("lang") && !state.stale) {
    wanted.delete("lang");
    location.replace(`${location.pathname}?${wanted}`);
  }
}

/** @param {string} part */
function show(part) {
  if (state.part !== part) {
    state.part = part;
    state.since = performance.now();
  }
  const left = state.asked && part === "idle";
  if (left || (part === "idle" && performance.now() - state.since > LANGUAGE_MS)) {
    turnBack();
  }
  state.asked = state.asked || part === "ask";
  document.body.classList.toggle("asks", part !== "idle");
  all("[data-part]").forEach((section) => {
    section.hidden = section.dataset.part !== part;
  });
}

/** @param {string} text */
function say(text) {
  write("[data-said]", text);
}

function draw() {
  if (state.sending) {
    return; // the view without the ticket may be here before the answer to the press
  }
  const asking = state.ticket !== null && serverNow() < state.until;
  if (asking && state.ticket !== null) {
    clearTimeout(state.thanks);
    state.thanks = undefined;
    sendReasons();
    write("[data-number]", state.ticket.number);
  }
  if (state.thanks === undefined) {
    show(asking ? "ask" : "idle");
  }
}

/** Rests again after a while; whoever is to be asked next does not wait for it. @param {number} ms */
function restIn(ms) {
  clearTimeout(state.thanks);
  state.thanks = setTimeout(() => {
    state.thanks = undefined;
    sendReasons();
    draw();
  }, ms);
}

/**
 * Thanks, and asks for reasons where there is something to mend: the rating itself is stored already.
 * @param {string | null} ticket whose reasons are asked for, null: nobody's
 */
function thank(ticket) {
  state.ticket = null;
  state.rated = ticket;
  all("[data-reason]").forEach((chip) => chip.setAttribute("aria-pressed", "false"));
  all("[data-reasons]").forEach((part) => { part.hidden = ticket === null; });
  restIn(ticket === null ? THANKS_MS : REASONS_MS);
  show("thanks");
}

/** Sends the reasons that were chosen, if any, once; nobody waits for the answer. */
function sendReasons() {
  const ticket = state.rated;
  const reasons = [...all("[data-reason][aria-pressed=true]")].map((chip) => chip.dataset.reason || "");
  state.rated = null;
  if (ticket !== null && reasons.length > 0) {
    post(`/api/counters/${counter}/explain-rating`, { ticket, reasons });
  }
}

/** @param {boolean} on */
function hold(on) {
  state.sending = on;
  all("[data-level]").forEach((button) => {
    /** @type {HTMLButtonElement} */ (button).disabled = on;
  });
}

/**
 * @param {{ id: string }} ticket
 * @param {string} level
 * @param {boolean} why whether the reasons for it are asked for
 */
async function rate(ticket, level, why) {
  say("");
  hold(true);
  const answer = await post(`/api/counters/${counter}/rate`, { ticket: ticket.id, level });
  hold(false);
  if (state.ticket !== null && state.ticket.id !== ticket.id) {
    draw(); // somebody else is asked by now
  } else if (answer.ok || answer.data.error === "already_rated") {
    thank(answer.ok && why ? ticket.id : null);
  } else {
    say(answer.data.message || gettext("Chưa gửi được. Mời Ông/Bà bấm lại."));
  }
}

all("[data-level]").forEach((button) => button.addEventListener("click", () => {
  if (state.ticket !== null) {
    rate(state.ticket, button.dataset.level || "", button.dataset.why !== undefined);
  }
}));
all("[data-reason]").forEach((chip) => chip.addEventListener("click", () => {
  chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
  restIn(REASONS_MS);
}));
all("[data-enough]").forEach((button) => button.addEventListener("click", () => {
  sendReasons();
  thank(null);
}));

/**
 * Takes whom the server asks about now, and says in the page whether the server is there.
 * @param {RatingView} view
 */
export function ask(view) {
  state.stale = false;
  const both = state.ticket !== null && view.ticket !== null;
  const known = state.ticket !== null && view.ticket !== null && state.ticket.id === view.ticket.id;
  state.ticket = view.ticket;
  state.until = view.until === null ? 0 : Date.parse(view.until);
  draw();
  if (!known) {
    say("");
    startAnew(); // the same faces ask somebody else
    if (document.activeElement instanceof HTMLElement) {
      document.activeElement.blur();
    }
  }
  if (both && !known) {
    turnBack();
  }
}

/** Out of touch the page says so and keeps its language. @param {boolean} stale */
export function showStale(stale) {
  state.stale = stale;
  document.body.classList.toggle("stale", stale);
  write("[data-away]", stale ? gettext("Đang kết nối lại") : "");
}

setInterval(draw, 500);
