/** Search without diacritics: index, query, highlight. Pure; ranking as docs/screens.md describes. */

const EXACT = 2;
const PREFIX = 1;
const PHRASE = 5;
const STARTS = 2;
const INITIALS_FROM = 3;
const COMBINING = /[\u0300-\u036f]/g;

/**
 * Folds Vietnamese to plain lower case letters, one output character for each input character, so
 * that a hit maps back to the accented text. The text must be NFC.
 */
export function fold(text) {
  return Array.from(text, (letter) => {
    if (letter === "đ" || letter === "Đ") {
      return "d";
    }
    const plain = letter.normalize("NFD").replace(COMBINING, "").toLowerCase();
    return plain.length === letter.length ? plain : letter;
  }).join("");
}

/** Splits folded text into its words. */
export function words(folded) {
  return folded.split(/[^a-z0-9]+/).filter(Boolean);
}

function initials(list) {
  return list.map((word) => word[0]).join("");
}

/**
 * Indexes entries {name, also?, behind?}: `name` is shown and highlighted, `also` holds other words
 * people use, `behind` is taken off the score of a less exact answer (a whole unit). The order of
 * the entries is their popularity: it breaks ties. `synonyms` maps words people type to words of
 * the names.
 */
export function index(entries, synonyms = {}) {
  const rows = entries.map((entry, place) => {
    const name = entry.name.normalize("NFC");
    const folded = fold(name);
    const own = words(folded);
    const other = words(fold((entry.also || "").normalize("NFC")));
    return { entry, name, place, folded, own, other, initials: [initials(own), initials(other)] };
  });
  const replaced = Object.keys(synonyms).map((typed) => [
    words(fold(typed.normalize("NFC"))).join(" "),
    words(fold(synonyms[typed].normalize("NFC"))),
  ]);
  return { rows, synonyms: replaced };
}

/** Returns the matching entries, best first, each with its marks: [{entry, name, marks}]. */
export function query(indexed, text) {
  const typed = words(fold(text.normalize("NFC")));
  if (typed.length === 0) {
    return [];
  }
  const wordings = [typed].concat(reworded(indexed.synonyms, typed));
  return indexed.rows
    .map((row) => best(row, wordings))
    .filter((hit) => hit !== null)
    .sort((one, other) => other.score - one.score || one.row.place - other.row.place)
    .map((hit) => ({
      entry: hit.row.entry,
      name: hit.row.name,
      marks: marks(hit.row.name, hit.row.folded, hit.wording),
    }));
}

function best(row, wordings) {
  return wordings.reduce((found, wording) => {
    const score = scored(row, wording);
    const better = score !== null && (found === null || score > found.score);
    return better ? { row, score: score - (row.entry.behind || 0), wording } : found;
  }, null);
}

function reworded(synonyms, typed) {
  const line = ` ${typed.join(" ")} `;
  return synonyms
    .filter(([from]) => line.includes(` ${from} `))
    .map(([from, to]) => words(line.replace(` ${from} `, ` ${to.join(" ")} `)));
}

function scored(row, typed) {
  const hits = typed.map((word) => hit(row, word));
  if (hits.every((score) => score > 0)) {
    const sum = hits.reduce((total, score) => total + score, 0);
    const phrase = ` ${row.folded.replace(/[^a-z0-9]+/g, " ")}`.includes(` ${typed.join(" ")}`);
    const starts = row.own.length > 0 && row.own[0].startsWith(typed[0]);
    return sum + (phrase ? PHRASE : 0) + (starts ? STARTS : 0) - row.own.length / 100;
  }
  return byInitials(row, typed);
}

function hit(row, word) {
  const own = inWords(row.own, word);
  // a word from the other names counts, but less than the same word in the name people see
  return own > 0 ? own : inWords(row.other, word) * 0.75;
}

function inWords(list, word) {
  let found = 0;
  for (const candidate of list) {
    if (candidate === word) {
      return EXACT;
    }
    if (candidate.startsWith(word)) {
      found = PREFIX;
    }
  }
  return found;
}

function byInitials(row, typed) {
  const word = typed[0];
  if (typed.length > 1 || word.length < INITIALS_FROM) {
    return null;
  }
  const found = row.initials.some((letters) => letters.includes(word));
  return found ? PREFIX - row.own.length / 100 : null;
}

/** Returns the [from, to) ranges of the name that the typed words begin. */
function marks(name, folded, typed) {
  const ranges = [];
  const starts = /[a-z0-9]+/g;
  for (let word = starts.exec(folded); word !== null; word = starts.exec(folded)) {
    const length = typed.reduce(
      (most, each) => (word[0].startsWith(each) && each.length > most ? each.length : most), 0);
    if (length > 0) {
      ranges.push([word.index, word.index + length]);
    }
  }
  return ranges.length > 0 ? ranges : initialMarks(folded, typed);
}

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

/** Cuts a name at its marks: [{text, marked}], which together are the whole name. */
export function cut(name, ranges) {
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
