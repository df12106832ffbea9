/**
 * Presses for a number. Each has a key of its own, which ends with its page: whoever comes next never
 * gets the number of the one before. A press whose answer did not come before its page was left, or
 * loaded anew, is given up: the server cancels what it gave, unless the slip is out already.
 */
/** @typedef {{ tab: string, at: number }} Press in which tab, and when by this device's clock (ms) */
import { freshKey, postOnce, recall, remember } from "../web/screen.js";

const STORE = "presses";
const TAB = "tab";
const ANSWER_MS = 4000;
const AGAIN_MS = 3000;
/** A tab that is still there has the answer to its press by then. */
const GONE_MS = 60000;

const tab = recall(sessionStorage, TAB) || freshKey();
remember(sessionStorage, TAB, tab);

/** The keys of the present page. @type {Set<string>} */
const open = new Set();
let giving = false;

/** @returns {Record<string, Press>} */
function readAll() {
  return recall(localStorage, STORE) || {};
}

/**
 * @param {string} key
 * @param {Press | null} press
 */
function write(key, press) {
  const all = readAll();
  delete all[key];
  if (press !== null) {
    all[key] = press;
  }
  remember(localStorage, STORE, Object.keys(all).length === 0 ? null : all);
}

/** Returns the key of a new press. */
export function beginPress() {
  const key = freshKey();
  open.add(key);
  write(key, { tab, at: Date.now() });
  return key;
}

/**
 * Notes the HTTP status that answered a press. With 0, or a fault of the server, nobody knows yet what
 * became of it.
 * @param {string} key
 * @param {number} status
 */
export function notePress(key, status) {
  if (status !== 0 && status < 500) {
    open.delete(key);
    write(key, null);
  }
}

/** The page is left: what was pressed on it and is not answered is given up. */
export function leavePresses() {
  open.clear();
  giveUp();
}

/** Returns the keys whose page is gone, also of a tab that did not come back. */
function findLeft() {
  const all = readAll();
  return Object.keys(all).filter((key) => !open.has(key)
    && (all[key].tab === tab || Math.abs(Date.now() - all[key].at) > GONE_MS));
}

async function giveUp() {
  const [key] = findLeft();
  if (giving || key === undefined) {
    return;
  }
  giving = true;
  const answer = await postOnce("/api/tickets/give-up", {}, ANSWER_MS, key);
  giving = false;
  if (answer !== null && answer.status < 500) {
    write(key, null);
    giveUp();
  }
}

/** Gives up what an earlier page or a lost tab has left, now and whenever the server is there again. */
export function keepGivingUp() {
  giveUp();
  setInterval(giveUp, AGAIN_MS);
}
