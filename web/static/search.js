/**
 * Search without diacritics: index and query. Pure.
 *
 * Ranking: each typed word must begin some word of the name or of the other words people use; a
 * whole word counts 2, a beginning 1, three quarters of that outside the name. The typed words in a
 * row: +5. The name begins with the first one: +2. Shorter names first, then the more popular. One
 * word of three letters or more may also be the initials of words that follow each other. Where
 * nothing fits, the words may still hold what Telex or VNI left in them ("coong ty"), be glued
 * together ("giayphep"), initials among others ("giấy phép xd"), spelt as they sound ("xổ đỏ") or
 * mistyped ("khai sih"), and at last half of them may fail.
 */
/** @import { Ranges } from "./marks.js" */
/** @import { Findable, Index, Postings, Row, Synonyms } from "./indexing.js" */
/** @import { Scoring } from "./scoring.js" */
/** @typedef {{ wording: string[], scores: Float32Array[] }} Wording */
/**
 * @template Entry
 * @typedef {{
 *   row: Row<Entry>, score: number, wording: string[], near: boolean,
 *   keyOf?: (word: string) => string,
 * }} Ranked `keyOf`: what the words of the name were compared by, where not by their letters
 */
/**
 * @template Entry
 * @typedef {{ entry: Entry, name: string, marks: Ranges, near: boolean }} Hit
 */

import { fold, words } from "./folding.js";
import { indexBySound } from "./indexing.js";
import { marks } from "./marks.js";
import { EXACT, LESS, PREFIX, scored, scoredNear, withJoined } from "./scoring.js";
import { mend } from "./slips.js";
import { soundOf, untype } from "./spelling.js";

export { index, otherNames } from "./indexing.js";

const DOTTED = /\b(?:[a-z]\.){2,}[a-z]?\b/g; // G.P.L.X
const FEW = 5; // so many at most are shown: with fewer, what sounds alike follows
const SAME_LETTER = 3; // more than what begins its name
const SOUND_FROM = 2; // a letter alone sounds like half the catalogue

/**
 * Returns the entries that fit, best first: [{entry, name, marks, near}]. Only the first `most` have
 * their marks. `near`: not everything that was typed fits, but no entry fits better.
 * @template {Findable} Entry
 * @param {Index<Entry>} indexed
 * @param {string} text
 * @param {number} [most]
 * @returns {Hit<Entry>[]}
 */
export function query(indexed, text, most = Infinity) {
  const typed = words(fold(text.normalize("NFC")).replace(DOTTED, (found) => found.replace(/\./g, "")));
  if (typed.length === 0) {
    return [];
  }
  return findBest(indexed, typed).map(({ row, wording, near, keyOf }, rank) => ({
    entry: row.entry, name: row.name, near,
    marks: rank < most ? marks(row.name, row.folded, wording, keyOf) : [],
  }));
}

/**
 * Returns the hits of the first way to read the words that has any.
 * @template {Findable} Entry
 * @param {Index<Entry>} indexed
 * @param {string[]} typed
 * @returns {Ranked<Entry>[]}
 */
function findBest(indexed, typed) {
  const meant = typed.map(untype).filter(Boolean);
  const asTyped = wordingsOf(indexed, typed);
  let hits = ranked(indexed.rows, asTyped, scored);
  const asMeant = hits.length > 0 || meant.join() === typed.join() ? [] : wordingsOf(indexed, meant);
  hits = hits.length > 0 ? hits : ranked(indexed.rows, asMeant, scored);
  if (hits.length > 0) {
    return hits.length < FEW ? hits.concat(findAlike(indexed, meant, hits)) : hits;
  }
  const loose = asTyped.concat(asMeant).map(({ wording, scores }) => ({
    wording, scores: scores.map((own, at) => withJoined(indexed.rows, wording, at, own)),
  }));
  const nearest = ranked(indexed.rows, loose, scoredNear);
  const whole = nearest.filter(({ near }) => !near);
  const sounding = whole.length > 0 ? whole : findAlike(indexed, meant, []);
  if (sounding.length > 0) {
    return sounding;
  }
  const mended = findMistyped(indexed, meant);
  return mended.length > 0 ? mended : nearest;
}

/**
 * @template {Findable} Entry
 * @param {Index<Entry>} indexed
 * @param {string[]} meant
 * @returns {Ranked<Entry>[]}
 */
function findMistyped(indexed, meant) {
  const { own, other } = indexed.postings;
  const wordings = meant.length === 0 ? [] : mend(meant, new Set([...own.keys(), ...other.keys()]));
  const all = wordings.reduce((found, each) => found.concat(wordingsOf(indexed, each)), /** @type {Wording[]} */ ([]));
  return ranked(indexed.rows, all, scored)
    .map((hit) => ({ ...hit, near: true }));
}

