/**
 * Presses for a number. Each has a key of its own, which ends with its page: whoever comes next never
 * gets the number of the one before. A press whose answer did not come before its page was left, or
 * loaded anew, is given up: the server cancels what it gave, unless the slip is out already. Each key is
 * stored by itself, since a browser may show this kiosk in two tabs: neither gives up what the other asks.
 */
import { freshKey, postOnce, recall, remember } from "../web/screen.js";

const STORE = "press ";
const ANSWER_MS = 4000;
const AGAIN_MS = 3000;
/** A page that is still there has the answer to its press by then. */
const GONE_MS = 60000;
const LEFT = 0;

/** The keys of the present page. @type {Set<string>} */
const open = new Set();
let giving = false;

/**
 * @param {string} key
 * @param {number | null} at when it was pressed, by this device's clock (ms), LEFT when its page was left
 */
function write(key, at) {
  remember(localStorage, STORE + key, at);
}

/** Returns the key of a new press. */
export function beginPress() {
  const key = freshKey();
  open.add(key);
  write(key, Date.now());
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
  leave();
  giveUp();
}

function leave() {
  open.forEach((key) => write(key, LEFT));
  open.clear();
}

/** Returns the keys whose page was left, or has ended without a word. */
function findLeft() {
  return Object.keys(localStorage).filter((name) => name.startsWith(STORE))
    .map((name) => name.slice(STORE.length))
    .filter((key) => !open.has(key) && Math.abs(Date.now() - recall(localStorage, STORE + key)) > GONE_MS);
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

/** Gives up what an earlier page has left, now and whenever the server is there again. */
export function keepGivingUp() {
  window.addEventListener("pagehide", leave);
  giveUp();
  setInterval(giveUp, AGAIN_MS);
}
