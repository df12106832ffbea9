/** The search page: field, results with marks, the kiosk's own keyboard. */
/**
 * @typedef {{
 *   name: string, also: string, behind?: number, unit?: string, service?: string,
 *   procedure?: string, facts?: boolean, lang?: string,
 * }} Entry what can be found: a procedure, a service, or a whole unit
 */
/** @import { DirectoryJson, KioskView, ProcedureRow, UnitRow } from "../view_types.js" */
/** @import { Hit } from "../web/search.js" */
import { html, Icon, page, useMemo, useRef } from "../web/screen.js";
import { findElsewhere, fitsByPlaceAlone } from "../web/elsewhere.js";
import { cut } from "../web/marks.js";
import { index, otherNames, query } from "../web/search.js";
import { gettext, names } from "../web/words.js";
import { extra } from "./extra.js";
import { hasFacts, languageOf, nameOf } from "./facts.js";
import { Back, Steps, Waiting } from "./frame.js";
import { guidanceOf, isShut, placeOf } from "./offers.js";
import { askingWords, reasonText } from "./reasons.js";
import { namesOf } from "./languages.js";
import { Keyboard } from "./keyboard.js";
import { Paged } from "./paged.js";

const SHOWN = 5;
const MOST = 20; // so many are turned to; who has more before them types on
const BEHIND = 3; // a procedure is the better answer when both fit

/**
 * Returns what can be found: procedures, and every unit and service on the kiosk.
 * @param {KioskView} view
 * @param {ProcedureRow[]} procedures
 * @returns {Entry[]}
 */
export function findable(view, procedures) {
  const services = new Set();
  /** @type {Entry[]} */
  const units = [];
  view.departments.forEach((unit) => {
    const about = names.departmentAbout(unit.code);
    units.push({
      name: names.department(unit.code), also: `${about} ${namesOf("departments", unit.code)}`,
      behind: BEHIND, unit: unit.code,
    });
    unit.services.forEach((service) => {
      services.add(service.code);
      if (unit.services.length > 1) {
        units.push({
          name: names.service(service.code), also: `${about} ${namesOf("services", service.code)}`,
          behind: BEHIND, service: service.code,
        });
      }
    });
  });
  const leading = procedures.filter((procedure) => services.has(procedure.service));
  /** @type {Entry[]} */
  const found = leading.map((procedure) => ({
    name: nameOf(procedure), also: otherNames(procedure),
    service: procedure.service, procedure: procedure.code, facts: hasFacts(procedure),
    lang: languageOf(procedure),
  }));
  return found.concat(units);
}

/** @param {Hit<Entry>} hit */
function keyOf(hit) {
  return [hit.entry.procedure, hit.entry.service, hit.entry.unit].join("/");
}

/**
 * @param {{
 *   hit: Hit<Entry>, view: KioskView, locked: boolean, onEntry: (entry: Entry, unit: UnitRow) => void,
 * }} props
 */
function Result({ hit, view, locked, onEntry }) {
  const place = placeOf(view, hit.entry);
  if (place === null) {
    return null;
  }
  const { unit, row } = place;
  // what is closed still tells which papers to bring
  const off = locked || !(row.open || hit.entry.facts);
  const where = `${names.department(unit.code)} · ${names.floor(unit.floor)}`;
  return html`<li><button type="button" class=${row.open ? "r" : "r closed"}
    disabled=${off} onClick=${() => onEntry(hit.entry, unit)}>
    <span class="ic"><${Icon} name=${(page.catalogue.departments[unit.code] || {}).icon} /></span>
    <span><b class="n" lang=${hit.entry.lang}>${cut(hit.name, hit.marks).map((piece) =>
      piece.marked ? html`<mark>${piece.text}</mark>` : piece.text)}</b>
      <small>${row.open ? where : reasonText(row.reason, row.opens_at)}</small></span>
    <${Waiting} row=${row} />
    <span class="go"><${Icon} name="forward" /></span>
  </button></li>`;
}

/** @param {{ view: KioskView, locked: boolean, onAsk: () => void }} props */
function AskRow({ view, locked, onAsk }) {
  const row = guidanceOf(view, extra.guidance);
  return html`<li><button type="button" class="r none" disabled=${locked || isShut(row)} onClick=${onAsk}>
    <span class="ic"><${Icon} name="help" /></span>
    <span><b class="n">${gettext("Không thấy thủ tục cần tìm?")}</b>
      <small>${askingWords(row)}</small></span><span></span>
    <span class="go"><${Icon} name="forward" /></span>
  </button></li>`;
}

/**
 * Moves on to the first result: a keypad's Enter must not choose what nobody has looked at.
 * @param {KeyboardEvent} event
 */
function toResults(event) {
  /** @type {HTMLElement | null} */
  const first = document.querySelector(".res button:not(:disabled)");
  if (event.key === "Enter" && first !== null) {
    event.preventDefault();
    first.focus();
  }
}

/**
 * @param {{
 *   typed: string, onType: (change: (typed: string) => string) => void, onBack: () => void,
 * }} props
 */