/**
 * Returns the hits of words that sound alike, without those that are found already.
 * @template {Findable} Entry
 * @param {Index<Entry>} indexed
 * @param {string[]} meant
 * @param {Ranked<Entry>[]} found
 * @returns {Ranked<Entry>[]}
 */
function findAlike(indexed, meant, found) {
  if (meant.length === 0 || meant.some((word) => word.length < SOUND_FROM)) {
    return [];
  }
  const sounds = indexBySound(indexed);
  const places = found.map(({ row }) => row.place);
  const sounding = meant.map(soundOf);
  /** @type {Scoring} */
  const scoredAlike = (row, wording, scores) => {
    const { score, near } = scored(row, wording, scores);
    return { score: score > 0 ? score + SAME_LETTER * countBegun(indexed.rows[row.place], row, meant, sounding) : 0, near };
  };
  return ranked(sounds.rows, wordingsOf(sounds, sounding), scoredAlike)
    .filter(({ row }) => !places.includes(row.place))
    .map((hit) => ({ ...hit, near: true, keyOf: soundOf }));
}

/**
 * Returns how many of the words also begin with the letter that they are found by: of what sounds
 * like "riệu" rather rượu than điều.
 * @param {Row<any>} spelt
 * @param {Row<any>} sound the same entry by its sounds
 * @param {string[]} meant
 * @param {string[]} sounding
 */
function countBegun(spelt, sound, meant, sounding) {
  const [letters, keys] = [[...spelt.own, ...spelt.other], [...sound.own, ...sound.other]];
  return meant.filter((word, at) =>
    keys.some((key, place) => letters[place][0] === word[0] && key.startsWith(sounding[at]))).length;
}

/**
 * Returns the words as they are and with their synonyms, each with its scores.
 * @param {Index<any>} indexed
 * @param {string[]} typed
 * @returns {Wording[]}
 */
function wordingsOf(indexed, typed) {
  return [typed].concat(reworded(indexed.synonyms, typed))
    .map((wording) => ({ wording, scores: wording.map((word) => scoresOf(indexed, word)) }));
}

/**
 * Returns a word's score in every entry, 0 where no word begins with it.
 * @param {Index<any>} indexed
 * @param {string} word
 */
function scoresOf({ rows, postings }, word) {
  const own = new Float32Array(rows.length);
  collect(postings.own, word, 1, own);
  const other = new Float32Array(rows.length);
  collect(postings.other, word, LESS, other);
  // a word from the other names counts, but less than the same word in the name people see
  return own.map((score, place) => score || other[place]);
}

/**
 * @param {Postings} postings
 * @param {string} word
 * @param {number} times
 * @param {Float32Array} scores
 */
function collect(postings, word, times, scores) {
  postings.forEach((places, candidate) => {
    if (candidate.startsWith(word)) {
      const score = (candidate === word ? EXACT : PREFIX) * times;
      places.forEach((place) => {
        scores[place] = Math.max(scores[place], score);
      });
    }
  });
}

/**
 * @template Entry
 * @param {Row<Entry>[]} rows
 * @param {Wording[]} wordings
 * @param {Scoring} how
 */
function ranked(rows, wordings, how) {
  /** @type {Ranked<Entry>[]} */
  const found = [];
  rows.forEach((row) => {
    const best = bestOf(row, wordings, how);
    if (best !== null) {
      found.push(best);
    }
  });
  return found.sort((one, other) => other.score - one.score || one.row.place - other.row.place);
}

/**
 * @template Entry
 * @param {Row<Entry>} row
 * @param {Wording[]} wordings
 * @param {Scoring} how
 * @returns {Ranked<Entry> | null}
 */
function bestOf(row, wordings, how) {
  /** @type {Ranked<Entry> | null} */
  let best = null;
  for (const { wording, scores } of wordings) {
    const { score, near } = how(row, wording, scores);
    if (score > 0 && (best === null || score - row.behind > best.score)) {
      best = { row, score: score - row.behind, wording, near };
    }
  }
  return best;
}

/**
 * Returns the words with each synonym, and with all that stand in them, longer ones first.
 * @param {Synonyms} synonyms
 * @param {string[]} typed
 */
function reworded(synonyms, typed) {
  const line = ` ${typed.join(" ")} `;
  const fitting = synonyms
    .map(([from, to]) => [` ${from.join(" ")} `, ` ${to.join(" ")} `])
    .filter(([from]) => line.includes(from));
  const lines = fitting.map(([from, to]) => line.replace(from, to));
  const longest = fitting.slice().sort(([one], [other]) => other.length - one.length);
  const all = longest.reduce((text, [from, to]) => text.replace(from, to), line);
  return (lines.length > 1 ? [...lines, all] : lines).map(words);
}
