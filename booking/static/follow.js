/** Keeps a booking's page true without leaving it; without scripts the page loads itself anew. */
const POLL_MS = 15000;
const away = /** @type {HTMLElement} */ (document.querySelector("[data-away]"));

/** @param {string} text */
function draw(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const [now, then] = [document, page].map((each) => each.querySelector("[data-live]"));
  if (now === null || then === null || then.querySelector(".book-digits") === null) {
    location.reload();
  } else if (now.textContent !== then.textContent) {
    now.replaceWith(document.adoptNode(then));
  }
  away.hidden = true;
}

function look() {
  fetch(location.href, { cache: "no-store" }).then((answer) => {
    if (answer.redirected) {
      location.assign(answer.url);
      return null;
    }
    return answer.ok || answer.status === 404 ? answer.text().then(draw) : Promise.reject(new Error(`${answer.status}`));
  }).catch(() => {
    away.hidden = false;
  });
}

setInterval(look, POLL_MS);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    look();
  }
});
