/** The papers to bring, which the citizen may tick: a help for whoever reads, kept nowhere. */
/** @typedef {[icon: string, label: string, text: string, lang?: string]} FactLine `lang`: where the text is in the catalogue's own language */
import { html, Icon, page } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Paged } from "./paged.js";

/**
 * `ticked`: those that the citizen has; `onTick` null: they are only shown. `around` names what decides how much
 * room they have; `facts`: what is said before them in the same list, which is turned over where it is long.
 * @param {{
 *   facts?: readonly FactLine[], around: string, title: string, papers: readonly string[], ticked: readonly string[], onTick: ((paper: string) => void) | null,
 * }} props
 */
export function Checklist({ facts = [], around, title, papers, ticked, onTick }) {
  const draw = (/** @type {string | FactLine} */ paper) => {
    if (typeof paper !== "string") {
      const [icon, label, text, lang] = paper;
      return html`<li key=${icon}><p><${Icon} name=${icon} /><span>${label}: <b lang=${lang}>${text}</b></span></p></li>`;
    }
    const has = ticked.includes(paper);
    const words = html`<i class=${has ? "box on" : "box"}>${has ? html`<${Icon} name="check" />` : null}</i>
      <span lang="vi">${paper}</span>`;
    return html`<li key=${paper}>${onTick === null ? html`<p>${words}</p>`
      : html`<button type="button" role="checkbox" aria-checked=${String(has)} onClick=${() => onTick(paper)}>
        ${words}</button>`}</li>`;
  };
  return html`<section class="papers">
    <div><h2><${Icon} name="document" />${title}</h2>${onTick === null ? null
      : html`<p class="hint">${gettext("Chạm vào giấy tờ Ông/Bà đã có.")}</p>`}</div>
    <${Paged} items=${/** @type {(string | FactLine)[]} */ ([]).concat(facts, papers)} kind="list" shape=${[papers, page.language, around, facts].join()} draw=${draw} />
  </section>`;
}
