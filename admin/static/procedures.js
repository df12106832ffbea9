/** The list of procedures is searched as at the kiosk, with those that are not offered; it works without this. */
import { cut } from "../web/marks.js";
import { index, otherNames, query } from "../web/search.js";
import { gettext } from "../web/words.js";

const SHOWN = 30;

/**
 * @typedef {{
 *   code: string, names: Record<string, string>, keywords: string, where: string, offer: string,
 *   offered: boolean,
 * }} Row
 * @typedef {{ procedures: Row[], synonyms: Record<string, string> }} Listing
 * @typedef {{ name: string, also: string, row: Row }} Entry
 */
/** @import { Hit } from "../web/search.js" */

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
 * @param {string} address of one procedure's page
 */
function draw(hit, address) {
  const { row } = hit.entry;
  const link = document.createElement("a");
  const to = new URL(address, location.href);
  to.searchParams.set("code", row.code);
  link.href = to.href;
  const name = document.createElement("span");
  name.append(...cut(hit.name, hit.marks).map(({ text, marked }) => (marked ? element("mark", text) : text)));
  link.append(element("b", row.code), name, element("i", row.offered ? row.where : row.offer));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

/**
 * Returns every procedure as the search knows it.
 * @param {string} address
 */
async function load(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  /** @type {Listing} */
  const listing = await answer.json();
  return index(listing.procedures.map((row) => (
    { name: row.names.vi, also: `${otherNames(row)} ${row.code}`, row })), listing.synonyms);
}

/**
 * @param {string} typed
 * @param {number} n how many were found
 */
function summarise(typed, n) {
  if (typed.trim() === "") {
    return "";
  }
  return n === 0 ? gettext("Không tìm thấy thủ tục nào.") : gettext("Tìm thấy %(n)s thủ tục.", { n });
}

/**
 * @param {HTMLElement} section
 * @param {HTMLInputElement} field
 * @param {Element} found
 * @param {Element} summary
 */
function follow(section, field, found, summary) {
  /** @type {ReturnType<typeof load> | null} */
  let indexed = null;

  async function search() {
    const typed = field.value;
    indexed = indexed || load(section.dataset.search || "");
    try {
      const hits = query(await indexed, typed, SHOWN);
      if (typed === field.value) {
        found.replaceChildren(...hits.slice(0, SHOWN).map((hit) => draw(hit, section.dataset.one || "")));
        summary.textContent = summarise(typed, hits.length);
      }
    } catch (unreachable) {
      indexed = null;
      summary.textContent = gettext("Mất kết nối với máy chủ.");
    }
  }

  section.hidden = false;
  field.addEventListener("input", search);
  search();
}

/** @type {HTMLElement | null} */
const section = document.querySelector("[data-search]");
const field = section && section.querySelector("input");
const found = section && section.querySelector("[data-found]");
const summary = section && section.querySelector("[data-summary]");
if (section !== null && field !== null && found !== null && summary !== null) {
  follow(section, field, found, summary);
}
