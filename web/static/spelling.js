/** How people write what they hear, and what their keyboards leave in a word. Pure. */

const VOWELS = "[aeiouy]";
const ENDS = "(?:ch|ng|nh|[cmnpt])";
const TELEX_TONE = new RegExp(`(${VOWELS})[sfrxj](?=${ENDS}?$|${VOWELS})|(${ENDS})[sfrxj]$`);
const TELEX_HORN = new RegExp(`([auo]${VOWELS}*${ENDS}?)w`, "g");
const TELEX_LATE = new RegExp(`([aeo])(${VOWELS}*${ENDS}?)\\1$`);
const TELEX_LATE_D = /^(d.*)d$/;
const TONE_BEFORE_HORN = new RegExp(`(${VOWELS}|${ENDS})([sfrxj])w`, "g");
const ONSET = /^(?:ngh|ng|nh|ch|tr|gh|gi(?=[aeouy])|kh|ph|qu|th|[bcdfghjklmnpqrstvxz])/;
/** Beginnings that many people say alike, and what stands for them. */
const ALIKE = /** @type {Record<string, string>} */ ({
  tr: "ch", x: "s", l: "n", gi: "d", r: "d", v: "d", z: "d", j: "d",
  c: "k", q: "k", ngh: "ng", gh: "g", f: "ph",
});
/** Ends that the South says alike. */
const END_ALIKE = /** @type {Record<string, string>} */ ({ ng: "n", nh: "n", c: "t", ch: "t" });
/** The same of what stands before them: rượu and riệu, hưu and hiu, tiếp and típ, chuyển and chiển. */
const RIMES_ALIKE = /** @type {[RegExp, string][]} */ ([
  [/^uou/, "iu"], [/^uu/, "iu"], [/^ie(?=[mpu])/, "i"], [/^uo(?=[im])/, "u"], [/^uie(?=[nt])/, "ie"], [/^au$/, "ao"],
]);

/**
 * Returns a folded word without what Telex or VNI left in it because the keyboard was not on:
 * "coong" and "co6ng" are "cong", "ddaats" is "dat".
 * @param {string} word
 */
export function untype(word) {
  if (!/^[a-z]/.test(word)) {
    return word;
  }
  return word.replace(/\d+/g, "")
    .replace(TELEX_LATE_D, "$1").replace(TONE_BEFORE_HORN, "$1w$2")
    .replace(TELEX_TONE, "$1$2")
    .replace(/dd/g, "d").replace(/aa/g, "a").replace(/ee/g, "e").replace(/oo/g, "o")
    .replace(TELEX_HORN, "$1").replace(TELEX_TONE, "$1$2").replace(TELEX_HORN, "$1").replace(/w/g, "u")
    .replace(TELEX_TONE, "$1$2").replace(TELEX_LATE, "$1$2");
}

/**
 * Returns what stands for all spellings that are said alike: ch and tr, s and x, l and n, d, gi, r
 * and v at the beginning; n and ng, t and c at the end; ươu and iêu, iêp and ip between them.
 * @param {string} word folded
 */
export function soundOf(word) {
  const found = ONSET.exec(word);
  const onset = found === null ? "" : found[0];
  const rime = word.slice(onset.length).replace(/y/g, "i")
    .replace(/(?:ch|ng|nh|c)$/, (end) => END_ALIKE[end]);
  const alike = RIMES_ALIKE.reduce((text, [spelt, said]) => text.replace(spelt, said), rime);
  return (ALIKE[onset] || onset).replace("qu", "ku") + alike;
}
