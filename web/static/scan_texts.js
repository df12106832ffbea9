/** Whole scans as texts, for a page that wants what a hand scanner reads: `scans.js` still keeps every key out of it. */

/** A scan is over so long after its last fast key. */
export const QUIET_MS = 400;
/** All that is looked back at: more than a scan has before it is known. */
export const MOST_KEYS = 24;

/**
 * @typedef {{ take: (text: string) => void, onBroken: () => void }} Taker
 * @typedef {{ at: number, sign: string, taker: Taker | null }} Before a key that was no scan yet; its sign only where a taker was there
 * @typedef {{ text: string, signs: number, whole: boolean, taker: Taker | null }} Scan the one that is going on
 */

/** Who takes what is scanned, the newest last. @type {Taker[]} */
let takers = [];

/**
 * Hands whole scans to `take` from now on, without the key that ends them; who asked last gets them. One that began
 * before that, or whose first signs may be lost, is not handed on: `onBroken` may ask for another. Returns what ends it.
 * @param {(text: string) => void} take
 * @param {() => void} [onBroken]
 */
export function takeScans(take, onBroken = () => {}) {
  const taker = { take, onBroken };
  takers = takers.concat(taker);
  return () => {
    takers = takers.filter((each) => each !== taker);
  };
}

/** @returns {Taker | null} */
function findTaker() {
  return takers[takers.length - 1] || null;
}

/**
 * Returns the key as a scan has it. A scanner may send control characters, its end too: Ctrl J, Ctrl M or Ctrl I.
 * They are no letters of what was read; with Alt beside Ctrl a keyboard types a sign.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey">} event
 */
export function keyOfScan({ key, ctrlKey, altKey }) {
  if (!ctrlKey || altKey || key.length > 1) {
    return key;
  }
  return /^[ijm]$/i.test(key) ? "Enter" : "Control";
}

/** The sign that a key types, none for one that ends a scan. @param {string} key */
function signOf(key) {
  return key.length === 1 ? key : "";
}

/**
 * Returns the scan that is known now. It is whole where its taker was there from its first key on, and no other key
 * came shortly before that one: such a key may be a sign of it that was late.
 * @param {Before[]} before the newest first
 * @param {number} count how many keys it has, with the one that has come now
 * @param {number} at
 * @param {number} since
 * @returns {Scan}
 */
function begin(before, count, at, since) {
  const taker = findTaker();
  const own = before.slice(0, count - 1);
  const first = own.length > 0 ? own[own.length - 1].at : at;
  const earlier = before.length > own.length ? before[own.length].at : since;
  return {
    text: own.map(({ sign }) => sign).reverse().join(""), signs: own.length, taker,
    whole: own.every((each) => each.taker === taker) && first - earlier > QUIET_MS,
  };
}

/**
 * Gathers the signs of scans. To be called with each key, how many of the last keys are one scan, this one included
 * (0: none), which it returns, and when it came. `since`: when keys began to be heard. What nobody wants is not kept.
 * @param {number} since
 */
export function gatherScans(since) {
  /** @type {Before[]} */
  let before = [];
  let scan = /** @type {Scan | null} */ (null);
  let timer = 0;

  function end() {
    const [over, taker] = [scan, findTaker()];
    clearTimeout(timer);
    scan = null;
    if (over === null || taker === null || over.signs === 0) {
      return;
    }
    if (over.whole && over.taker === taker) {
      taker.take(over.text);
    } else {
      taker.onBroken();
    }
  }

  /** @type {(key: string, count: number, at: number) => number} */
  return (key, count, at) => {
    const taker = findTaker();
    if (count === 0) {
      before = [{ at, taker, sign: taker === null ? "" : signOf(key) }].concat(before).slice(0, MOST_KEYS);
      return count;
    }
    scan = scan || begin(before, count, at, since);
    before = [];
    scan.signs += signOf(key).length;
    scan.text += taker === null ? "" : signOf(key);
    clearTimeout(timer);
    if (key === "Enter" || key === "Tab") {
      end();
    } else {
      timer = setTimeout(end, QUIET_MS);
    }
    return count;
  };
}
