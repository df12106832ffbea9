/** A figure on the page. */
import { html } from "../web/screen.js";
import { gettext } from "../web/words.js";

/**
 * A figure, or a dash that says why there is none.
 * @param {{ children?: any, why?: string }} props
 */
export function Figure({ children, why }) {
  const [text] = /** @type {any[]} */ ([]).concat(children);
  if (text !== null && text !== undefined) {
    return html`<span class="num">${text}</span>`;
  }
  return html`<span class="none" aria-hidden="true">–</span><span class="vh">${
    why || gettext("chưa đủ số liệu")}</span>`;
}
