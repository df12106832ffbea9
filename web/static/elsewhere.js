/** What is asked for in the search and not done at this centre. Pure. */
/** @import { ElsewhereJson } from "../procedure_view_types.js" */
import { fold, plainWords, words } from "./folding.js";
import { soundOf, untype } from "./spelling.js";

const KINDS_OF_PLACES = /^(thanh pho|tinh|tp)\s+/;

/** @param {string[]} list */
function lineOf(list) {
  return ` ${list.join(" ")} `;
}

/**
 * @param {string} text
 * @param {string} name
 */
function holds(text, name) {
  return lineOf(plainWords(text)).includes(lineOf(plainWords(name)));
}

/**
 * Returns what of the list is asked for, null where nothing is: all words of one of its names, in a
 * row; of several words also as they sound, or with no blank between them. What a text of this centre
 * names is done here, whatever the list says.
 * @param {string} typed
 * @param {readonly ElsewhereJson[]} list
 * @param {string[]} here what the centre calls its units, services and procedures
 */
export function findElsewhere(typed, list, here) {
  const written = plainWords(typed);
  const meant = written.map(untype);
  const lines = [written, meant].map(lineOf);
  const sounds = lineOf(meant.map(soundOf));
  const isGlued = (/** @type {string[]} */ name) => [written, meant].some((each) => each.includes(name.join("")));
  const fits = (/** @type {string[]} */ name) => lines.some((line) => line.includes(lineOf(name)))
    || (name.length > 1 && (sounds.includes(lineOf(name.map(soundOf))) || isGlued(name)));
  for (const { asked, go_to: place } of list) {
    const fitting = asked.filter((each) => fits(plainWords(each)));
    const isDoneHere = (/** @type {string} */ text) => fitting.some((each) => holds(text, each));
    if (fitting.length > 0 && !here.some(isDoneHere)) {
      return { name: fitting[0], place };
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
