/** Search without diacritics: every word of the query must begin some word of the text. */

/** After a consonant y and i are one sound, and written either way: công ty, công ti. */
const Y_FOR_I = /(?:qu|[bcdghklmnpqrstvx])y/g;

/**
 * Returns the text folded for comparing: đ as d, y after a consonant as i, no marks, lower case.
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐðÐ]/g, "d").toLowerCase()
    .replace(Y_FOR_I, (found) => found.replace("y", "i"));
}

/** @param {string} text */
function words(text) {
  return fold(text).split(/[^a-z0-9]+/).filter((word) => word !== "");
}

/**
 * Returns a score, higher is better, or 0 when the text does not match every word of the query.
 * @param {string} query
 * @param {string} text
 */
export function score(query, text) {
  const wanted = words(query);
  const there = words(text);
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
 * @template {{ text: string }} Thing
 * @param {string} query
 * @param {Thing[]} things
 * @param {number} limit
 */
export function find(query, things, limit) {
  return things
    .map((thing, place) => ({ thing, place, score: score(query, thing.text) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, limit)
    .map((hit) => hit.thing);
}
