/**
 * Search without diacritics: index, query, highlight. Pure.
 *
 * Ranking: each typed word must begin some word of the name or of the other words people use; a
 * whole word counts 2, a beginning 1, three quarters of that outside the name. The typed words in a
 * row: +5. The name begins with the first one: +2. Shorter names first, then the more popular. One
 * word of three letters or more may also be the initials of words that follow each other. Where
 * nothing fits, words may be glued together ("giayphep"), and then half of them may fail.
 */

const EXACT = 2;
const PREFIX = 1;
const PHRASE = 5;
const STARTS = 2;
const INITIALS_FROM = 3;
const GLUED_FROM = 4;
const LESS = 0.75;
const EACH_FITTING_WORD = 10;
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

/** Notes in a map word -> places of the entries that hold it. */
function note(postings, list, place) {
  new Set(list).forEach((word) => {
    if (!postings.has(word)) {
      postings.set(word, []);
    }
    postings.get(word).push(place);
  });
}

/**
 * Indexes entries {name, also?, behind?}: `name` is shown and highlighted, `also` holds other words
 * people use, `behind` is taken off the score of a less exact answer (a whole unit). The order of
 * the entries is their popularity: it breaks ties. `synonyms` maps words people type to words of
 * the names.
 */
export function index(entries, synonyms = {}) {
  const postings = { own: new Map(), other: new Map() };
  const rows = entries.map((entry, place) => {
    const name = entry.name.normalize("NFC");
    const folded = fold(name);
    const own = words(folded);
    const other = words(fold((entry.also || "").normalize("NFC")));
    note(postings.own, own, place);
    note(postings.other, other, place);
    return {
      entry, name, place, folded, own, line: ` ${own.join(" ")}`, glued: [own, other].map(glue),
      initials: [initials(own), initials(other)], behind: entry.behind || 0,
    };
  });
  const replaced = Object.keys(synonyms).map((typed) => [
    words(fold(typed.normalize("NFC"))).join(" "),
    words(fold(synonyms[typed].normalize("NFC"))),
  ]);
  return { rows, postings, synonyms: replaced };
}

/**
 * Returns the entries that fit, best first: [{entry, name, marks, near}]. Only the first `most` have
 * their marks. `near`: not everything that was typed fits, but no entry fits better.
 */
export function query(indexed, text, most = Infinity) {
  const typed = words(fold(text.normalize("NFC")));
  if (typed.length === 0) {
    return [];
  }
  const wordings = [typed].concat(reworded(indexed.synonyms, typed))
    .map((wording) => ({ wording, scores: wording.map((word) => scoresOf(indexed, word)) }));
  let hits = ranked(indexed.rows, wordings, scored);
  if (hits.length === 0) {
    const loose = wordings.map(({ wording, scores }) => ({
      wording, scores: scores.map((own, at) => withGlued(indexed.rows, wording[at], own)),
    }));
    hits = ranked(indexed.rows, loose, scoredNear);
    const whole = hits.filter(({ near }) => !near);
    hits = whole.length > 0 ? whole : hits;
  }
  return hits.map(({ row, wording, near }, rank) => ({
    entry: row.entry, name: row.name, near,
    marks: rank < most ? marks(row.name, row.folded, wording) : [],
  }));
}

/** Returns a word's score in every entry, 0 where no word begins with it. */
function scoresOf({ rows, postings }, word) {
  const own = new Float32Array(rows.length);
  collect(postings.own, word, 1, own);
  const other = new Float32Array(rows.length);
  collect(postings.other, word, LESS, other);
  // a word from the other names counts, but less than the same word in the name people see
  return own.map((score, place) => score || other[place]);
}

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

function ranked(rows, wordings, how) {
  const found = [];
  rows.forEach((row) => {
    const best = bestOf(row, wordings, how);
    if (best !== null) {
      found.push(best);
    }
  });
  return found.sort((one, other) => other.score - one.score || one.row.place - other.row.place);
}

function bestOf(row, wordings, how) {
  let best = null;
  wordings.forEach(({ wording, scores }) => {
    const { score, near } = how(row, wording, scores);
    if (score > 0 && (best === null || score - row.behind > best.score)) {
      best = { row, score: score - row.behind, wording, near };
    }
  });
  return best;
}

function reworded(synonyms, typed) {
  const line = ` ${typed.join(" ")} `;
  return synonyms
    .filter(([from]) => line.includes(` ${from} `))
    .map(([from, to]) => words(line.replace(` ${from} `, ` ${to.join(" ")} `)));
}

const NOTHING = { score: 0, near: false };

/** Returns {sum, fitting}: the scores of the row together, and how many words have one. */
function summed(row, scores) {
  let [sum, fitting] = [0, 0];
  for (const each of scores) {
    sum += each[row.place];
    fitting += each[row.place] > 0 ? 1 : 0;
  }
  return { sum, fitting };
}

function scored(row, typed, scores) {
  const { sum, fitting } = summed(row, scores);
  if (fitting < typed.length) {
    return byInitials(row, typed);
  }
  const phrase = row.line.includes(` ${typed.join(" ")}`);
  const starts = row.own.length > 0 && row.own[0].startsWith(typed[0]);
  const extra = (phrase ? PHRASE : 0) + (starts ? STARTS : 0);
  return { score: sum + extra - row.own.length / 100, near: false };
}

/** Scores what fits at least by half; `near` where not all of it fits. */
function scoredNear(row, typed, scores) {
  const { sum, fitting } = summed(row, scores);
  if (fitting === 0 || fitting * 2 < typed.length) {
    return NOTHING;
  }
  const score = fitting * EACH_FITTING_WORD + sum - row.own.length / 100;
  return { score, near: fitting < typed.length };
}

/** Returns the scores with those of words that lost the spaces between them. */
function withGlued(rows, word, scores) {
  return word.length < GLUED_FROM
    ? scores : scores.map((score, place) => score || gluedHit(rows[place], word));
}

/** Returns the words as one, and where each of them begins in it. */
function glue(list) {
  let at = 0;
  const starts = list.map((word) => {
    at += word.length;
    return at - word.length;
  });
  return { text: list.join(""), starts };
}

function gluedHit(row, word) {
  const [own, other] = row.glued.map(({ text, starts }) =>
    text.includes(word) && starts.some((start) => text.startsWith(word, start)));
  return own ? PREFIX : other ? PREFIX * LESS : 0;
}

function byInitials(row, typed) {
  const word = typed[0];
  if (typed.length > 1 || word.length < INITIALS_FROM) {
    return NOTHING;
  }
  const found = row.initials.some((letters) => letters.includes(word));
  return found ? { score: PREFIX - row.own.length / 100, near: false } : NOTHING;
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
  return ranges.length > 0 ? ranges : gluedMarks(folded, typed) || initialMarks(folded, typed);
}

/** Returns the range of the first word that was typed without its spaces, or null. */
function gluedMarks(folded, typed) {
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
