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

/** @param {HTMLElement} section */
function follow(section) {
  const field = section.querySelector("input");
  const found = section.querySelector("[data-found]");
  const summary = section.querySelector("[data-summary]");
  if (field === null || found === null || summary === null) {
    return;
  }
  /** @type {Promise<ReturnType<typeof index<Entry>>> | null} */
  let indexed = null;

  async function load() {
    const answer = await fetch(section.dataset.search || "", { credentials: "same-origin" });
    /** @type {Listing} */
    const listing = await answer.json();
    return index(listing.procedures.map((row) => (
      { name: row.names.vi, also: `${otherNames(row)} ${row.code}`, row })), listing.synonyms);
  }

  async function search() {
    const typed = field.value;
    indexed = indexed || load();
    try {
      const hits = query(await indexed, typed, SHOWN);
      if (typed !== field.value) {
        return;
      }
      found.replaceChildren(...hits.slice(0, SHOWN).map((hit) => draw(hit, section.dataset.one || "")));
      summary.textContent = typed.trim() === "" ? ""
        : hits.length === 0 ? gettext("Không tìm thấy thủ tục nào.")
          : gettext("Tìm thấy %(n)s thủ tục.", { n: hits.length });
    } catch (unreachable) {
      indexed = null;
      summary.textContent = gettext("Mất kết nối với máy chủ.");
    }
  }

  section.hidden = false;
  field.addEventListener("input", search);
  search();
}

document.querySelectorAll("[data-search]").forEach((section) => follow(/** @type {HTMLElement} */ (section)));
