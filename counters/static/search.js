/** Search without diacritics: every word of the query must begin some word of the text. */
import { plainWords } from "../web/folding.js";
import { untype } from "../web/spelling.js";

const SURELY_MEANT = 2; // of fewer letters nothing is left in a word by a keyboard

/**
 * Returns a score, higher is better, or 0 when the text does not match every word of the query.
 * @param {string} query
 * @param {string} text
 */
export function score(query, text) {
  const wanted = plainWords(query);
  const there = plainWords(text);
  let sum = 1;
  for (const word of wanted) {
    if (there.includes(word)) {
      sum += 2;
    } else if (there.some((other) => other.startsWith(word))) {
      sum += 1;
    } else {
      return 0;
    }
  }
  return sum + (wanted.length > 0 && there[0] && there[0].startsWith(wanted[0]) ? 2 : 0);
}

/**
 * Returns the things whose `text` matches, best first, at most `limit`; all of them without a query.
 * Where none does, the words may still hold what Telex or VNI left in them ("xaay duwngj").
 * @template {{ text: string }} Thing
 * @param {string} query
 * @param {Thing[]} things
 * @param {number} limit
 */
export function find(query, things, limit) {
  const hits = rank(query, things);
  const meant = plainWords(query).map((word) => (untype(word).length < SURELY_MEANT ? word : untype(word))).join(" ");
  return (hits.length > 0 ? hits : rank(meant, things)).slice(0, limit);
}

/**
 * @template {{ text: string }} Thing
 * @param {string} query
 * @param {Thing[]} things
 */
function rank(query, things) {
  return things
    .map((thing, place) => ({ thing, place, score: score(query, thing.text) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map((hit) => hit.thing);
}
