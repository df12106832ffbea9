/** The kiosk speaks another language without a reload, and goes back to its own after each citizen. */
/** @import { PageBlock } from "../../web/view_types.js" */
import { page, readBlock } from "../web/screen.js";
import { options } from "../web/vendor/preact.module.js";
import { speakWith, untranslated } from "../web/words.js";

const SOURCE = "vi";

/** @type {Map<string, Pick<PageBlock, "language" | "locale" | "catalogue" | "centre"> & { words: Record<string, string> }>} */
const known = new Map();

/**
 * @param {string} language
 * @param {Record<string, string>} words
 * @param {Pick<PageBlock, "locale" | "catalogue" | "centre">} there
 */
function keep(language, words, there) {
  known.set(language, { words, language, locale: there.locale, catalogue: there.catalogue, centre: there.centre });
}

keep(page.language, readBlock("words") || {}, page);

/**
 * Fetches what the page says in the other languages, so that choosing one needs no server.
 * @param {string[]} languages
 */
export async function learn(languages) {
  for (const language of languages.filter((code) => !known.has(code))) {
    const answer = await fetch(`?lang=${language}`, { credentials: "same-origin" });
    if (answer.ok) {
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const block = (/** @type {string} */ id) => readBlock(id, there);
      keep(language, block("words"), block("page"));
    }
  }
}

/**
 * Returns a unit's or service's names in every language that the page knows by now.
 * @param {"departments" | "services"} kind
 * @param {string} code
 */
export function namesOf(kind, code) {
  return Array.from(known.values())
    .map(({ catalogue }) => (catalogue[kind][code] ? catalogue[kind][code].name : "")).join(" ");
}

/**
 * What is read aloud of an element beside what is inside it.
 * @type {Record<string, string>}
 */
const NAMED = { button: "aria-label", input: "aria-label", img: "alt" };

/**
 * Says whether a text stands there in Vietnamese for want of a translation.
 * @param {unknown} text
 */
function inVietnamese(text) {
  if (typeof text !== "string" || !/[^\d\s·,.]/.test(text)) {
    return false;
  }
  const [source, whole] = [namesInVietnamese(), text.replace(/\u00a0/g, " ")];
  return Array.from(untranslated).some((part) => text.includes(part))
    // A name, or a list that begins with one
    || whole.split(" · ").some((part) => source.has(part) || source.has(part.split(/, |…/)[0]));
}

/** @type {Set<string> | null} */
let names = null;

/** Returns every name of the Vietnamese catalogue, which stands in for those of other languages. */
function namesInVietnamese() {
  const source = known.get(SOURCE);
  if (names === null && source !== undefined) {
    /** @type {(thing: any) => string[]} */
    const collect = (thing) => (typeof thing === "string" ? [thing]
      : Object.keys(thing || {}).reduce((all, key) => all.concat(collect(thing[key])), /** @type {string[]} */ ([])));
    names = new Set(collect([source.catalogue, source.centre]));
  }
  return names || new Set();
}

const drawn = options.vnode;

// Each phrase says which language it is in, so that it is read aloud and set as such.
options.vnode = (vnode) => {
  const type = /** @type {string} */ (vnode.type);
  /** @type {Record<string, any>} */
  const props = vnode.props;
  const said = type in NAMED ? [props.children, props[NAMED[type]]] : [props.children];
  if (page.language !== SOURCE && typeof type === "string" && props.lang === undefined
    && [].concat(...said).some(inVietnamese)) {
    props.lang = SOURCE;
  }
  if (drawn) {
    drawn(vnode);
  }
};

/**
 * Says whether the page can speak the language now.
 * @param {string} language
 */
export function canSpeak(language) {
  return known.has(language);
}

/**
 * Changes the language of everything that is drawn from now on.
 * @param {string} language
 */
export function speak(language) {
  const own = known.get(language);
  if (own !== undefined) {
    speakWith(own.words);
    Object.assign(page, { language, locale: own.locale, catalogue: own.catalogue, centre: own.centre });
    document.documentElement.lang = language;
  }
}
