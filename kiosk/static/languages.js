/** The kiosk speaks another language without a reload, and goes back to its own after each citizen. */
import { page, readBlock } from "../web/screen.js";
import { speakWith } from "../web/words.js";

const known = new Map();

function keep(language, words, there) {
  known.set(language, { words, language, catalogue: there.catalogue, centre: there.centre });
}

keep(page.language, readBlock("words") || {}, page);

/** Fetches what the page says in the other languages, so that choosing one needs no server. */
export async function learn(languages) {
  for (const language of languages.filter((code) => !known.has(code))) {
    const answer = await fetch(`?lang=${language}`, { credentials: "same-origin" });
    if (answer.ok) {
      const there = new DOMParser().parseFromString(await answer.text(), "text/html");
      const block = (id) => JSON.parse(there.getElementById(id).textContent);
      keep(language, block("words"), block("page"));
    }
  }
}

/** Returns a unit's or service's names in every language that the page knows by now. */
export function namesOf(kind, code) {
  return Array.from(known.values())
    .map(({ catalogue }) => (catalogue[kind] && catalogue[kind][code] || {}).name || "").join(" ");
}

/** Says whether the page can speak the language now. */
export function canSpeak(language) {
  return known.has(language);
}

/** Changes the language of everything that is drawn from now on. */
export function speak(language) {
  const own = known.get(language);
  if (own !== undefined) {
    speakWith(own.words);
    Object.assign(page, { language, catalogue: own.catalogue, centre: own.centre });
    document.documentElement.lang = language;
  }
}
