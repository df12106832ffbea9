/** The words of the page's language. */
import { page, readBlock } from "./page.js";

let catalogue = readBlock("words") || {};

/** Texts that were said in Vietnamese because the page's language has no words for them yet. */
export const untranslated = new Set();

/** Takes the words of another language, for a page that changes it without a reload. */
export function speakWith(words) {
  catalogue = words;
  untranslated.clear();
}

/** Returns the text for a Vietnamese msgid in the page's language, with `%(name)s` filled in. */
export function gettext(msgid, fields) {
  const known = catalogue[msgid];
  const text = fields ? filled(known || msgid, fields) : known || msgid;
  if (known === undefined && page.language !== "vi") {
    untranslated.add(text);
  }
  return text;
}

function filled(text, fields) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => (name in fields ? String(fields[name]) : whole));
}

function named(things, code, field) {
  const thing = things && things[code];
  if (thing === undefined || thing === null) {
    return code || "";
  }
  return typeof thing === "string" ? thing : thing[field] || thing.name || code;
}

/** Names for codes, from the page's catalogue; an unknown code stands for itself. */
export const names = {
  department: (code) => named(page.catalogue.departments, code, "name"),
  departmentShort: (code) => named(page.catalogue.departments, code, "short_name"),
  departmentAbout: (code) => named(page.catalogue.departments, code, "about"),
  service: (code) => named(page.catalogue.services, code, "name"),
  counter: (id) => named(page.catalogue.counters, id, "label"),
  floor: (code) => named(page.catalogue.floors, code, "name"),
  zone: (code) => named(page.catalogue.zones, code, "name"),
  priority: (code) => named(page.catalogue.priorities, code, "name"),
  outcome: (code) => named(page.catalogue.outcomes, code, "name"),
  pauseReason: (code) => named(page.catalogue.pause_reasons, code, "name"),
};

const ZONE = "Asia/Ho_Chi_Minh";

/** Formats by language and options: the clock of a screen asks every second, and building one is slow. */
const formats = new Map();

function format(options) {
  const locale = page.language === "en" ? "en-GB" : "vi-VN";
  const key = `${locale} ${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    const timeZone = (page.centre && page.centre.time_zone) || ZONE;
    formats.set(key, new Intl.DateTimeFormat(locale, Object.assign({ timeZone }, options)));
  }
  return formats.get(key);
}

/** Returns `08:10`: the centre's local time of a Date or ISO text. */
export function clockTime(moment) {
  return format({ hour: "2-digit", minute: "2-digit", hour12: false })
    .format(new Date(moment)).replace(/^24/, "00");
}

/** Returns `Thứ Hai` (or `Monday`): the centre's local weekday. */
export function weekdayName(moment) {
  return format({ weekday: "long" }).format(new Date(moment));
}

/** Returns `Thứ Hai, 23/11` (or `Monday, 23/11`): the centre's local day. */
export function dayName(moment, options) {
  const at = new Date(moment);
  const weekday = weekdayName(at);
  const date = format(Object.assign({ day: "2-digit", month: "2-digit" }, options)).format(at);
  return `${weekday}, ${date.replace(/-/g, "/")}`;
}
