/** The search in procedures as one types; without this script the form asks the server. */
/** @import { FindableJson, FoundRow } from "../view_types.js" */
/** @import { Hit } from "../web/search.js" */
import { findElsewhere } from "../web/elsewhere.js";
import { cut } from "../web/marks.js";
import { index, otherNames, query } from "../web/search.js";

/** @typedef {{ name: string, also: string, lang: string, row: FoundRow }} Entry */

const SHOWN = 20;
const language = document.documentElement.lang;

/**
 * Returns the list with its words in the language of the page.
 * @param {FindableJson} listing
 * @returns {Entry[]}
 */
function listEntries(listing) {
  return listing.procedures.map((row) => ({
    name: row.names[language] || row.names.vi, lang: row.names[language] ? language : "vi", row,
    also: otherNames(row),
  }));
}

/**
 * Says where something else is done, and whether something follows that is done here.
 * @param {{ name: string, place: Record<string, string> }} away
 * @param {boolean} more
 * @param {DOMStringMap} words
 */
function sayElsewhere({ name, place }, more, words) {
  const said = element("b", String(words.away).replace("%(name)s", name)
    .replace("%(place)s", place[language] || place.vi));
  return more ? [said, element("span", ` ${words.here}`)] : [said];
}

/**
 * @param {string} kind
 * @param {string} text
 */
function element(kind, text) {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}

/**
 * @param {Hit<Entry>} hit
 * @param {Record<string, string>} departments their names by code
 * @param {Record<string, string>} standIns name that is in another language than the page -> which
 */
function draw(hit, departments, standIns) {
  const { entry } = hit;
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `/procedures/${encodeURIComponent(entry.row.code)}${language === "vi" ? "" : `?lang=${language}`}`;
  const name = document.createElement("b");
  name.lang = entry.lang;
  cut(hit.name, hit.marks).forEach((piece) => name.appendChild(element(piece.marked ? "mark" : "span", piece.text)));
  link.appendChild(name);
  const department = element("small", departments[entry.row.department] || "");
  department.lang = standIns[String(department.textContent)] || "";
  link.appendChild(department);
  item.appendChild(link);
  return item;
}

/**
 * Lets the list follow what is typed; an empty field gets back what the page began with.
 * @param {HTMLInputElement} field
 * @param {HTMLElement} found
 * @param {HTMLElement} summary
 */
async function follow(field, found, summary) {
  const begun = Array.from(found.children);
  const said = summary.textContent;
  const answer = await fetch(String(field.dataset.list), { credentials: "same-origin" });
  if (!answer.ok) {
    return; // the form still asks the server
  }
  /** @type {FindableJson} */
  const listing = await answer.json();
  const entries = listEntries(listing);
  const indexed = index(entries, listing.synonyms);
  const here = listing.units.concat(entries.map(({ name, also }) => `${name} ${also}`));
  const departments = JSON.parse(found.dataset.names || "{}");
  const standIns = JSON.parse(found.dataset.standIns || "{}");
  /** @param {Element[]} items */
  const show = (items) => {
    found.textContent = "";
    items.forEach((item) => found.appendChild(item));
  };
  field.addEventListener("input", () => {
    const typed = field.value.trim() !== "";
    const away = findElsewhere(field.value, listing.elsewhere, here);
    // a guess beside a plain answer only misleads
    const hits = query(indexed, field.value, SHOWN).filter(({ near }) => !near || away === null).slice(0, SHOWN);
    show(typed ? hits.map((hit) => draw(hit, departments, standIns)) : begun);
    summary.textContent = typed && hits.length === 0 ? String(field.dataset.none) : typed ? "" : said;
    if (away !== null) {
      summary.textContent = "";
      sayElsewhere(away, hits.length > 0, field.dataset).forEach((part) => summary.appendChild(part));
    }
  });
}

const field = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
const found = document.getElementById("found"), summary = document.getElementById("summary");
if (field !== null && found !== null && summary !== null) {
  follow(field, found, summary).catch(() => {});
}
