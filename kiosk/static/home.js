/** The first page: search, short cuts, every unit by floor with the people who wait. */
/** @import { KioskExtra, KioskView, UnitRow } from "../view_types.js" */
import { html, Icon, page } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { ClosedNote } from "./closed.js";
import { Waiting } from "./frame.js";
import { Paged } from "./paged.js";
import { closedReason, closedWords, reasonText } from "./reasons.js";
import { NoSlips } from "./slip.js";

const LONG_NAME = 22;
const VERY_LONG_NAME = 40;
const PER_ROW = 2;

/**
 * Keeps the last two words together: no line holds one syllable of "Du lịch" or "Xã hội" alone.
 * @param {string} name
 */
function bound(name) {
  return name.replace(/ (\S+)$/, "\u00a0$1");
}

/** @param {string} name */
function sizeOf(name) {
  return name.length > VERY_LONG_NAME ? " long longer" : name.length > LONG_NAME ? " long" : "";
}

/**
 * `floor`: whether the tile says its floor itself; `plain`: whether the page has said the reason.
 * @param {{
 *   unit: UnitRow, opening: string | null, floor?: boolean, plain: boolean, locked: boolean,
 *   onChoose: (unit: UnitRow) => void,
 * }} props
 */
export function Tile({ unit, opening, floor, plain, locked, onChoose }) {
  const department = page.catalogue.departments[unit.code];
  const name = names.department(unit.code);
  const about = [floor ? names.floor(unit.floor) : "", names.departmentAbout(unit.code)]
    .filter(Boolean).join(" · ");
  const kind = `tile${sizeOf(name)}${unit.open ? "" : " closed"}`;
  return html`<button type="button" class=${kind} disabled=${!unit.open || locked}
    data-unit=${unit.code} onClick=${() => onChoose(unit)}>
    <span class="ic"><${Icon} name=${(department && department.icon) || "office"} /></span>
    <span class="tx"><b>${bound(name)}</b><small>${unit.open || plain
      ? about : reasonText(unit.reason, opening)}</small></span>
    <${Waiting} row=${unit} />
  </button>`;
}

/** @param {{ alone?: boolean, locked: boolean, onAsk: () => void }} props */
function Ask({ alone, locked, onAsk }) {
  return html`<button type="button" class=${alone ? "tile ask dark alone" : "tile ask dark"}
    disabled=${locked} onClick=${onAsk}>
    <span class="ic"><${Icon} name="help" /></span>
    <span class="tx"><b>${gettext("Tôi chưa rõ cần gặp ai")}</b>
      <small>${gettext("Lấy số gặp nhân viên hướng dẫn")}</small></span><span></span>
  </button>`;
}

/**
 * Groups the units by floor, in the order in which the floors first appear.
 * @param {UnitRow[]} units
 */
export function byFloor(units) {
  /** @type {{ code: string, units: UnitRow[] }[]} */
  const floors = [];
  units.forEach((unit) => {
    const known = floors.find((floor) => floor.code === unit.floor);
    if (known) {
      known.units.push(unit);
    } else {
      floors.push({ code: unit.floor, units: [unit] });
    }
  });
  return floors;
}

/**
 * All units on as many pages as it takes, each with the way to a guide.
 * @param {{
 *   view: KioskView, plain: boolean, locked: boolean, onUnit: (unit: UnitRow) => void,
 *   onAsk: () => void,
 * }} props
 */
function UnitPages({ view, plain, locked, onUnit, onAsk }) {
  const shape = [page.language].concat(
    view.departments.map((unit) => `${unit.code}${unit.open ? "" : unit.reason}`)).join();
  return html`<section class="depts flat">
    <h2 class="vh">${gettext("%(n)s cơ quan", { n: view.departments.length })}</h2>
    <${Paged} kind="grid" items=${view.departments} shape=${shape}
      draw=${(unit) => html`<li key=${unit.code}><${Tile} unit=${unit} floor plain=${plain}
        opening=${view.next_opening} locked=${locked} onChoose=${onUnit} /></li>`}
      pinned=${html`<li key="ask"><${Ask} locked=${locked} onAsk=${onAsk} /></li>`} />
  </section>`;
}

