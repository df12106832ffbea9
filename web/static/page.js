/** What came with the page: its JSON blocks and the server's clock. */
/** @import { PageBlock } from "../view_types.js" */

/**
 * Returns the parsed JSON block with this id, or null when the page has none.
 * @param {string} id
 * @param {Document} [from]
 */
export function readBlock(id, from = document) {
  const block = from.getElementById(id);
  return block === null ? null : JSON.parse(block.textContent || "");
}

const NO_CATALOGUE = {
  digest: "", departments: {}, services: {}, counters: {}, floors: {}, zones: {},
  priorities: {}, outcomes: {}, pause_reasons: {}, call_reasons: {},
};

const NO_CENTRE = { name: "", city: "", motto: "", phone: "", time_zone: "Asia/Ho_Chi_Minh" };

/**
 * The block `page`, or what stands for it where a page has none.
 * @type {PageBlock}
 */
export const page = Object.assign({
  language: "vi", locale: "vi-VN", language_names: {}, csrf: "", screen: "", asset_base: "", at: "", settle_ms: 0, websocket_only: false,
  catalogue: NO_CATALOGUE, centre: NO_CENTRE, extra: {},
}, readBlock("page"));

// performance.now() keeps going when somebody sets the device's clock.
const clock = { at: page.at === "" ? Date.now() : Date.parse(page.at), mark: performance.now() };

/** Returns the present moment on the server's clock (ms since 1970), whatever the device believes. */
export function serverNow() {
  return clock.at + performance.now() - clock.mark;
}

/**
 * Sets the clock by a time the server has just sent (ISO 8601).
 * @param {string} at
 */
export function setClock(at) {
  const moment = Date.parse(at);
  if (!Number.isNaN(moment)) {
    clock.at = moment;
    clock.mark = performance.now();
  }
}

/**
 * Returns what is stored under the name, or null; storage that is switched off counts as empty.
 * @param {Storage} storage
 * @param {string} name
 */
export function recall(storage, name) {
  try {
    return JSON.parse(storage.getItem(name) || "null");
  } catch (unreadable) {
    return null;
  }
}

/**
 * Stores a value as JSON, null removes it; storage that is full or switched off is no reason to fail.
 * @param {Storage} storage
 * @param {string} name
 * @param {unknown} value
 */
export function remember(storage, name, value) {
  try {
    if (value === null) {
      storage.removeItem(name);
    } else {
      storage.setItem(name, JSON.stringify(value));
    }
  } catch (full) {
    // the page works without it, it only forgets on a reload
  }
}
