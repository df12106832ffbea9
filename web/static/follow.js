/** Live data: whole, numbered views from the server; says when the page is out of touch. */
import "./vendor/socket.io.min.js";
import { page, readBlock, recall, remember, serverNow, setClock } from "./page.js";

const CLOSED_MS = 2000;
const SILENT_MS = 8000;
const RELOAD_MS = 60000;
const RELOAD_AGAIN_MS = 300000;
const RELOADED = "reloaded";

/**
 * Follows one namespace and calls `onView(view)` with the view embedded in the page at once, then
 * with every newer one; `onStale(true | false)` when contact is lost or found again.
 * `mayReload()` false puts off a reload of the page (somebody is using it). `onRefused(code)`: the
 * server is there and does not let the page follow. `answerMs`: a view is answered within this time,
 * at random, so that thousands of phones do not all answer at once. Returns {stop}.
 */
export function follow({
  namespace, query = {}, onView, onStale = () => {}, mayReload = () => true, onRefused = () => {},
  answerMs = 0,
}) {
  const state = { seq: -1, stale: false, closedAt: performance.now(), heardAt: performance.now() };
  const socket = connect(namespace, query);
  const wish = reloading(mayReload);

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
    state.heardAt = performance.now();
    wish.forgetSilence();
    judge();
  }

  function judge() {
    const now = performance.now();
    const closed = state.closedAt !== null && now - state.closedAt >= CLOSED_MS;
    const silent = now - state.heardAt;
    const stale = closed || silent >= SILENT_MS;
    if (stale !== state.stale) {
      state.stale = stale;
      onStale(stale);
    }
    if (silent >= RELOAD_MS) {
      wish.because("silence", RELOAD_AGAIN_MS);
    }
  }

  socket.on("disconnect", () => {
    state.closedAt = performance.now();
  });
  socket.on("connect_error", (fault) => {
    if (!socket.active) {
      onRefused(fault.message);
    }
  });
  socket.on("view", (view) => {
    if (answerMs > 0) {
      setTimeout(() => socket.emit("seen", { seq: view.seq }), Math.random() * answerMs);
    } else {
      socket.emit("seen", { seq: view.seq });
    }
    show(view);
    state.closedAt = null;
    heard();
  });
  socket.on("beat", (beat) => {
    setClock(beat.at);
    // A socket that is open again may beat before its view is here: what is shown is old until then.
    if (state.closedAt === null) {
      heard();
    }
    // Numbers only grow: a server that is behind has another journal (restored, or a new demo).
    if (beat.seq < state.seq) {
      wish.because(`journal ${beat.seq}`, RELOAD_MS);
    }
  });

  const first = readBlock("view");
  if (first !== null) {
    show(first);
  }
  const timer = setInterval(judge, 250);
  return {
    stop() {
      clearInterval(timer);
      socket.close();
    },
  };
}

function connect(namespace, query) {
  const socket = self.io(namespace, {
    query,
    forceNew: true,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.5,
    timeout: 5000,
  });
  // The library gives up after a refusal and when the server closes the socket; a screen never does.
  const again = () => setTimeout(() => socket.connect(), 500 + Math.random() * 1500);
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") {
      again();
    }
  });
  socket.on("connect_error", () => {
    if (!socket.active) {
      again();
    }
  });
  return socket;
}

/** Reloads the page, but not again for the same reason too soon, and never onto an error page. */
function reloading(mayReload) {
  let asking = false;

  function soon(reason, pause) {
    const last = recall(sessionStorage, RELOADED);
    return last !== null && last.reason === reason && serverNow() - last.at < pause;
  }

  async function because(reason, pause) {
    if (asking || soon(reason, pause) || !mayReload()) {
      return;
    }
    asking = true;
    try {
      const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin" });
      if (answer.status < 500) {
        remember(sessionStorage, RELOADED, { reason, at: serverNow().getTime() });
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
