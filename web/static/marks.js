/** Which letters of a found name were typed. Pure. */
import { GLUED_FROM, INITIALS_FROM } from "./folding.js";

/** @typedef {[number, number][]} Ranges from a letter to before another */

/**
 * Returns the [from, to) ranges of the name that the typed words begin.
 * @param {string} name
 * @param {string} folded
 * @param {string[]} typed
 * @param {(word: string) => string} [keyOf] what words are compared by, where not by their letters
 * @returns {Ranges}
 */
export function marks(name, folded, typed, keyOf) {
  /** @type {Ranges} */
  const ranges = [];
  const starts = /[a-z0-9]+/g;
  for (let word = starts.exec(folded); word !== null; word = starts.exec(folded)) {
    const key = keyOf === undefined ? word[0] : keyOf(word[0]);
    const begun = typed.reduce(
      (most, each) => (key.startsWith(each) && each.length > most ? each.length : most), 0);
    const length = keyOf !== undefined && begun > 0 ? word[0].length : begun;
    if (length > 0) {
      ranges.push([word.index, word.index + length]);
    }
  }
  return ranges.length > 0 ? ranges : gluedMarks(folded, typed) || initialMarks(folded, typed);
}

/**
 * Returns the range of the first word that was typed without its spaces, or null.
 * @param {string} folded
 * @param {string[]} typed
 * @returns {Ranges | null}
 */
function gluedMarks(folded, typed) {
  /** @type {number[]} */
  const places = [];
  Array.from(folded).forEach((letter, at) => /[a-z0-9]/.test(letter) && places.push(at));
  const line = places.map((at) => folded[at]).join("");
  const word = typed.find((each) => each.length >= GLUED_FROM && line.includes(each));
  if (word === undefined) {
    return null;
  }
  const from = line.indexOf(word);
  return [[places[from], places[from + word.length - 1] + 1]];
}

/**
 * @param {string} folded
 * @param {string[]} typed
 * @returns {Ranges}
 */
function initialMarks(folded, typed) {
  const places = [];
  const starts = /[a-z0-9]+/g;
  for (let word = starts.exec(folded); word !== null; word = starts.exec(folded)) {
    places.push({ letter: word[0][0], at: word.index });
  }
  const line = places.map((place) => place.letter).join("");
  const from = typed.length === 1 && typed[0].length >= INITIALS_FROM ? line.indexOf(typed[0]) : -1;
  return from < 0 ? [] : places.slice(from, from + typed[0].length).map(({ at }) => [at, at + 1]);
}

/**
 * Cuts a name at its marks: [{text, marked}], which together are the whole name.
 * @param {string} name
 * @param {Ranges} ranges
 */
export function cut(name, ranges) {
  /** @type {{ text: string, marked: boolean }[]} */
  const pieces = [];
  let done = 0;
  ranges.forEach(([from, to]) => {
    pieces.push({ text: name.slice(done, from), marked: false });
    pieces.push({ text: name.slice(from, to), marked: true });
    done = to;
  });
  pieces.push({ text: name.slice(done), marked: false });
  return pieces.filter((piece) => piece.text !== "");
}
