/** The pages below /admin: they work without this; it tells of a lost connection and follows long work. */

const LOOK_MS = 1000;
const offline = document.querySelector("[data-offline]");

/** @param {boolean} lost */
function sayOffline(lost) {
  if (offline instanceof HTMLElement) {
    offline.hidden = !lost;
  }
}

/** Draws the part that long work changes anew, until nothing runs there any more. */
async function follow() {
  const live = document.querySelector("[data-live]");
  if (live === null || live.querySelector("[data-running]") === null) {
    return;
  }
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
    if (fresh !== null) {
      live.replaceWith(fresh);
    }
    sayOffline(false);
  } catch (unreachable) {
    sayOffline(true);
  }
  setTimeout(follow, LOOK_MS);
}

/**
 * Sends a form once; without a connection it stays as it was filled in.
 * @param {SubmitEvent} event
 */
async function send(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.sent === "true" || form.method !== "post") {
    return;
  }
  event.preventDefault();
  try {
    await fetch("/healthz", { cache: "no-store" });
  } catch (unreachable) {
    sayOffline(true);
    return;
  }
  form.dataset.sent = "true";
  form.requestSubmit(/** @type {HTMLElement | null} */ (event.submitter));
}

addEventListener("submit", send);
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));
addEventListener("online", () => sayOffline(false));
addEventListener("offline", () => sayOffline(true));
follow();
