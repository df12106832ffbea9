/** Asks the citizen who was just served, for as long as the server says; else rests. */
/** @import { RatingExtra, RatingView } from "../view_types.js" */
import { follow } from "../web/follow.js";
import { page, serverNow } from "../web/page.js";
import { post } from "../web/post.js";
import { stand } from "../web/standing.js";
import { guardTaps, startAnew } from "../web/taps.js";
import { gettext } from "../web/words.js";

const THANKS_MS = 6000;
/** A language that was chosen while nobody was asked is left behind by then. */
const LANGUAGE_MS = 30000;
const { counter } = /** @type {RatingExtra} */ (page.extra);
/**
 * @type {{
 *   part: string, since: number, asked: boolean, ticket: RatingView["ticket"], until: number,
 *   thanks: number | undefined, sending: boolean, stale: boolean,
 * }} `since`: when the part came; `asked`: whether somebody was asked since the page was loaded
 */
const state = {
  part: "idle", since: performance.now(), asked: false, ticket: null, until: 0, thanks: undefined,
  sending: false, stale: true,
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
    write("[data-number]", state.ticket.number);
  }
  if (state.thanks === undefined) {
    show(asking ? "ask" : "idle");
  }
}

function thank() {
  state.ticket = null;
  state.thanks = setTimeout(() => {
    state.thanks = undefined;
    draw();
  }, THANKS_MS);
  show("thanks");
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
 */
async function rate(ticket, level) {
  say("");
  hold(true);
  const answer = await post(`/api/counters/${counter}/rate`, { ticket: ticket.id, level });
  hold(false);
  if (state.ticket !== null && state.ticket.id !== ticket.id) {
    draw(); // somebody else is asked by now
  } else if (answer.ok || answer.data.error === "already_rated") {
    thank();
  } else {
    say(answer.data.message || gettext("Chưa gửi được. Mời Ông/Bà bấm lại."));
  }
}

all("[data-level]").forEach((button) => button.addEventListener("click", () => {
  if (state.ticket !== null) {
    rate(state.ticket, button.dataset.level || "");
  }
}));

follow({
  namespace: "/rating",
  query: { counter },
  onView(/** @type {RatingView} */ view) {
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
  },
  onStale(stale) {
    state.stale = stale;
    document.body.classList.toggle("stale", stale);
    write("[data-away]", stale ? gettext("Đang kết nối lại") : "");
  },
});
setInterval(draw, 500);
stand();
guardTaps({ keys: true });
