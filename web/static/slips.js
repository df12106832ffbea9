/** Words with one slip of the finger: a letter too few, too many, another one, two exchanged. Pure. */

const SLIPS_FROM = 4; // a word of fewer letters is a slip away from half of all words
const MOST = 12; // so many wordings of what was typed are tried

/**
 * Returns what may have been meant: the typed words, each that begins no known word replaced by
 * those that it is a slip away from. None, where one of them is near to nothing, or none is known:
 * a word alone is rather the name of what is not here.
 * @param {string[]} typed
 * @param {Iterable<string>} known
 */
export function mend(typed, known) {
  const vocabulary = Array.from(known);
  const right = typed.map((word) => vocabulary.some((each) => each.startsWith(word)));
  const choices = typed.map((word, at) => (right[at]
    ? [word]
    : vocabulary.filter((each) => Math.min(word.length, each.length) >= SLIPS_FROM
      && isSlip(word, each))));
  return !right.includes(true) ? [] : choices.reduce(
    (wordings, words) => wordings
      .reduce((all, wording) => all.concat(words.map((word) => [...wording, word])), /** @type {string[][]} */ ([]))
      .slice(0, MOST),
    /** @type {string[][]} */ ([[]]));
}

/**
 * Says whether one word becomes the other by a single slip; the first letter is mostly right.
 * @param {string} typed
 * @param {string} meant
 */
export function isSlip(typed, meant) {
  if (typed === meant || typed[0] !== meant[0] || Math.abs(typed.length - meant.length) > 1) {
    return false;
  }
  let same = 0;
  while (typed[same] === meant[same]) {
    same += 1;
  }
  const [one, other] = [typed.slice(same), meant.slice(same)];
  return one.slice(1) === other.slice(1) || one.slice(1) === other || one === other.slice(1)
    || (one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2));
}
