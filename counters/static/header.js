/** The dark bar on top: which counter, whether the page is in touch, the time, who works here. */
/** @import { CounterView } from "../view_types.js" */
import { Icon, html, page, useNow } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { isPanel } from "./dialogs.js";
import { consoleExtra } from "./extra.js";
import { HelpButton } from "./help_call.js";
import { counterName } from "./tickets.js";

/**
 * The officer's initials: of `Nguyễn Mai Lan` the last two words, ML.
 * @param {string} name
 */
function initials(name) {
  return name.trim().split(/\s+/).slice(-2).map((word) => word[0] || "").join("").toLocaleUpperCase();
}

/** @param {{ view: CounterView, stale: boolean, taken: boolean, onMenu: () => void, onHelp: () => void }} props */
export function Header({ view, stale, taken, onMenu, onHelp }) {
  const counter = view.counter;
  return html`${taken && html`<${Taken} officer=${counter.officer} />`}<${Bar} title=${counterName(counter.id)} stale=${stale} onMenu=${onMenu}
    menu=${isPanel() ? gettext("Tài khoản và đổi quầy") : undefined} detail=${`${names.department(counter.department)} · ${names.floor(counter.floor)}`}
    calling=${view.help.here !== null} help=${html`<${HelpButton} own=${view.help.here} onOpen=${onHelp} />`} me=${consoleExtra.officer || counter.officer || ""}
    away=${gettext("Đang kết nối lại. Số trên màn hình có thể đã cũ, xin chờ giây lát.")} />`;
}

/** @param {{ officer: string }} props */
function Taken({ officer }) {
  return html`
    <p class="away-band taken" role="alert"><${Icon} name="person" />
      <span>${gettext("%(officer)s đã nhận quầy này. Anh/Chị không gọi số ở đây được nữa.", { officer })}
        ${" "}<a href="/counters">${gettext("Chọn quầy khác")}</a></span></p>`;
}

/**
 * The bar itself: `away` is said when the page is out of touch, `menu` names what a press on one's name opens,
 * `help` is the button that calls for help; `calling`: it says how the own call stands.
 * @param {{
 *   title: string, detail: string, me: string, stale: boolean, away: string, onMenu: () => void, menu?: string, help?: any, calling?: boolean,
 * }} props
 */
export function Bar({ title, detail, me, stale, away, onMenu, menu = gettext("Việc khác"), help, calling = false }) {
  const now = useNow(1000);
  return html`
    <header class=${`top dark${help ? " helped" : ""}${calling ? " calling" : ""}`}>
      <img class="emblem" src=${`${page.asset_base}/web/emblem.svg`} alt="" width="40" height="40" />
      <h1>${title}<small>${detail}</small></h1>
      <span class=${stale ? "pill away" : "pill"} role="status"><i></i>${
        stale ? gettext("Mất kết nối") : gettext("Trực tuyến")}</span>
      <span class="num clock">${clockTime(now)}</span>
      ${help}
      <button class="who" onClick=${onMenu} aria-haspopup="dialog">
        <span>${me}</span>
        ${me ? html`<b aria-hidden="true">${initials(me)}</b>` : html`<${Icon} name="list" />`}
        <span class="vh">${menu}</span>
      </button>
    </header>
    ${stale && html`<p class="away-band" role="alert"><${Icon} name="offline" />${away}</p>`}`;
}
