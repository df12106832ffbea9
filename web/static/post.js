/** Commands: HTTP posts that may be repeated safely. */
/**
 * `data`: what the server answers, or what it says of a refusal; empty without an answer.
 * @template T
 * @typedef {{ ok: true, status: number, data: T }
 *   | { ok: false, status: number, data: Partial<RefusalAnswer> }} Answer
 */
/** @import { RefusalAnswer } from "../view_types.js" */
import { page, recall, remember } from "./page.js";

const TIMEOUTS_MS = [2000, 4000, 8000, 4000];
const REUSE_MS = 60000;
const STORE = "unanswered";

/** Returns a key that no other press has. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Returns a name for a press that says nothing of what was written in it: the browser keeps it.
 * @param {string} press
 */
function nameOf(press) {
  let [one, other] = [0x811c9dc5, 0x1b873593];
  for (let n = 0; n < press.length; n += 1) {
    one = Math.imul(one ^ press.charCodeAt(n), 0x01000193);
    other = Math.imul(other ^ press.charCodeAt(n), 0x85ebca6b);
  }
  return `${one >>> 0}-${other >>> 0}-${press.length}`;
}

/** @returns {Record<string, { key: string, at: number }>} */
function unanswered() {
  const all = recall(localStorage, STORE) || {};
  Object.keys(all).forEach((press) => {
    // A clock that was set back makes no press younger
    if (!(Math.abs(Date.now() - all[press].at) < REUSE_MS)) {
      delete all[press];
    }
  });
  return all;
}

/**
 * Returns the key for a press. The same press made again while nobody knows whether the first one
 * arrived (no answer yet, or the page was reloaded in between) carries the first one's key.
 * @param {string} press
 */
function keyFor(press) {
  const all = unanswered();
  const kept = all[press] ? all[press].key : freshKey();
  all[press] = { key: kept, at: Date.now() };
  remember(localStorage, STORE, all);
  return kept;
}

/** @param {string} press */
function forget(press) {
  const all = unanswered();
  delete all[press];
  remember(localStorage, STORE, all);
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * @param {string} path
 * @param {string} text
 * @param {string} key
 * @param {number} timeout
 * @returns {Promise<Answer<any> | null>}
 */
async function attempt(path, text, key, timeout) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    const response = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "Accept": "application/json",
        "Content-Type": "application/json",
        "Accept-Language": page.language,
        "Idempotency-Key": key,
        "X-CSRFToken": page.csrf,
      },
      body: text,
      signal: abort.signal,
    });
    const answer = await response.text();
    return { ok: response.ok, status: response.status, data: parsed(answer) };
  } catch (unreachable) {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} answer */
function parsed(answer) {
  try {
    return JSON.parse(answer);
  } catch (malformed) {
    return {};
  }
}

/**
 * Posts a command. Resolves to {ok, status, data}, never rejects: `data` is the answer, or for a
 * refusal {error, message, …}. Without an answer it repeats with the same key after 2, 4 and 8 s,
 * then resolves to {ok: false, status: 0, data: {}}. A caller with a key of its own (`own`) decides
 * itself how long that is the same press.
 * @param {string} path
 * @param {object} [body]
 * @param {string} [own]
 * @returns {Promise<Answer<any>>}
 */
export async function post(path, body, own) {
  const text = JSON.stringify(body === undefined ? {} : body);
  const press = nameOf(`${path} ${text}`);
  const key = own === undefined ? keyFor(press) : own;
  for (let tries = 0; tries < TIMEOUTS_MS.length; tries += 1) {
    const started = performance.now();
    const answer = await attempt(path, text, key, TIMEOUTS_MS[tries]);
    if (answer !== null) {
      if (own === undefined) {
        forget(press);
      }
      return answer;
    }
    if (tries < TIMEOUTS_MS.length - 1) {
      await pause(Math.max(0, TIMEOUTS_MS[tries] - (performance.now() - started)));
    }
  }
  return { ok: false, status: 0, data: {} };
}

/**
 * Posts once, without repeating; resolves to {ok, status, data}, or to null without an answer in time.
 * @param {string} path
 * @param {object} body
 * @param {number} timeout
 * @param {string} [key]
 */
export function postOnce(path, body, timeout, key = freshKey()) {
  return attempt(path, JSON.stringify(body), key, timeout);
}
