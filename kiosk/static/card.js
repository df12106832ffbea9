/** What the QR code of an identity card says: the birth day, for the priority of age. Pure; nothing else is read. */
/**
 * @typedef {{ year: number, month: number, day: number }} Birth month and day 12 and 31 where only the year is known
 * @typedef {{ group: string, from_age: number }} AgeRule
 */

const BASES = "aeod", QUALITIES = ["a\u0306", "a\u0302", "e\u0302", "o\u0302", "đ"];
const DIGITS = "12340";
/** @type {Record<string, string>} */
const TONES = { "\u0300": "5", "\u0309": "6", "\u0303": "7", "\u0301": "8", "\u0323": "9" };
const OLDEST = 130;

/**
 * Returns the digits of a field: a scanner's digits come as letters through the Vietnamese layout of a keyboard.
 * @param {string} field
 */
function readDigits(field) {
  if (/^\s*\d*\s*$/u.test(field)) {
    return field.trim();
  }
  const marked = field.toLowerCase().normalize("NFD");
  let digits = "";
  for (let at = 0; at < marked.length; at += 1) {
    const sign = marked[at];
    // a tone below the letter stands before its circumflex
    const ahead = marked.slice(at + 1, at + 3).split("").find((mark) => QUALITIES.indexOf(sign + mark) >= 0);
    const place = QUALITIES.indexOf(sign === "đ" ? sign : sign + (ahead || ""));
    if (place >= 0) {
      digits += DIGITS[place];
    } else if (TONES[sign]) {
      digits += TONES[sign];
    } else if (/\d/u.test(sign)) {
      digits += sign;
    } else if (BASES.indexOf(sign) >= 0 || (sign !== "\u0306" && sign !== "\u0302" && sign.trim() !== "")) {
      return "";
    }
  }
  return digits;
}

/**
 * Returns the day of ddmmyyyy, null where that is none.
 * @param {string} text
 * @returns {Birth | null}
 */
function readDay(text) {
  const [day, month, year] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)].map(Number);
  const there = new Date(Date.UTC(year, month - 1, day));
  const right = text.length === 8 && there.getUTCMonth() === month - 1 && there.getUTCDate() === day;
  return right ? { year, month, day } : null;
}

/**
 * Returns the year that the number of a card holds: its fourth digit is the century with the sex, two follow.
 * @param {string} number
 * @returns {Birth | null}
 */
function yearOf(number) {
  return number.length === 12 ? { year: 1900 + 100 * Math.floor(Number(number[3]) / 2) + Number(number.slice(4, 6)),
    month: 12, day: 31 } : null;
}

/**
 * Returns number and birth of a card, null where a scan is none: six to eight fields by `|`, the first the number, the
 * fourth the day of birth. Names and addresses, mangled or not, are not looked at.
 * @param {string} scan
 * @returns {{ number: string, birth: Birth } | null}
 */
export function readCard(scan) {
  const fields = scan.split("|");
  if (fields.length < 6 || fields.length > 8) {
    return null;
  }
  const number = readDigits(fields[0]);
  if (number.length !== 12 && number.length !== 9) {
    return null;
  }
  const birth = readDay(readDigits(fields[3])) || yearOf(number);
  return birth && { number, birth };
}

/**
 * Returns the age on a day like 2026-11-23.
 * @param {Birth} birth
 * @param {string} today
 */
export function ageOn(birth, today) {
  const [year, month, day] = today.split("-").map(Number);
  const before = month < birth.month || (month === birth.month && day < birth.day);
  return year - birth.year - (before ? 1 : 0);
}

/**
 * Returns the group with the highest age that somebody has reached, null where there is none.
 * @param {Birth} birth
 * @param {string} today
 * @param {readonly AgeRule[]} rules
 */
export function groupOf(birth, today, rules) {
  const age = ageOn(birth, today);
  const fitting = rules.filter((rule) => age >= rule.from_age && age <= OLDEST)
    .sort((one, other) => other.from_age - one.from_age);
  return fitting.length > 0 ? fitting[0].group : null;
}
