/** The first page: search, short cuts, every unit by floor with the people who wait. */
/** @import { KioskExtra, KioskView, UnitRow } from "../view_types.js" */
import { html, Icon, page } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { ClosedNote } from "./closed.js";
import { extra } from "./extra.js";
import { Steps } from "./frame.js";
import { closedReason, closedWords, listGroups } from "./reasons.js";
import { NoSlips } from "./slip.js";
import { Units } from "./units.js";

/** @param {{ count: number, onSearch: () => void, locked: boolean }} props */
function Find({ count, onSearch, locked }) {
  return html`<button type="button" class="find" onClick=${onSearch} disabled=${locked}>
    <${Icon} name="search" />
    <span><em>${count > 0
      ? gettext("Tìm trong %(n)s thủ tục", { n: count.toLocaleString(page.language) })
      : gettext("Tìm cơ quan, nội dung giao dịch")}</em>
      <small>${gettext("Gõ không dấu cũng được, ví dụ: “doi giay phep lai xe”")}</small></span>
    <span class="go">${gettext("Tìm thủ tục")}</span></button>`;
}

/**
 * @param {{
 *   view: KioskView, closed: string | null, priority: string | null, listed: number, count: number,
 *   onSearch: () => void, locked: boolean,
 * }} props
 */
function Greeting({ view, closed, priority, listed, count, onSearch, locked }) {
  const greeting = listed > 0
    ? [gettext("Ông/Bà cần làm thêm việc gì?"), gettext("Việc được thêm vào cùng một số.")]
    : priority
    ? [gettext("Lượt ưu tiên: Ông/Bà cần làm thủ tục gì?"),
      gettext("Mời Ông/Bà tìm thủ tục hoặc chọn cơ quan.")]
    : [gettext("Xin chào! Ông/Bà cần làm thủ tục gì?"),
      gettext("Tìm tên thủ tục, hoặc chọn cơ quan bên dưới để lấy số.")];
  const [title, hint] = closed === null ? greeting : closedWords(
    closed, view.next_opening, view.clock === "unproven" ? view.at : null,
  );
  return html`<section class="hero dark">
    <svg class="wave" viewBox="0 0 1080 140" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 70c120-46 220-46 340 0s230 46 360 0 250-46 380 0v70H0z" class="far" />
      <path d="M0 100c140-36 240-36 370 0s240 36 370 0 230-34 340-6v46H0z" class="near" /></svg>
    <div class="greet"><h1 tabindex="-1">${title}</h1>${closed === null && view.printing.state === "out"
      ? html`<${NoSlips} printing=${view.printing} kind="here" />` : html`<p>${hint}</p>`}${closed === null ? html`<${Steps} at=${0} />` : null}</div>
    <${Find} count=${count} onSearch=${onSearch} locked=${locked} />
  </section>`;
}

/**
 * @param {{
 *   icon: string, kind?: string, title: string, hint: string, pressed?: string, locked: boolean,
 *   onPress: () => void,
 * }} props
 */
function Short({ icon, kind, title, hint, pressed, locked, onPress }) {
  return html`<button type="button" class=${kind} disabled=${locked} aria-pressed=${pressed}
    onClick=${onPress}><${Icon} name=${icon} /><span><b>${title}</b><small>${hint}</small></span>
  </button>`;
}

/**
 * @param {{
 *   shortcuts: { results: boolean, priorities: boolean }, classes: string[], priority: string | null, listed: number,
 *   locked: boolean, onResults: () => void, onBooked: () => void, onPriority: () => void, onList: () => void,
 * }} props
 */
function ShortCuts({ shortcuts, classes, priority, listed, locked, onResults, onBooked, onPriority, onList }) {
  return html`<div class="quick">
    ${shortcuts.results ? html`<${Short} icon="result" title=${gettext("Nhận kết quả")}
      hint=${gettext("Hồ sơ đã nộp trước đây")} locked=${locked} onPress=${onResults} />` : null}
    ${extra.bookings && listed === 0 ? html`<${Short} icon="calendar" title=${gettext("Tôi đã đặt trước")}
      hint=${gettext("Số lấy từ nhà, lịch hẹn")} locked=${locked} onPress=${onBooked} />` : null}
    ${listed > 0 ? html`<${Short} icon="ticket" kind="pri" title=${gettext("Đã chọn %(n)s việc", { n: listed })}
      hint=${gettext("Chạm để xem, bỏ bớt hoặc lấy số")} locked=${locked} onPress=${onList} />` : null}
    ${shortcuts.priorities && listed === 0 ? html`<${Short} icon="priority" kind="pri" locked=${locked}
      pressed=${String(priority !== null)}
      title=${gettext("Lượt ưu tiên")} hint=${priority
        ? gettext("Đã chọn. Chạm lần nữa để bỏ.")
        : listGroups(classes.map(names.priority), shortcuts.results && extra.bookings)} onPress=${onPriority} />` : null}
  </div>`;
}

/**
 * Home. `listed`: how many matters are on the list of one number; `shortcuts`: {results, priorities} say which short cuts this centre offers; `classes`: the
 * priority groups; `week`: the hours of intake; `paged`: whether the units are turned over page by page.
 * @param {{
 *   view: KioskView, locked: boolean, priority: string | null, paged: boolean, count: number,
 *   week: KioskExtra["hours"], shortcuts: { results: boolean, priorities: boolean }, classes: string[], listed: number,
 *   onSearch: () => void, onUnit: (unit: UnitRow) => void, onAsk: () => void,
 *   onResults: () => void, onBooked: () => void, onPriority: () => void, onList: () => void,
 * }} props
 */
export function Home(props) {
  const { view, locked, priority, paged, onUnit, onAsk } = props;
  const closed = closedReason(view);
  return html`<main class=${closed === null ? "home" : "home shut"}>
    <${Greeting} view=${view} closed=${closed} priority=${priority} listed=${props.listed} count=${props.count}
      onSearch=${props.onSearch} locked=${locked} />
    ${closed === null ? html`<${ShortCuts} shortcuts=${props.shortcuts} classes=${props.classes} priority=${priority}
      listed=${props.listed} onList=${props.onList} locked=${locked} onResults=${props.onResults} onBooked=${props.onBooked} onPriority=${props.onPriority} />`
    : html`<${ClosedNote} week=${props.week} special=${view.special_hours} served=${view.holders_served} />`}
    <${Units} view=${view} plain=${closed !== null} locked=${locked || closed !== null} paged=${paged}
      onUnit=${onUnit} onAsk=${onAsk} />
  </main>`;
}
