/** What surrounds every page of the kiosk: the centre, the clock, languages, notes, dialogs. */
/** @import { Aid, Wearing } from "./aids.js" */
/** @import { ServiceRow } from "../view_types.js" */
import { html, Icon, page, useEffect, useNow, useRef } from "../web/screen.js";
import { clockTime, dayName, gettext } from "../web/words.js";
import { Aids } from "./aids.js";
import { closureShort, noCounterShort } from "./reasons.js";

/** The centre's name and the server's time. */
export function Top() {
  const now = useNow();
  const { centre } = page;
  return html`<header class="top">
    <${Icon} name="emblem" kind="emblem" />
    <div><b>${centre.name}</b><span>${centre.city}</span></div>
    <div class="clk">
      <b class="num">${clockTime(now)}</b><span lang=${page.locale.slice(0, 2)}>${dayName(now, { year: "numeric" })}</span>
    </div>
  </header>`;
}

const DRAWN = "km"; // a drawing, so that its font is fetched only when the language is chosen

/**
 * Where to find a person, the aids, and the languages: the same on every page.
 * @param {{
 *   languages: string[], aids: Wearing, voice: SpeechSynthesisVoice | null,
 *   onAid: (name: Aid) => void, onLanguage: (code: string) => void,
 * }} props
 */
export function Bottom({ languages, aids, voice, onAid, onLanguage }) {
  return html`<footer class="bar dark">
    <p class="human"><${Icon} name="people" /><span><b>${gettext("Ông/Bà cần giúp đỡ?")}</b> ${
      gettext("Nhân viên hướng dẫn luôn ở sảnh.")}</span></p>
    <${Aids} aids=${aids} voice=${voice} onToggle=${onAid} />
    <div class="lang" role="group" aria-label=${gettext("Ngôn ngữ")}>
      ${languages.map((code) => html`<button type="button" lang=${code} key=${code}
        aria-pressed=${String(code === page.language)}
        aria-label=${page.language_names[code]} onClick=${() => onLanguage(code)}>
        ${code === DRAWN ? html`<${Icon} name="khmer" kind="i word" />` : page.language_names[code]}</button>`)}
    </div>
  </footer>`;
}

/**
 * The three steps to a number, in the upper half while everything that can be touched is in the
 * lower one; `at`: the step of this page, from 0.
 * @param {{ at: number }} props
 */
export function Steps({ at }) {
  /** @type {[string, string][]} */
  const steps = [
    ["search", gettext("Chọn cơ quan hoặc thủ tục")], ["ticket", gettext("Lấy số")],
    ["sound", gettext("Chờ loa và màn hình gọi số")],
  ];
  return html`<ol class="steps">${steps.map(([icon, text], place) => html`<li key=${icon}
    class=${place === at ? "at" : ""}><${Icon} name=${icon} /><span>${text}</span></li>`)}</ol>`;
}

/** @param {{ onBack: () => void }} props */
export function Back({ onBack }) {
  return html`<button type="button" class="back" onClick=${onBack}>
    <${Icon} name="back" />${gettext("Quay lại")}</button>`;
}

/**
 * The bar of a page below home: a way back, and what the page is about.
 * @param {{ title: string, lang?: string, hint: any, step: number, onBack: () => void }} props
 */
export function Head({ title, lang, hint, step, onBack }) {
  return html`<section class="q dark"><div class="row">
    <${Back} onBack=${onBack} />
    <div class="title"><h1 tabindex="-1" lang=${lang}>${title}</h1>${hint ? html`<p>${hint}</p>` : null}</div>
  </div><${Steps} at=${step} /></section>`;
}

/**
 * People waiting, always with a word: 10 and more in amber, green where a counter is free. Nobody queuing is
 * not yet no wait: the counters may be busy.
 * `minutes`: whether they are said here.
 * @param {{ row: ServiceRow, minutes?: boolean }} props
 */
export function Waiting({ row, minutes = true }) {
  const { waiting } = row;
  if (!row.open) {
    return html`<span class="w shut"><b>${closureShort(row.closure)}</b></span>`;
  }
  if (waiting === 0 && !row.counter_open) {
    return html`<span class="w shut"><b>${noCounterShort(row, row.opens_at)}</b></span>`;
  }
  if (waiting === 0 && row.wait !== null && row.wait.none) {
    return html`<span class="w free"><b>${gettext("Không phải chờ")}</b></span>`;
  }
  const wait = minutes ? row.wait : null;
  const kind = waiting >= 1000 ? "w busy many" : waiting >= 10 ? "w busy" : "w";
  return html`<span class=${wait === null ? kind : `${kind} timed`}>
    <b class="num">${waiting}</b><small>${gettext("đang chờ")}</small><${Minutes} wait=${wait} /></span>`;
}

/** @param {{ wait: ServiceRow["wait"] }} props */
function Minutes({ wait }) {
  return wait && html`<small class="min">${gettext("%(low)s–%(high)s phút", {
    low: wait.low_min, high: wait.high_min })}</small>`;
}

/**
 * A question over the page: takes the focus, and gives it back.
 * @param {{ title: string, text: string, children?: any }} props
 */
export function Dialog({ title, text, children }) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const first = box.current && box.current.querySelector("button");
    if (first !== null) {
      first.focus();
    }
    return () => {
      if (before !== null) {
        before.focus();
      }
    };
  }, []);
  return html`<div class="veil"><div class="ask" role="alertdialog" aria-modal="true"
    aria-labelledby="ask-title" aria-describedby="ask-text" ref=${box}>
    <h2 id="ask-title">${title}</h2><p id="ask-text">${text}</p>
    <div class="answers">${children}</div>
  </div></div>`;
}
