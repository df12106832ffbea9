/** What can be found, by its words. Pure. */
/**
 * @typedef {{ name: string, also?: string, behind?: number }} Findable
 * @typedef {Map<string, number[]>} Postings word -> places of the entries that hold it
 * @typedef {{ text: string, starts: number[] }} Glued
 * @typedef {[string[], string[]][]} Synonyms words in a row, and what stands for them
 */
/**
 * @template Entry
 * @typedef {{
 *   entry: Entry, name: string, place: number, folded: string, own: string[], other: string[],
 *   line: string, glued: Glued[], initials: string[], behind: number,
 * }} Row an indexed entry
 */
/**
 * @template Entry
 * @typedef {{
 *   rows: Row<Entry>[], postings: { own: Postings, other: Postings }, synonyms: Synonyms,
 *   sounds: Index<Entry> | null,
 * }} Index `sounds`: the same by sound, made when it is first needed
 */

import { ABBREVIATIONS } from "./abbreviations.js";
import { fold, plainWords, words } from "./folding.js";
import { soundOf } from "./spelling.js";

/**
 * Returns what else a procedure is found by; the figures of its code also without their points.
 * @param {{ code: string, names: Record<string, string>, keywords?: string }} procedure
 */
export function otherNames(procedure) {
  const figures = procedure.code.match(/\d+/g) || [];
  return Object.keys(procedure.names).map((code) => procedure.names[code])
    .concat(procedure.keywords || "", figures.join(""), figures.slice(1).join(" ")).join(" ");
}

/** @param {string[]} list */
function initials(list) {
  return list.map((word) => word[0]).join("");
}

/**
 * Notes in a map word -> places of the entries that hold it.
 * @param {Postings} postings
 * @param {string[]} list
 * @param {number} place
 */
function note(postings, list, place) {
  new Set(list).forEach((word) => {
    const places = postings.get(word);
    if (places === undefined) {
      postings.set(word, [place]);
    } else {
      places.push(place);
    }
  });
}

/**
 * @template Entry
 * @param {Row<Entry>[]} rows
 * @param {Synonyms} synonyms
 * @returns {Index<Entry>}
 */
function assemble(rows, synonyms) {
  const postings = { own: new Map(), other: new Map() };
  rows.forEach(({ own, other, place }) => {
    note(postings.own, own, place);
    note(postings.other, other, place);
  });
  return { rows, postings, synonyms, sounds: null };
}

/**
 * Indexes entries {name, also?, behind?}: `name` is shown and highlighted, `also` holds other words
 * people use, `behind` is taken off the score of a less exact answer (a whole unit). The order of
 * the entries is their popularity: it breaks ties. `synonyms` maps words people type to words of
 * the names; it takes the place of an abbreviation that everybody knows.
 * @template {Findable} Entry
 * @param {Entry[]} entries
 * @param {Record<string, string>} [synonyms]
 * @returns {Index<Entry>}
 */
export function index(entries, synonyms = {}) {
  const rows = entries.map((entry, place) => {
    const name = entry.name.normalize("NFC");
    const folded = fold(name);
    const own = words(folded);
    const other = plainWords(entry.also || "");
    return {
      entry, name, place, folded, own, other, line: lineOf(own), glued: [own, other].map(glue),
      initials: [initials(own), initials(other)], behind: entry.behind || 0,
    };
  });
  return assemble(rows, synonymsOf(synonyms));
}

/**
 * Returns what stands for words that people type: those of the centre, and common abbreviations.
 * @param {Record<string, string>} own
 * @returns {Synonyms}
 */
function synonymsOf(own) {
  const found = Object.keys(own).map((typed) => /** @type {Synonyms[0]} */ ([plainWords(typed), plainWords(own[typed])]));
  const taken = found.map(([typed]) => typed.join(" "));
  Object.keys(ABBREVIATIONS).forEach((short) => {
    const typed = plainWords(short);
    if (!taken.includes(typed.join(" "))) {
      ABBREVIATIONS[short].forEach((meant) => found.push([typed, plainWords(meant)]));
    }
  });
  return found;
}

/**
 * Returns the index in which every word is as it sounds; no initials, nothing glued.
 * @template {Findable} Entry
 * @param {Index<Entry>} indexed
 * @returns {Index<Entry>}
 */
export function indexBySound(indexed) {
  if (indexed.sounds === null) {
    const rows = indexed.rows.map((row) => {
      const own = row.own.map(soundOf);
      return { ...row, own, other: row.other.map(soundOf), line: lineOf(own), glued: [], initials: [] };
    });
    indexed.sounds = assemble(rows, indexed.synonyms.map(([typed, meant]) => [
      typed.map(soundOf), meant.map(soundOf),
    ]));
  }
  return indexed.sounds;
}

/** @param {string[]} own */
function lineOf(own) {
  return ` ${own.join(" ")}`;
}

/**
 * Returns the words as one, and where each of them begins in it.
 * @param {string[]} list
 */
function glue(list) {
  let at = 0;
  const starts = list.map((word) => {
    at += word.length;
    return at - word.length;
  });
  return { text: list.join(""), starts };
}
