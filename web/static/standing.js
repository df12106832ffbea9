/** A device that stands in the hall and is touched by everybody: nothing opens, nothing darkens. */

/** @type {WakeLockSentinel | null} */
let lock = null;

/** Asks the browser to keep the screen lit; it gives this up whenever the page is hidden. */
async function stayLit() {
  if (!navigator.wakeLock || document.visibilityState !== "visible" || (lock !== null && !lock.released)) {
    return; // plain http, or an old browser: the device's own settings keep it lit
  }
  try {
    lock = await navigator.wakeLock.request("screen");
  } catch (refused) {
    lock = null; // a battery that is nearly empty
  }
}

/** @param {Event} event */
function leaveAlone(event) {
  event.preventDefault();
}

/**
 * The browser's own zoom by wheel (a trackpad's pinch too) and by keys.
 * @param {WheelEvent | KeyboardEvent} event
 */
function leaveSize(event) {
  const keys = "key" in event && "+-=0".indexOf(event.key) < 0;
  if ((event.ctrlKey || event.metaKey) && !keys) {
    event.preventDefault();
  }
}

/** Keeps the screen lit and its size, and takes away the browser's menus: of a long press, of what is dragged. */
export function stand() {
  stayLit();
  document.addEventListener("visibilitychange", stayLit);
  document.addEventListener("pointerdown", stayLit);
  document.addEventListener("contextmenu", leaveAlone);
  document.addEventListener("dragstart", leaveAlone);
  document.addEventListener("wheel", leaveSize, { passive: false });
  document.addEventListener("keydown", leaveSize);
  document.addEventListener("gesturestart", leaveAlone);
}
