/** The kiosk's own keyboard: plain letters, no tone keys, since the search needs none. */
import { html, Icon } from "../web/screen.js";
import { gettext } from "../web/words.js";

const ROWS = ["1234567890", "qwertyuiop", "asdfghjkl"];
const KINDS = ["kr digits", "kr", "kr b"];

/**
 * Keys call `onType` with what they do to the text; the focus stays in the field.
 * @param {{
 *   onType: (change: (typed: string) => string) => void, onUnits: () => void, onAsk: () => void,
 *   locked: boolean,
 * }} props
 */
export function Keyboard({ onType, onUnits, onAsk, locked }) {
  const key = (/** @type {string} */ letter) => html`<button type="button" key=${letter}
    onClick=${() => onType((typed) => typed + letter)}>${letter}</button>`;
  const keepFocus = (/** @type {Event} */ event) => event.preventDefault();
  return html`<section class="kb" aria-label=${gettext("Bàn phím")} onMouseDown=${keepFocus}>
    ${ROWS.map((row, place) => html`<div class=${KINDS[place]} key=${row}>
      ${row.split("").map(key)}</div>`)}
    <div class="kr c">
      <button type="button" class="sp" onClick=${() => onType(() => "")}>${gettext("Xóa hết")}</button>
      ${"zxcvbnm".split("").map(key)}
      <button type="button" class="sp" aria-label=${gettext("Xóa một chữ")}
        onClick=${() => onType((typed) => typed.slice(0, -1))}><${Icon} name="erase" /></button>
    </div>
    <div class="kr d">
      <button type="button" class="sp" onClick=${onUnits}>${gettext("Cơ quan")}</button>
      <button type="button" class="space" onClick=${() => onType((typed) => `${typed} `)}>
        ${gettext("dấu cách")}</button>
      <button type="button" class="sp" disabled=${locked} onClick=${onAsk}>
        ${gettext("Cần hướng dẫn")}</button>
    </div>
  </section>`;
}
