/** Follows a ticket: by a stream, and where that cannot be had by asking again and again. */
/** @import { PhoneView } from "../view_types.js" */
import { keepContact } from "../web/contact.js";

const SILENT_MS = 12000;
const ASK_MS = 3000;
const STREAM_AGAIN = 10;

/**
 * Follows the ticket at `address`; `onView`, `onStale` and `mayReload` as `keepContact` has them.
 * `streams`: whether the server has them. `onGone`: there is no such ticket any more; nothing is
 * asked after that.
 * @param {{
 *   address: string, streams: boolean, onView: (view: PhoneView) => void,
 *   onStale: (stale: boolean) => void, mayReload: () => boolean, onGone: () => void,
 * }} wanted
 */
export function followTicket({ address, streams, onGone, onView, onStale, mayReload }) {
  const contact = keepContact({ onView, onStale, mayReload });
  let asked = 0;
  let giveUp = () => {};
  let over = false;

  async function fetchView() {
    try {
      const answer = await fetch(`${address}/view`, { cache: "no-store", credentials: "same-origin" });
      if (answer.ok) {
        contact.view(await answer.json());
      } else if (answer.status === 404) {
        over = true;
        contact.stop();
        onGone();
      } else {
        contact.lost();
      }
    } catch (unreachable) {
      contact.lost();
    }
  }

  async function ask() {
    await fetchView();
    asked += 1;
    const next = streams && asked % STREAM_AGAIN === 0 ? listen : ask;
    if (!over) {
      setTimeout(next, ASK_MS * (0.8 + 0.4 * Math.random()));
    }
  }

  function listen() {
    const source = new EventSource(`${address}/stream`);
    /** @type {number | undefined} */
    let silence;
    giveUp = () => {
      giveUp = () => {};
      clearTimeout(silence);
      source.close();
      ask();
    };
    const wait = () => {
      clearTimeout(silence);
      silence = setTimeout(giveUp, SILENT_MS);
    };
    /** @type {(give: (told: any) => void) => (event: MessageEvent) => void} */
    const take = (give) => (event) => {
      wait();
      give(JSON.parse(event.data));
    };
    source.addEventListener("view", take(contact.view));
    source.addEventListener("beat", take(contact.beat));
    source.addEventListener("away", take(contact.away));
    source.addEventListener("error", () => {
      contact.lost();
      // The browser comes back by itself unless it was refused.
      if (source.readyState === EventSource.CLOSED) {
        giveUp();
      }
    });
    wait();
  }

  // A stream of before the page was kept aside may be dead and not say so.
  window.addEventListener("pageshow", ({ persisted }) => persisted && giveUp());
  if (streams && self.EventSource) {
    listen();
  } else {
    ask();
  }
}
