/** Sends the page's forms without leaving the page; without scripts they are sent as they are. */
/** @import { ActionAnswer } from "../view_types.js" */
/** @import { Answer } from "../web/post.js" */
import { post } from "../web/post.js";
import { gettext } from "../web/words.js";

const NUMBERS = ["places", "seen"];
const PENDING_MS = 300;

/** @type {HTMLButtonElement | null} */
let pressed = null;
/** @type {(form: HTMLFormElement, answer: ActionAnswer) => void} */
let sent = () => {};

/**
 * Calls `done(form, answer)` after each action that was carried out.
 * @param {typeof sent} done
 */
export function onSent(done) {
  sent = done;
}

/** Takes over every form of the page, also of one drawn anew. */
export function keepForms() {
  document.addEventListener("click", (event) => {
    pressed = /** @type {Element} */ (event.target).closest("button[type=submit]");
  }, true);
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    send(/** @type {HTMLFormElement} */ (event.target));
  });
}

/** @param {HTMLFormElement} form */
function carried(form) {
  /** @type {Record<string, FormDataEntryValue | number | FormDataEntryValue[]>} */
  const fields = {};
  const data = new FormData(form);
  const carry = (/** @type {FormDataEntryValue} */ text, /** @type {string} */ name) => {
    if (name === "why") {
      fields.reasons = data.getAll("why");
    } else if (name !== "key" && name !== "" && text !== "") {
      fields[name] = NUMBERS.includes(name) ? Number(text) : text;
    }
  };
  data.forEach(carry);
  if (pressed !== null && pressed.form === form) {
    carry(pressed.value, pressed.name);
  }
  return fields;
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const fields = carried(form);
  const buttons = form.querySelectorAll("button");
  const hold = (/** @type {boolean} */ on) => buttons.forEach((button) => {
    button.disabled = on;
  });
  const timer = setTimeout(() => form.classList.add("pending"), PENDING_MS);
  hold(true);
  /** @type {Answer<ActionAnswer>} */
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

/** @param {string} text */
function say(text) {
  /** @type {HTMLElement | null} */
  const place = document.querySelector("[data-said]");
  if (place !== null) {
    place.textContent = text;
    place.hidden = text === "";
    if (text !== "") {
      place.scrollIntoView({ block: "center" });
    }
  }
}
