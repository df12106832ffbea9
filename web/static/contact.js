/** What a page knows of its contact: the number it shows, and whether the server is still there. */
/** @import { Beat } from "../view_types.js" */
import { page, readBlock, recall, remember, serverNow, setClock } from "./page.js";

const CLOSED_MS = 2000;
const SILENT_MS = 8000;
const RELOAD_MS = 60000;
const RELOAD_AGAIN_MS = 300000;
const RELOADED = "reloaded";

/**
 * Keeps watch over what comes, by whatever way: calls `onView(view)` with the view embedded in the
 * page at once, then with every one that is not older; `onStale(true | false)` when contact is lost
 * or found again. `mayReload()` false puts off a reload of the page (somebody is using it).
 * `onSilence`: the line looks open and says nothing, as after a sleep of the device: begin a new one.
 * @template {{ seq: number, catalogue?: string }} View
 * @param {{
 *   onView: (view: View) => void, onStale?: (stale: boolean) => void, mayReload?: () => boolean,
 *   onSilence?: () => void,
 * }} wanted
 */
export function keepContact({ onView, onStale = () => {}, mayReload = () => true, onSilence = () => {} }) {
  /** @type {{ seq: number, stale: boolean, closedAt: number | null, silent: boolean, away: boolean }} */
  const state = { seq: -1, stale: false, closedAt: performance.now(), silent: false, away: false };
  const silence = measureSilence();
  const wish = reloading(mayReload);

  /** @param {View} view */
  function show(view) {
    if (view.seq >= state.seq) {
      state.seq = view.seq;
      onView(view);
    }
    if (view.catalogue && view.catalogue !== page.catalogue.digest) {
      wish.because(`catalogue ${view.catalogue}`, RELOAD_AGAIN_MS);
    }
  }

  function heard() {
    silence.end();
    state.silent = false;
    wish.forgetSilence();
    judge();
  }

  function judge() {
    const now = performance.now();
    const closed = state.closedAt !== null && now - state.closedAt >= CLOSED_MS;
    const silent = silence.lasts();
    const stale = closed || silent >= SILENT_MS || state.away;
    if (silent >= SILENT_MS && !state.silent) {
      state.silent = true;
      onSilence();
    }
    if (stale !== state.stale) {
      state.stale = stale;
      onStale(stale);
    }
    if (silent >= RELOAD_MS) {
      wish.because("silence", RELOAD_AGAIN_MS);
    }
  }

  /**
   * Numbers only grow: a server that is behind has another journal (restored, or a new demo).
   * @param {number} seq
   */
  function compare(seq) {
    if (seq < state.seq) {
      wish.because(`journal ${seq}`, RELOAD_MS);
    }
  }

  const first = readBlock("view");
  if (first !== null) {
    show(first);
  }
  return {
    stop: judgeAgain(judge),
    /** @param {View} view */
    view(view) {
      compare(view.seq);
      show(view);
      state.closedAt = null;
      heard();
    },
    /** @param {Beat} beat */
    beat(beat) {
      setClock(beat.at);
      state.away = false;
      // A line that is open again may beat before its view is here: what is shown is old until then.
      if (state.closedAt === null) {
        heard();
      }
      compare(beat.seq);
    },
    /** The server is there and does not know what is so now, until the next beat. */
    away() {
      state.away = true;
      heard();
    },
    /** The line is broken, until the next view. */
    lost() {
      state.away = false; // who is found next says what it knows
      state.closedAt = state.closedAt === null ? performance.now() : state.closedAt;
    },
    /** The server lets this page follow no more: its address, loaded anew, says why. */
    displaced() {
      wish.because("displaced", RELOAD_MS);
    },
  };
}

/**
 * Calls `judge` now and then, and when the page is come back to; returns what ends that.
 * @param {() => void} judge
 */
function judgeAgain(judge) {
  const timer = setInterval(judge, 250);
  document.addEventListener("visibilitychange", judge);
  window.addEventListener("pageshow", judge);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", judge);
    window.removeEventListener("pageshow", judge);
  };
}

/**
 * How long nothing has been heard, in ms, by two clocks: the device's calendar goes on while the
 * device sleeps, and the other when somebody sets the calendar. A page that the browser kept aside
 * while another was looked at has heard nothing since.
 */
function measureSilence() {
  const last = { mark: performance.now(), day: Date.now(), aside: false };
  window.addEventListener("pagehide", () => {
    last.aside = true;
  });
  return {
    end() {
      Object.assign(last, { mark: performance.now(), day: Date.now(), aside: false });
    },
    lasts() {
      return last.aside ? Infinity : Math.max(performance.now() - last.mark, Date.now() - last.day);
    },
  };
}

/**
 * Reloads the page, but not again for the same reason too soon, and never onto an error page.
 * @param {() => boolean} mayReload
 */
function reloading(mayReload) {
  let asking = false;

  /**
   * @param {string} reason
   * @param {number} pause
   */
  function soon(reason, pause) {
    const last = recall(sessionStorage, RELOADED);
    return last !== null && last.reason === reason && Math.abs(serverNow() - last.at) < pause;
  }

  /**
   * @param {string} reason
   * @param {number} pause
   */
  async function because(reason, pause) {
    if (asking || soon(reason, pause) || !mayReload()) {
      return;
    }
    asking = true;
    try {
      const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
      if (answer.status < 500) {
        remember(sessionStorage, RELOADED, { reason, at: serverNow() });
        location.reload();
        return;
      }
    } catch (unreachable) {
      // the old page, marked as out of touch, is better than the browser's error page
    }
    setTimeout(() => {
      asking = false;
    }, 5000);
  }

  function forgetSilence() {
    const last = recall(sessionStorage, RELOADED);
    if (last !== null && last.reason === "silence") {
      remember(sessionStorage, RELOADED, null);
    }
  }

  return { because, forgetSilence };
}