/**
 * @param {{
 *   view: KioskView, plain: boolean, locked: boolean, onUnit: (unit: UnitRow) => void,
 *   onAsk: () => void,
 * }} props
 */
function Units({ view, plain, locked, onUnit, onAsk }) {
  const floors = byFloor(view.departments);
  const rows = floors.map((floor, place) =>
    Math.ceil((floor.units.length + (place === floors.length - 1 ? 1 : 0)) / PER_ROW));
  const heights = rows.map((count) => `auto ${count}fr`).join(" ");
  return html`<section class="depts" style=${{ gridTemplateRows: heights || "1fr" }}>
    ${floors.map((floor, place) => html`
      <h2 class="fl" key=${floor.code}><span><${Icon} name="floor" />${names.floor(floor.code)} · ${
        gettext("%(n)s cơ quan", { n: floor.units.length })}</span></h2>
      <div class="grid">
        ${floor.units.map((unit) => html`<${Tile} key=${unit.code} unit=${unit}
          plain=${plain} opening=${view.next_opening} locked=${locked} onChoose=${onUnit} />`)}
        ${place === floors.length - 1 ? html`<${Ask} locked=${locked} onAsk=${onAsk}
          alone=${floor.units.length % PER_ROW === 0} />` : null}
      </div>`)}
  </section>`;
}

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
 *   view: KioskView, closed: string | null, priority: string | null, count: number,
 *   onSearch: () => void, locked: boolean,
 * }} props
 */
function Greeting({ view, closed, priority, count, onSearch, locked }) {
  const greeting = priority
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
      ? html`<${NoSlips} printing=${view.printing} kind="here" />` : html`<p>${hint}</p>`}</div>
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
 *   shortcuts: { results: boolean, priorities: boolean }, priority: string | null, locked: boolean,
 *   onResults: () => void, onPriority: () => void,
 * }} props
 */
function ShortCuts({ shortcuts, priority, locked, onResults, onPriority }) {
  return html`<div class="quick">
    ${shortcuts.results ? html`<${Short} icon="result" title=${gettext("Nhận kết quả")}
      hint=${gettext("Hồ sơ đã nộp trước đây")} locked=${locked} onPress=${onResults} />` : null}
    ${shortcuts.priorities ? html`<${Short} icon="priority" kind="pri" locked=${locked}
      pressed=${String(priority !== null)}
      title=${gettext("Lượt ưu tiên")} hint=${priority
        ? gettext("Đã chọn. Chạm lần nữa để bỏ.")
        : gettext("Người cao tuổi, khuyết tật, mang thai")} onPress=${onPriority} />` : null}
  </div>`;
}

/**
 * Home. `shortcuts`: {results, priorities} say which short cuts this centre offers; `week`: the
 * hours of intake; `paged`: whether the units are turned over page by page.
 * @param {{
 *   view: KioskView, locked: boolean, priority: string | null, paged: boolean, count: number,
 *   week: KioskExtra["hours"], shortcuts: { results: boolean, priorities: boolean },
 *   onSearch: () => void, onUnit: (unit: UnitRow) => void, onAsk: () => void,
 *   onResults: () => void, onPriority: () => void,
 * }} props
 */
export function Home(props) {
  const { view, locked, priority, paged, onUnit, onAsk } = props;
  const closed = closedReason(view);
  const units = paged ? UnitPages : Units;
  return html`<main class=${closed === null ? "home" : "home shut"}>
    <${Greeting} view=${view} closed=${closed} priority=${priority} count=${props.count}
      onSearch=${props.onSearch} locked=${locked} />
    ${closed === null ? html`<${ShortCuts} shortcuts=${props.shortcuts} priority=${priority}
      locked=${locked} onResults=${props.onResults} onPriority=${props.onPriority} />`
    : html`<${ClosedNote} week=${props.week} />`}
    <${units} view=${view} plain=${closed !== null} locked=${locked || closed !== null}
      onUnit=${onUnit} onAsk=${onAsk} />
  </main>`;
}
