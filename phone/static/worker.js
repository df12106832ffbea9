/** Shows what the centre's server says of a number while its page is closed. */
/**
 * What the worker uses of its browser, which the checker's own list of pages does not name.
 * @typedef {{ url: string, focus: () => Promise<unknown> }} OpenPage
 * @typedef {{
 *   data: { json: () => any } | null, notification: { close: () => void, data: string },
 *   waitUntil: (work: Promise<unknown>) => void,
 * }} PushMessage
 * @typedef {{
 *   addEventListener: (kind: string, listener: (event: PushMessage) => void) => void,
 *   registration: { showNotification: (title: string, options: object) => Promise<void> },
 *   clients: {
 *     matchAll: (which: object) => Promise<OpenPage[]>, openWindow: (url: string) => Promise<unknown>,
 *   },
 * }} PushWorker
 */
const worker = /** @type {PushWorker} */ (/** @type {unknown} */ (self));
const PATTERNS = { near: [200, 120, 200], called: [500, 200, 500, 200, 500] };

worker.addEventListener("push", (event) => {
  if (event.data === null) {
    return;
  }
  const { title, body, lang, tag, kind, url } = event.data.json();
  const options = {
    body, lang, tag, renotify: true, requireInteraction: kind === "called",
    vibrate: PATTERNS[/** @type {"near" | "called"} */ (kind)], data: url,
  };
  event.waitUntil(worker.registration.showNotification(title, options));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data));
});

/**
 * Shows the number's page where it is open, or else opens it.
 * @param {string} url
 */
async function show(url) {
  const pages = await worker.clients.matchAll({ type: "window" });
  const open = pages.find((page) => new URL(page.url).pathname === url);
  return open ? open.focus() : worker.clients.openWindow(url);
}
