/** Asks the citizen who was just served, for as long as the server says; else rests. */
import { follow } from "../web/follow.js";
import { page, serverNow } from "../web/page.js";
import { post } from "../web/post.js";
import { gettext } from "../web/words.js";

const THANKS_MS = 6000;
const { counter } = page.extra;
const state = { part: "idle", ticket: null, until: 0, thanks: null, sending: false };

/** The next citizen finds the centre's first language again. */
function turnBack() {
  const wanted = new URLSearchParams(location.search);
  if (wanted.has("lang")) {
    wanted.delete("lang");
    location.replace(`${location.pathname}?${wanted}`);
  }
}

function show(part) {
  if (part === "idle" && state.part !== "idle") {
    turnBack();
  }
  state.part = part;
  document.querySelectorAll("[data-part]").forEach((section) => {
    section.hidden = section.dataset.part !== part;
  });
}

function say(text) {
  document.querySelector("[data-said]").textContent = text;
}

function draw() {
  if (state.sending) {
    return; // the view without the ticket may be here before the answer to the press
  }
  const asking = state.ticket !== null && serverNow().getTime() < state.until;
  if (asking) {
    clearTimeout(state.thanks);
    state.thanks = null;
    document.querySelector("[data-number]").textContent = state.ticket.number;
  }
  if (state.thanks === null) {
    show(asking ? "ask" : "idle");
  }
}

function thank() {
  state.ticket = null;
  state.thanks = setTimeout(() => {
    state.thanks = null;
    draw();
  }, THANKS_MS);
  show("thanks");
}

function hold(on) {
  state.sending = on;
  document.querySelectorAll("[data-level]").forEach((button) => {
    button.disabled = on;
  });
}

async function rate(level) {
  const { ticket } = state;
  say("");
  hold(true);
  const answer = await post(`/api/counters/${counter}/rate`, { ticket: ticket.id, level });
  hold(false);
  if (answer.ok || answer.data.error === "already_rated") {
    thank();
  } else {
    say(answer.data.message || gettext("Chưa gửi được. Mời Ông/Bà bấm lại."));
  }
}

document.querySelector(".faces").addEventListener("click", (event) => {
  const button = event.target.closest("[data-level]");
  if (button !== null && state.ticket !== null) {
    rate(button.dataset.level);
  }
});

follow({
  namespace: "/rating",
  query: { counter },
  onView(view) {
    const known = state.ticket !== null && view.ticket !== null && state.ticket.id === view.ticket.id;
    state.ticket = view.ticket;
    state.until = view.until === null ? 0 : Date.parse(view.until);
    if (!known) {
      say("");
    }
    draw();
  },
  onStale(stale) {
    document.body.classList.toggle("stale", stale);
    document.querySelector("[data-away]").textContent = stale ? gettext("Đang kết nối lại") : "";
  },
});
setInterval(draw, 500);
