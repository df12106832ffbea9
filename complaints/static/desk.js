/** The staff's list of complaints: how many there are is kept up to date, what stands there is not. */
/** @import { DeskCounts } from "../view_types.js" */
import { follow } from "../web/follow.js";
import { readBlock } from "../web/page.js";

/** @type {DeskCounts} */
const drawn = readBlock("view");

/**
 * @param {string} mark
 * @param {boolean} shown
 */
function show(mark, shown) {
  for (const notice of document.querySelectorAll(`[data-${mark}]`)) {
    notice.toggleAttribute("hidden", !shown);
  }
}

/** @param {DeskCounts} view */
function count(view) {
  const now = { overdue: view.overdue, received: view.received, assigned: view.assigned, open: view.received + view.assigned };
  for (const [name, n] of Object.entries(now)) {
    const place = document.querySelector(`[data-count="${name}"]`);
    if (place) {
      place.textContent = String(n);
      place.classList.toggle("bad", name === "overdue" && n > 0);
    }
  }
  show("changed", view.overdue !== drawn.overdue || view.received !== drawn.received || view.assigned !== drawn.assigned);
}

/** Somebody may be writing an answer: nothing takes the page away under it. */
function mayReload() {
  return ![...document.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
}

follow({ namespace: "/complaints", onView: count, onStale: (stale) => show("offline", stale), mayReload });
