/**
 * A page of the staff that needs no more of its own: it is asked for anew when somebody comes back to it,
 * who may not be the one who left it; on paper it says when it was printed.
 */
import { serverNow } from "./page.js";
import { clockTime, dayName } from "./words.js";

/** @param {PageTransitionEvent} event */
async function askAgain({ persisted }) {
  if (!persisted) {
    forgetTyped();
    return;
  }
  document.body.inert = true;
  try {
    const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
    if (answer.status < 500) {
      location.reload();
      return;
    }
  } catch (unreachable) {
    // the page as it was is better than the browser's error page, where nothing can be sent either
  }
  document.body.inert = false;
}

/** Takes out what a browser puts back into the forms of a page that is gone back to: somebody else may read it. */
function forgetTyped() {
  const [way] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (way && way.type === "back_forward") {
    document.querySelectorAll("form").forEach((form) => form.reset());
  }
}

/** Says on paper when it was printed. */
function sayWhen() {
  for (const place of document.querySelectorAll("[data-printed]")) {
    const when = `${clockTime(serverNow())}, ${dayName(serverNow(), { year: "numeric" })}`;
    place.textContent = (place.getAttribute("data-printed") || "").replace("…", when);
  }
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
addEventListener("pageshow", askAgain);
addEventListener("beforeprint", sayWhen);
