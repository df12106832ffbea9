/** Sends the page's forms without leaving the page; without scripts they are sent as they are. */
import { post } from "../web/post.js";
import { gettext } from "../web/words.js";

const NUMBERS = ["places", "minutes"];
const PENDING_MS = 300;

let pressed = null;
let sent = () => {};

/** Calls `done(form, answer)` after each wish that was carried out. */
export function onSent(done) {
  sent = done;
}

/** Takes over every form of the page, also of one drawn anew. */
export function keepForms() {
  document.addEventListener("click", (event) => {
    pressed = event.target.closest("button[type=submit]");
  }, true);
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target);
  });
}

function carried(form) {
  const fields = {};
  new FormData(form).forEach((text, name) => {
    if (name !== "key" && text !== "") {
      fields[name] = text;
    }
  });
  if (pressed !== null && pressed.form === form && pressed.name !== "") {
    fields[pressed.name] = NUMBERS.includes(pressed.name) ? Number(pressed.value) : pressed.value;
  }
  return fields;
}

async function send(form) {
  const fields = carried(form);
  const buttons = form.querySelectorAll("button");
  const hold = (on) => buttons.forEach((button) => {
    button.disabled = on;
  });
  const timer = setTimeout(() => form.classList.add("pending"), PENDING_MS);
  hold(true);
  const answer = await post(new URL(form.action).pathname, fields);
  clearTimeout(timer);
  form.classList.remove("pending");
  hold(false);
  if (answer.ok) {
    say("");
    sent(form, answer.data);
  } else {
    say(answer.data.message
      || gettext("Chưa gửi được vì mất kết nối. Mời Ông/Bà thử lại sau giây lát."));
  }
}

function say(text) {
  const place = document.querySelector("[data-said]");
  if (place !== null) {
    place.textContent = text;
    place.hidden = text === "";
    if (text !== "") {
      place.scrollIntoView({ block: "center" });
    }
  }
}
