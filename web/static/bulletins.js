/** What all who wait are told, as screens draw it: the words of the page's language, and whom they concern. */
/** @import { BulletinJson } from "../bulletin_view_types.js" */
import { Icon, html, page } from "./screen.js";
import { clockTime, gettext, languageOfName, names } from "./words.js";

/**
 * Returns the words in the page's language, else the Vietnamese ones, and which language they are in.
 * @param {Pick<BulletinJson, "texts">} bulletin
 */
export function wordsOf({ texts }) {
  const own = texts[page.language];
  return own ? { text: own, lang: page.language } : { text: texts.vi, lang: "vi" };
}

/**
 * Returns the Vietnamese own words that the words in the page's language lack, so that somebody can show and ask what
 * they mean; an empty text where they lack none.
 * @param {Pick<BulletinJson, "texts" | "words">} bulletin
 */
export function wordsToAsk({ texts, words }) {
  const { lang } = wordsOf({ texts });
  return lang !== "vi" && !words[lang] && words.vi || "";
}

/**
 * Returns whom a bulletin concerns: names of departments and services; everybody: none.
 * @param {Pick<BulletinJson, "departments" | "services">} bulletin
 */
export function whomItConcerns({ departments, services }) {
  return [...departments.map((code) => names.department(code)), ...services.map((code) => names.service(code))];
}

/**
 * Says whether somebody is concerned who is there for a service of a department.
 * @param {Pick<BulletinJson, "departments" | "services">} bulletin
 * @param {string} department
 * @param {string} service
 */
export function concerns({ departments, services }, department, service) {
  const everybody = departments.length === 0 && services.length === 0;
  return everybody || departments.includes(department) || services.includes(service);
}

const saidAt = (/** @type {string} */ time) => gettext("Tin lúc %(time)s", { time });

/**
 * One bulletin: whom it concerns, its words, since when (`say`: in a screen's own words).
 * `also`: a language in which the words stand below, too.
 * @param {{ bulletin: BulletinJson, say?: (time: string) => string, also?: string }} props
 */
export function Bulletin({ bulletin, say = saidAt, also = "" }) {
  const { text, lang } = wordsOf(bulletin);
  const whom = whomItConcerns(bulletin);
  const below = also === lang ? undefined : bulletin.texts[also];
  const own = wordsToAsk(bulletin);
  return html`<div class=${`bulletin ${bulletin.reason}`} data-bulletin=${bulletin.id}>
    <${Icon} name="warning" />
    <p>${whom.length > 0 && html`<b>${whom.map((name, index) => html`${index ? ", " : ""}<span lang=${languageOfName(name)}>${name}</span>`)}:${" "}</b>`}<span lang=${lang === page.language ? undefined : lang}>${text}</span>${below && html`<span class="also" lang=${also}>${below}</span>`}${own && html`<q lang="vi">${own}</q>`}</p>
    <small>${say(clockTime(bulletin.at))}</small>
  </div>`;
}

/**
 * Bulletins, read out when they come. `label`, `say`: in a screen's own words.
 * @param {{ bulletins: readonly BulletinJson[], label?: string, say?: (time: string) => string }} props
 */
export function Bulletins({ bulletins, label = gettext("Tin báo"), say }) {
  return html`<div class="bulletins" role="status" aria-label=${label}>
    ${bulletins.map((each) => html`<${Bulletin} key=${each.id} bulletin=${each} say=${say} />`)}
  </div>`;
}
