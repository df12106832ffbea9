/** Whole scans as texts, for a page that wants what a hand scanner reads: `scans.js` still keeps every key out of it. */

/** A scan is over so long after its last fast key. */
export const QUIET_MS = 400;
/** All that is looked back at: more than a scan has before it is known. */
export const MOST_KEYS = 24;

/** Who takes what is scanned, the newest last. @type {((text: string) => void)[]} */
let takers = [];

/**
 * Hands whole scans to `take` from now on, without the key that ends them; who asked last gets them. Returns what
 * ends it.
 * @param {(text: string) => void} take
 */
export function takeScans(take) {
  takers = takers.concat(take);
  return () => {
    takers = takers.filter((each) => each !== take);
  };
}

/**
 * Gathers the signs of scans. To be called with each key, and how many of the last keys are one scan, this one
 * included (0: none), which it returns. What nobody wants is not kept.
 */
export function gatherScans() {
  /** What the last keys that were no scan yet have typed, the newest first. @type {string[]} */
  let before = [];
  let text = "", timer = 0;

  function end() {
    const [scan, take] = [text, takers[takers.length - 1]];
    clearTimeout(timer);
    text = "";
    if (scan !== "" && take) {
      take(scan);
    }
  }

  /** @type {(key: string, count: number) => number} */
  return (key, count) => {
    const wanted = takers.length > 0;
    if (count === 0) {
      before = wanted ? [key].concat(before).slice(0, MOST_KEYS) : [];
      return count;
    }
    const keys = before.slice(0, count - 1).reverse().concat(key);
    before = [];
    text += wanted ? keys.filter((each) => each.length === 1).join("") : "";
    clearTimeout(timer);
    if (key === "Enter" || key === "Tab") {
      end();
    } else {
      timer = setTimeout(end, QUIET_MS);
    }
    return count;
  };
}
