/** The words of the page's language. */
import { page, readBlock } from "./page.js";

/** @type {Record<string, string>} */
let catalogue = readBlock("words") || {};

/** Texts that were said in Vietnamese because the page's language has no words for them yet. */
export const untranslated = /** @type {Set<string>} */ (new Set());

/**
 * Takes the words of another language, for a page that changes it without a reload.
 * @param {Record<string, string>} words
 */
export function speakWith(words) {
  catalogue = words;
  untranslated.clear();
}

/**
 * Returns the text for a Vietnamese msgid in the page's language, with `%(name)s` filled in; a
 * translation may have words for one and for other numbers: `%(n)s {n|day|days}`, and for one thing and a list of
 * them: `{counters,|Counter|Counters} %(counters)s`.
 * @param {string} msgid
 * @param {Record<string, unknown>} [fields]
 */
export function gettext(msgid, fields) {
  const known = catalogue[msgid];
  const text = fields ? filled(known || msgid, fields) : known || msgid;
  if (known === undefined && page.language !== "vi") {
    untranslated.add(text);
  }
  return text;
}

/**
 * @param {string} text
 * @param {Record<string, unknown>} fields
 */
function filled(text, fields) {
  const worded = text.replace(/\{(\w+)(,?)\|([^|{}]*)\|([^|{}]*)\}/g, (_, name, listed, one, other) => {
    const value = String(fields[name]);
    return (listed ? value.indexOf(", ") < 0 : value === "1") ? one : other;
  });
  return worded.replace(/%\((\w+)\)s/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
}

/**
 * @template Thing
 * @param {Record<string, Thing>} things
 * @param {string | null} code
 * @param {(thing: Thing) => string} read
 */
function named(things, code, read) {
  const thing = things[code || ""];
  return thing === undefined ? code || "" : read(thing) || code || "";
}

/**
 * Returns the language of a name that stands there for want of one in the page's; undefined: it is in the page's.
 * @param {string} name
 * @returns {string | undefined}
 */
export function languageOfName(name) {
  return page.catalogue.stand_ins[name];
}

/** @param {string} text */
const itself = (text) => text;

/**
 * Names for codes, from the page's catalogue; an unknown code stands for itself.
 * @satisfies {Record<string, (code: string | null) => string>}
 */
export const names = {
  department: (code) => named(page.catalogue.departments, code, (each) => each.name),
  departmentShort: (code) => named(page.catalogue.departments, code, (each) => each.short_name || each.name),
  departmentAbout: (code) => named(page.catalogue.departments, code, (each) => each.about || each.name),
  service: (code) => named(page.catalogue.services, code, (each) => each.name),
  counter: (id) => named(page.catalogue.counters, id, (each) => each.label),
  floor: (code) => named(page.catalogue.floors, code, itself),
  zone: (code) => named(page.catalogue.zones, code, itself),
  priority: (code) => named(page.catalogue.priorities, code, itself),
  outcome: (code) => named(page.catalogue.outcomes, code, itself),
  pauseReason: (code) => named(page.catalogue.pause_reasons, code, itself),
  callReason: (code) => named(page.catalogue.call_reasons, code, itself),
  kiosk: (code) => named(page.catalogue.kiosks, code, itself),
};

/** Formats by language and options: the clock of a screen asks every second, and building one is slow. */
const formats = /** @type {Map<string, Intl.DateTimeFormat>} */ (new Map());

/** @param {Intl.DateTimeFormatOptions} options */
function format(options) {
  const { locale } = page;
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (found === undefined) {
    const timeZone = page.centre.time_zone;
    found = new Intl.DateTimeFormat(locale, Object.assign({ timeZone }, options));
    formats.set(key, found);
  }
  return found;
}

/**
 * Returns `08:10`: the centre's local time of a Date or ISO text.
 * @param {Date | string | number} moment
 */
export function clockTime(moment) {
  return format({ hour: "2-digit", minute: "2-digit", hour12: false })
    .format(new Date(moment)).replace(/^24/, "00");
}

/**
 * Returns `2026-11-23`: the centre's local day of a Date or ISO text.
 * @param {Date | string | number} moment
 */
export function localDay(moment) {
  const parts = format({ year: "numeric", month: "2-digit", day: "2-digit" })
    .formatToParts(new Date(moment));
  return ["year", "month", "day"]
    .map((type) => parts.filter((part) => part.type === type).map((part) => part.value).join("")).join("-");
}

/**
 * Returns `Thứ Hai` (or `Monday`): the centre's local weekday.
 * @param {Date | string | number} moment
 */
export function weekdayName(moment) {
  return format({ weekday: "long" }).format(new Date(moment));
}

/**
 * Returns `Thứ Hai, 23/11` (or `Monday, 23/11`): the centre's local day.
 * @param {Date | string | number} moment
 * @param {Intl.DateTimeFormatOptions} [options]
 */
export function dayName(moment, options) {
  const at = new Date(moment);
  const weekday = weekdayName(at);
  const date = format(Object.assign({ day: "2-digit", month: "2-digit" }, options)).format(at);
  return `${weekday}, ${date.replace(/-/g, "/")}`;
}
