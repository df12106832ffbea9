/** The band at the foot of the board while people are told something: it stands in the place of the notices. */
/** @import { BulletinJson } from "../../web/bulletin_view_types.js" */
import { Bulletin } from "../web/bulletins.js";
import { html, useNow } from "../web/screen.js";
import { gettext } from "../web/words.js";

/**
 * One bulletin at a time, each for `seconds`, the newest first; nothing moves. That the house is to be left stands in
 * English, too.
 * @param {{ bulletins: readonly BulletinJson[], seconds: number }} props
 */
export function BulletinBand({ bulletins, seconds }) {
  const now = useNow();
  const turn = Math.floor(now / 1000 / seconds) % bulletins.length;
  const shown = bulletins[turn];
  const also = shown.reason === "evacuation" ? "en" : "";
  return html`
    <footer class=${`foot told ${shown.reason}`}>
      <div role="status" aria-label=${gettext("Tin báo")}><${Bulletin} key=${shown.id} bulletin=${shown} also=${also} /></div>
      ${bulletins.length > 1 && html`<span class="part num">${turn + 1}/${bulletins.length}</span>`}
    </footer>`;
}