function Field({ typed, onType, onBack }) {
  return html`<div class="row">
    <${Back} onBack=${onBack} />
    <div class="field"><${Icon} name="search" />
      <input data-start value=${typed} inputmode="none" autocomplete="off" spellcheck=${false}
        maxlength="80" aria-label=${gettext("Tên thủ tục")}
        placeholder=${gettext("Gõ tên thủ tục")} onKeyDown=${toResults}
        onInput=${(e) => onType(() => e.target.value)} /></div>
  </div>`;
}

/**
 * @param {string} typed
 * @param {Hit<Entry>[]} hits
 */
function summary(typed, hits) {
  if (typed.trim() === "") {
    return hits.length === 0
      ? gettext("Gõ vài chữ trong tên thủ tục, không cần dấu.")
      : gettext("Gõ vài chữ trong tên thủ tục, không cần dấu. Dưới đây là các thủ tục nhiều người làm.");
  }
  if (hits.length === 0) {
    return gettext("Chưa tìm thấy. Ông/Bà thử gõ ít chữ hơn, hoặc lấy số gặp nhân viên hướng dẫn.");
  }
  const n = hits.filter(({ near }) => !near).length;
  if (n === 0) {
    return gettext("Không có kết quả đúng hoàn toàn. Dưới đây là kết quả gần nhất.");
  }
  if (n > SHOWN) {
    return gettext("Tìm thấy %(n)s kết quả phù hợp. Xin gõ thêm chữ để thu hẹp.", { n });
  }
  return n < hits.length
    ? gettext("Tìm thấy %(n)s kết quả phù hợp, tiếp theo là kết quả gần giống. Chạm vào một dòng để lấy số.", { n })
    : gettext("Tìm thấy %(n)s kết quả phù hợp. Chạm vào một dòng để lấy số.", { n });
}

/**
 * Returns what is asked for most, as if it were found.
 * @param {Entry[]} entries
 * @param {readonly string[]} codes
 * @returns {Hit<Entry>[]}
 */
function listAsked(entries, codes) {
  return codes.map((code) => entries.find((entry) => entry.procedure === code))
    .filter((entry) => entry !== undefined)
    .map((entry) => ({ entry, name: entry.name, marks: [], near: false }));
}

/**
 * Search. `onType` takes a function of the text so far; `listing` is the directory of procedures; without one it finds units and services.
 * @param {{
 *   view: KioskView, listing: DirectoryJson, typed: string, locked: boolean,
 *   onType: (change: (typed: string) => string) => void,
 *   onEntry: (entry: Entry, unit: UnitRow) => void, onAsk: () => void, onBack: () => void,
 * }} props
 */
export function Finder({ view, listing, typed, locked, onType, onEntry, onAsk, onBack }) {
  const shape = view.departments.map((unit) => unit.code).join();
  const entries = useMemo(() => findable(view, listing.procedures), [listing, shape, page.language]);
  const indexed = useMemo(() => index(entries, listing.synonyms), [entries]);
  const elsewhere = useMemo(() => findElsewhere(typed, listing.elsewhere,
    entries.map(({ name, also }) => `${name} ${also}`)), [entries, typed]);
  // a guess beside a plain answer, or by the centre's own place alone, only misleads
  const found = useMemo(() => query(indexed, typed, MOST).filter((hit) => !hit.near || (elsewhere === null
    && !fitsByPlaceAlone(typed, `${hit.name} ${hit.entry.also}`, page.centre.city))), [indexed, typed]);
  const begun = typed.trim() !== "";
  const hits = begun ? found : listAsked(entries, listing.most_asked);
  // drawn once, not at every key: its forty keys are most of the page
  const latest = useRef({ onAsk, onBack });
  latest.current = { onAsk, onBack };
  const keyboard = useMemo(() => html`<${Keyboard} onType=${onType} locked=${locked}
    onUnits=${() => latest.current.onBack()} onAsk=${() => latest.current.onAsk()} />`,
  [page.language, locked]);
  const shown = hits.slice(0, MOST).filter((hit) => placeOf(view, hit.entry) !== null);
  return html`<main class="find-page">
    <h1 class="vh">${gettext("Tìm thủ tục")}</h1>
    <section class="q dark"><${Field} typed=${typed} onType=${onType} onBack=${onBack} />
      <p role="status">${elsewhere === null ? summary(typed, hits) : html`<b class="away">${
        gettext("“%(name)s” không làm ở đây. Xin đến %(place)s.", {
          name: elsewhere.name, place: elsewhere.place[page.language] || elsewhere.place.vi,
        })}</b>${hits.length > 0 ? ` ${gettext("Ở đây có:")}` : ""}`}</p>
      <${Steps} at=${0} /></section>
    <${Paged} kind="res" items=${shown} shape=${`${page.language} ${begun} ${shown.map(keyOf).join()}`}
      onward=${gettext("Xem thêm")} draw=${(hit) => html`<${Result} hit=${hit} view=${view} locked=${locked}
        key=${keyOf(hit)} onEntry=${onEntry} />`}
      pinned=${begun ? html`<${AskRow} key="ask" view=${view} locked=${locked} onAsk=${onAsk} />` : null} />
    ${keyboard}
  </main>`;
}
