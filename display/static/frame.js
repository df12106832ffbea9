/** What surrounds the calls: the centre's name and the clock above, one notice at a time below. */
/** @import { Told } from "./notices.js" */
import { Fitted, Icon, html, page, useNow } from "../web/screen.js";
import { clockTime, dayName, gettext, languageOfName, names } from "../web/words.js";
import { SoundOffer, useBlocked } from "./sound.js";

const WHOLE_CENTRE = "all";

/**
 * The bar above: emblem, centre, zone (with the page of the counters, if there are several), time.
 * `sounds`: this board may be heard. While its browser keeps the sound back, a small line says what
 * to do about it: no call is covered by that, and the centre keeps its name.
 * @param {{ zone: string, part: string | false, sounds: boolean }} props
 */
export function Top({ zone, part, sounds }) {
  const now = useNow();
  const blocked = useBlocked() && sounds;
  const place = zone === WHOLE_CENTRE ? gettext("Toàn trung tâm") : names.zone(zone);
  return html`
    <header class="top">
      <${Icon} name="emblem" kind="emblem" />
      <div><b>${page.centre.name}</b>${blocked ? html`<${SoundOffer} />`
        : html`<span class="s">${page.centre.city}</span>`}</div>
      <span class="zone"><span lang=${languageOfName(place)}>${place}</span>${part && html`<span class="part num">${part}</span>`}</span>
      <div class="clk"><b class="num">${clockTime(now)}</b><span>${dayName(now)}</span></div>
    </header>`;
}

/**
 * The bar below: the notices in turn, `seconds` each, one fading into the next; nothing moves sideways.
 * Beside them whoever should get ready, as long as that is certain; never spoken.
 * @param {{ notices: Told[], seconds: number, nextUp: readonly string[] }} props
 */
export function Foot({ notices, seconds, nextUp }) {
  const now = useNow();
  const turn = notices.length > 0 ? Math.floor(now / 1000 / seconds) % notices.length : 0;
  return html`
    <footer class="foot">
      <div class="notices">
        ${notices.map((notice, index) => html`
          <div class=${index === turn ? "notice on" : "notice"} key=${index} aria-hidden=${index === turn ? null : "true"}>
            <span class="tag"><${Icon} name=${notice.icon} />${notice.tag}</span>
            <${Fitted} as="span" class="text" lang=${notice.lang}>${notice.text}<//>
          </div>`)}
      </div>
      ${nextUp.length > 0 && html`<p class="next-up">${gettext("Xin chuẩn bị")}
        ${nextUp.map((number) => html`<b class="num" key=${number}>${number}</b>`)}</p>`}
      <span class="dots" aria-hidden="true">
        ${notices.length > 1 && notices.map((each, index) => html`<i class=${index === turn ? "on" : ""} key=${index}></i>`)}
      </span>
    </footer>`;
}
