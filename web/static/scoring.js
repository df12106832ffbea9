/** How well an entry fits what was typed. Pure. */
/** @import { Glued, Row } from "./indexing.js" */
/**
 * @typedef {(row: Row<any>, wording: string[], scores: Float32Array[]) => { score: number, near: boolean }} Scoring
 * `scores`: of each word of the wording, by the entry's place
 */
import { GLUED_FROM, INITIALS_FROM } from "./folding.js";

export const EXACT = 2;
export const PREFIX = 1;
/** What a word counts outside of the name. */
export const LESS = 0.75;
const PHRASE = 5;
const STARTS = 2;
const EACH_FITTING_WORD = 10;
const NO_SYLLABLE = /^[^aeiouy\d]{2,}$/; // beside other words such letters are initials
const SURELY_GLUED = 6; // a word of fewer letters must be more than one word and the first letter of the next

const NOTHING = { score: 0, near: false };

/**
 * Returns {sum, fitting}: the scores of the row together, and how many words have one.
 * @param {Row<any>} row
 * @param {Float32Array[]} scores
 */
function summed(row, scores) {
  let [sum, fitting] = [0, 0];
  for (const each of scores) {
    sum += each[row.place];
    fitting += each[row.place] > 0 ? 1 : 0;
  }
  return { sum, fitting };
}

/** @type {Scoring} */
export function scored(row, typed, scores) {
  const { sum, fitting } = summed(row, scores);
  if (fitting < typed.length) {
    return byInitials(row, typed);
  }
  const phrase = row.line.includes(` ${typed.join(" ")}`);
  const starts = row.own.length > 0 && row.own[0].startsWith(typed[0]);
  const extra = (phrase ? PHRASE : 0) + (starts ? STARTS : 0);
  return { score: sum + extra - row.own.length / 100, near: false };
}

/**
 * Scores what fits at least by half; `near` where not all of it fits.
 * @type {Scoring}
 */
export function scoredNear(row, typed, scores) {
  const { sum, fitting } = summed(row, scores);
  if (fitting === 0 || fitting * 2 < typed.length) {
    return NOTHING;
  }
  const score = fitting * EACH_FITTING_WORD + sum - row.own.length / 100;
  return { score, near: fitting < typed.length };
}

/**
 * Returns a word's scores with those where it is words that lost their spaces, or initials.
 * @param {Row<any>[]} rows
 * @param {string[]} wording
 * @param {number} at the word's place
 * @param {Float32Array} scores
 */
export function withJoined(rows, wording, at, scores) {
  const word = wording[at];
  const mayBeInitials = wording.length > 1 && NO_SYLLABLE.test(word);
  return scores.map((score, place) => score || (word.length >= GLUED_FROM
    && PREFIX * weigh(rows[place].glued.map((glued) => glued.text.includes(word) && isGlued(glued, word))))
    || (mayBeInitials && LESS * weigh(rows[place].initials.map((each) => each.includes(word)))) || 0);
}

/**
 * Says whether words that lost their spaces are this one; of the last of them one letter may be too
 * little: "suat" is not "sửa t…".
 * @param {Glued} glued
 * @param {string} word
 */
function isGlued({ text, starts }, word) {
  return starts.some((start) => {
    const end = start + word.length;
    const last = Math.max(...starts.filter((each) => each < end));
    return text.startsWith(word, start)
      && (word.length >= SURELY_GLUED || end - last > 1 || end === text.length || starts.includes(end));
  });
}

/**
 * Returns what a hit counts in the name, or in the other words.
 * @param {boolean[]} hits
 */
function weigh([own, other]) {
  return own ? 1 : other ? LESS : 0;
}

/**
 * @param {Row<any>} row
 * @param {string[]} typed
 */
function byInitials(row, typed) {
  const word = typed[0];
  if (typed.length > 1 || word.length < INITIALS_FROM) {
    return NOTHING;
  }
  const found = row.initials.some((letters) => letters.includes(word));
  return found ? { score: PREFIX - row.own.length / 100, near: false } : NOTHING;
}
