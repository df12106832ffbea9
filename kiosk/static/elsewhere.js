/** What is asked for in the search and not done at this centre. Pure. */
/** @import { DirectoryJson } from "../view_types.js" */
import { fold, plainWords, words } from "../web/folding.js";
import { soundOf, untype } from "../web/spelling.js";

const KINDS_OF_PLACES = /^(thanh pho|tinh|tp)\s+/;

/** @param {string[]} list */
function lineOf(list) {
  return ` ${list.join(" ")} `;
}

/**
 * Returns what of the list is asked for, null where nothing is: all words of one of its names, in a
 * row; of several words also as they sound.
 * @param {string} typed
 * @param {DirectoryJson["elsewhere"]} list
 */
export function findElsewhere(typed, list) {
  const written = plainWords(typed);
  const meant = written.map(untype);
  const lines = [written, meant].map(lineOf);
  const sounds = lineOf(meant.map(soundOf));
  const fits = (/** @type {string[]} */ name) => lines.some((line) => line.includes(lineOf(name)))
    || (name.length > 1 && sounds.includes(lineOf(name.map(soundOf))));
  for (const { asked, go_to: place } of list) {
    const name = asked.find((each) => fits(plainWords(each)));
    if (name !== undefined) {
      return { name, place };
    }
  }
  return null;
}

/**
 * Says whether nothing of what was typed fits a text but words of the centre's own place.
 * @param {string} typed
 * @param {string} text
 * @param {string} place like "Thành phố Cần Thơ"
 */
export function fitsByPlaceAlone(typed, text, place) {
  const own = words(fold(place.normalize("NFC")).replace(KINDS_OF_PLACES, ""));
  const known = plainWords(text);
  const fitting = plainWords(typed).filter((word) => known.some((each) => each.startsWith(word)));
  return fitting.length > 0 && fitting.every((word) => own.some((each) => each.startsWith(word)));
}
