/** Vietnamese words as people type them: plain letters. Pure. */

/** So many letters may be the initials of words that follow each other. */
export const INITIALS_FROM = 3;
/** So many letters may be words that lost the spaces between them. */
export const GLUED_FROM = 4;
const COMBINING = /[\u0300-\u036f]/g;
const AS_D = /[đĐðÐ]/;
/** After a consonant y and i are one sound, and written either way: công ty, công ti. */
const Y_FOR_I = /(?:qu|[bcdghklmnpqrstvx])y|(?:^|[^a-z0-9])y(?![a-z])/g;

/**
 * Folds Vietnamese to plain lower case letters, one output character for each input character, so
 * that a hit maps back to the accented text. The text must be NFC.
 * @param {string} text
 */
export function fold(text) {
  return Array.from(text, (letter) => {
    if (AS_D.test(letter)) {
      return "d";
    }
    const plain = letter.normalize("NFD").replace(COMBINING, "").toLowerCase();
    return plain.length === letter.length ? plain : letter;
  }).join("").replace(Y_FOR_I, (found) => found.replace("y", "i"));
}

/**
 * Splits folded text into its words.
 * @param {string} folded
 */
export function words(folded) {
  return folded.split(/[^a-z0-9]+/).filter(Boolean);
}

/**
 * Returns the words of any text, folded.
 * @param {string} text
 */
export function plainWords(text) {
  return words(fold(text.normalize("NFC")));
}
