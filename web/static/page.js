/** What came with the page: its JSON blocks and the server's clock. */

/** Returns the parsed JSON block with this id, or null when the page has none. */
export function readBlock(id) {
  const block = document.getElementById(id);
  return block === null ? null : JSON.parse(block.textContent);
}

const NO_CATALOGUE = {
  digest: "", departments: {}, services: {}, counters: {}, floors: {}, zones: {},
  priorities: {}, outcomes: {}, pause_reasons: {},
};

/** The block `page`: language, csrf, screen, asset_base, at, catalogue, centre, extra. */
export const page = Object.assign(
  { language: "vi", csrf: "", screen: "", asset_base: "", at: null, catalogue: NO_CATALOGUE },
  readBlock("page"),
);

// performance.now() keeps going when somebody sets the device's clock.
const clock = { at: page.at === null ? Date.now() : Date.parse(page.at), mark: performance.now() };

/** Returns the present moment on the server's clock, whatever the device believes. */
export function serverNow() {
  return new Date(clock.at + performance.now() - clock.mark);
}

/** Sets the clock by a time the server has just sent (ISO 8601). */
export function setClock(at) {
  const moment = Date.parse(at);
  if (!Number.isNaN(moment)) {
    clock.at = moment;
    clock.mark = performance.now();
  }
}

/** Returns what is stored under the name, or null; storage that is switched off counts as empty. */
export function recall(storage, name) {
  try {
    return JSON.parse(storage.getItem(name));
  } catch (unreadable) {
    return null;
  }
}

/** Stores a value as JSON, null removes it; storage that is full or switched off is no reason to fail. */
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
