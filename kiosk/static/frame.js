/** What surrounds every page of the kiosk: the centre, the clock, languages, notes, dialogs. */
import { html, Icon, page, useEffect, useNow, useRef } from "../web/screen.js";
import { clockTime, dayName, gettext } from "../web/words.js";
import { Aids } from "./aids.js";

/** The centre's name and the server's time. */
export function Top() {
  const now = useNow();
  const centre = page.centre || {};
  return html`<header class="top">
    <${Icon} name="emblem" kind="emblem" />
    <div><b>${centre.name}</b><span>${centre.city}</span></div>
    <div class="clk">
      <b class="num">${clockTime(now)}</b><span lang=${page.language === "en" ? "en" : "vi"}>${dayName(now, { year: "numeric" })}</span>
    </div>
  </header>`;
}

const LANGUAGES = { vi: "Tiếng Việt", en: "English", km: "ខ្មែរ" };
const DRAWN = "km"; // a drawing, so that its font is fetched only when the language is chosen

/** Where to find a person, the aids, and the languages: the same on every page. */
export function Bottom({ languages, aids, voice, onAid, onLanguage }) {
  return html`<footer class="bar dark">
    <p class="human"><${Icon} name="people" /><span><b>${gettext("Ông/Bà cần giúp đỡ?")}</b> ${
      gettext("Nhân viên hướng dẫn luôn ở sảnh.")}</span></p>
    <${Aids} aids=${aids} voice=${voice} onToggle=${onAid} />
    <div class="lang" role="group" aria-label=${gettext("Ngôn ngữ")}>
      ${languages.map((code) => html`<button type="button" lang=${code} key=${code}
        aria-pressed=${String(code === page.language)}
        aria-label=${LANGUAGES[code]} onClick=${() => onLanguage(code)}>
        ${code === DRAWN ? html`<${Icon} name="khmer" kind="i word" />` : LANGUAGES[code]}</button>`)}
    </div>
  </footer>`;
}

/** The bar of a page below home: a way back, and what the page is about. */
export function Head({ title, lang, hint, onBack }) {
  return html`<section class="q dark"><div class="row">
    <button type="button" class="back" aria-label=${gettext("Quay lại")} onClick=${onBack}>
      <${Icon} name="back" /></button>
    <div class="title"><h1 tabindex="-1" lang=${lang}>${title}</h1>${hint ? html`<p>${hint}</p>` : null}</div>
  </div></section>`;
}

/** People waiting, always with a word: 10 and more in amber, none in green. */
export function Waiting({ waiting, open }) {
  if (!open) {
    return html`<span class="w shut"><b>${gettext("Tạm đóng")}</b></span>`;
  }
  if (waiting === 0) {
    return html`<span class="w free"><b>${gettext("Không phải chờ")}</b></span>`;
  }
  const kind = waiting >= 1000 ? "w busy many" : waiting >= 10 ? "w busy" : "w";
  return html`<span class=${kind}>
    <b class="num">${waiting}</b><small>${gettext("đang chờ")}</small></span>`;
}

/** Says why a unit or service gives no numbers. */
export function reasonText(reason, opening) {
  const text = {
    outside_hours: gettext("Ngoài giờ cấp số"),
    no_more_today: gettext("Hôm nay đã hết số"),
    day_closed: gettext("Hôm nay đã ngừng cấp số"),
    no_counter: gettext("Hiện chưa có quầy tiếp nhận"),
  }[reason] || gettext("Tạm ngừng cấp số");
  const reopens = reason === "outside_hours" || reason === "day_closed";
  return reopens && opening ? `${text}. ${opensAgain(opening)}` : text;
}

/** Says when intake begins again. */
export function opensAgain(opening) {
  return gettext("Mở lại lúc %(time)s, %(day)s.", {
    time: clockTime(opening), day: dayName(opening),
  });
}

/** A question over the page: takes the focus, and gives it back. */
export function Dialog({ title, text, children }) {
  const box = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = box.current.querySelector("button");
    if (first !== null) {
      first.focus();
    }
    return () => before && before.focus && before.focus();
  }, []);
  return html`<div class="veil"><div class="ask" role="alertdialog" aria-modal="true"
    aria-labelledby="ask-title" aria-describedby="ask-text" ref=${box}>
    <h2 id="ask-title">${title}</h2><p id="ask-text">${text}</p>
    <div class="answers">${children}</div>
  </div></div>`;
}
