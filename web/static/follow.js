/** Live data: whole, numbered views from the server, by Socket.IO. */
/** @import { Beat } from "../view_types.js" */
import "./vendor/socket.io.min.js";
import { keepContact } from "./contact.js";
import { page } from "./page.js";

const AWAY = ["not_signed_in", "not_allowed"];

/**
 * Follows one namespace; `onView`, `onStale` and `mayReload` as `keepContact` has them.
 * `onRefused(code)`: the server is there and does not let the page follow. Returns {stop}.
 * @template {{ seq: number, catalogue?: string }} View
 * @param {{
 *   namespace: string, query?: Record<string, string>, onView: (view: View) => void,
 *   onStale?: (stale: boolean) => void, mayReload?: () => boolean,
 *   onRefused?: (code: string) => void,
 * }} wanted
 */
export function follow({ namespace, query = {}, onRefused = () => {}, ...wanted }) {
  const socket = connect(namespace, query);
  const contact = keepContact(Object.assign({ onSilence: renew }, wanted));

  function renew() {
    if (socket.connected) {
      socket.disconnect().connect();
    }
  }

  socket.on("disconnect", contact.lost);
  socket.on("connect_error", (fault) => {
    if (!socket.active) {
      onRefused(fault.message);
      if (AWAY.includes(fault.message)) {
        contact.displaced(); // a device with another place or none, somebody who has signed out elsewhere
      }
    }
  });
  socket.on("view", (/** @type {View} */ view) => {
    socket.emit("seen", { seq: view.seq });
    contact.view(view);
  });
  socket.on("beat", (/** @type {Beat} */ beat) => contact.beat(beat));
  socket.on("away", contact.away);
  return {
    stop() {
      contact.stop();
      socket.close();
    },
  };
}

/**
 * @param {string} namespace
 * @param {Record<string, string>} query
 */
function connect(namespace, query) {
  const socket = self.io(namespace, {
    query: Object.assign({ page: page.asset_base }, query),
    forceNew: true,
    // Of several processes each poll would meet another
    transports: page.websocket_only ? ["websocket"] : ["websocket", "polling"],
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
