/** The units on the first page: by floor, as large as there is room, or page by page. */
/** @import { KioskView, UnitRow } from "../view_types.js" */
/** @import { Plan } from "./tiles.js" */
import { html, Icon, page, useLayoutEffect, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { extra } from "./extra.js";
import { Waiting } from "./frame.js";
import { Paged, useRoom } from "./paged.js";
import { isCompact } from "./panel.js";
import { guidanceOf, isShut } from "./offers.js";
import { askingWords, hasWaysOut, reasonText } from "./reasons.js";
import { LYING, planTiles, shrink, SMALL, UPRIGHT } from "./tiles.js";

const LONG_NAME = 22;
const VERY_LONG_NAME = 40;

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
 *   unit: UnitRow, floor?: boolean, plain: boolean, locked: boolean,
 *   onChoose: (unit: UnitRow) => void,
 * }} props
 */
export function Tile({ unit, floor, plain, locked, onChoose }) {
  const department = page.catalogue.departments[unit.code];
  const name = names.department(unit.code);
  const about = [floor ? names.floor(unit.floor) : "", names.departmentAbout(unit.code)]
    .filter(Boolean).join(" · ");
  const kind = `tile${sizeOf(name)}${unit.open ? "" : " closed"}`;
  return html`<button type="button" class=${kind} disabled=${locked || !(unit.open || unit.services.some(hasWaysOut))}
    data-unit=${unit.code} onClick=${() => onChoose(unit)}>
    <span class="ic"><${Icon} name=${(department && department.icon) || "office"} /></span>
    <span class="tx"><b>${bound(name)}</b><small>${unit.open || plain
      ? about : reasonText(unit.reason, unit.opens_at)}</small></span>
    <${Waiting} row=${unit} />
  </button>`;
}

/**
 * The way to a guide. `desk`: the unit behind it, which has no other tile; `plain`: whether the page has
 * said the reason.
 * @param {{
 *   alone?: boolean, view: KioskView, desk: UnitRow | null, plain: boolean, locked: boolean, onAsk: () => void,
 * }} props
 */
function Ask({ alone, view, desk, plain, locked, onAsk }) {
  const row = guidanceOf(view, extra.guidance);
  const kind = `tile ask dark${alone ? " alone" : ""}${plain || isShut(row) ? " closed" : ""}`;
  return html`<button type="button" class=${kind} disabled=${locked || isShut(row)} onClick=${onAsk}>
    <span class="ic"><${Icon} name="help" /></span>
    <span class="tx"><b>${gettext("Tôi chưa rõ cần gặp ai")}</b>
      <small>${plain ? gettext("Lấy số gặp nhân viên hướng dẫn") : askingWords(row)}</small></span>${
        desk && desk.waiting > 0 ? html`<${Waiting} row=${desk} />`
          : html`<span></span>`}
  </button>`;
}

/**
 * Returns the units that have a tile, and the one that is reached by asking: the desk of the guides,
 * where it does nothing else.
 * @param {UnitRow[]} units
 * @param {string | null} guidance
 * @returns {[UnitRow[], UnitRow | null]}
 */
export function splitDesk(units, guidance) {
  const desk = units.find((unit) => unit.services.length === 1 && unit.services[0].code === guidance);
  return [units.filter((unit) => unit !== desk), desk || null];
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

/** @param {UnitRow[]} units */
function shapeOf(units) {
  return [page.language].concat(
    units.map((unit) => `${unit.code}${unit.open ? "" : unit.reason}`)).join();
}

/** The section's own edges above and below the tiles, in rem: the same whether pages are turned or not. */
const EDGES = { roomy: 0.4, small: 1.5 };

/**
 * Returns the room that the section has for tiles, in rem. It must not depend on how they are drawn.
 * @param {HTMLElement} section
 * @param {HTMLElement} main
 */
function measureRoom(section, main) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const style = getComputedStyle(section);
  const sides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
  const from = section.getBoundingClientRect().top + main.scrollTop;
  const height = (main.getBoundingClientRect().bottom - from) / rem - EDGES[isCompact() ? "small" : "roomy"];
  return {
    width: Math.floor((section.clientWidth - sides) / rem * 10) / 10,
    height: Math.floor(height * 10) / 10,
  };
}

/**
 * @param {HTMLElement} section
 * @param {HTMLElement} main
 */
function overflows(section, main) {
  const last = section.lastElementChild;
  const end = last === null ? 0 : last.getBoundingClientRect().bottom + main.scrollTop;
  return end > main.getBoundingClientRect().bottom + 1
    || Array.from(section.querySelectorAll(".tile")).some(
      (tile) => tile.scrollWidth > tile.clientWidth + 1 || tile.scrollHeight > tile.clientHeight + 1);
}

function findBase() {
  if (isCompact()) {
    return SMALL;
  }
  return window.innerWidth > window.innerHeight ? LYING : UPRIGHT;
}

/**
 * Finds how the tiles are drawn, whenever the room or `shape` changes: first by the plan, then
 * smaller for as long as some words do not fit. A plan of null: they do not fit at all.
 * @param {number[]} counts
 * @param {string} shape
 * @param {boolean} wanted
 */
function usePlan(counts, shape, wanted) {
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const [found, setFound] = useState(/** @type {{ key: string, plan: Plan | null }} */ ({ key: "", plan: null }));
  const times = useRoom();
  useLayoutEffect(() => {
    const section = box.current;
    const main = section && section.closest("main");
    if (!wanted || !section || !main) {
      return;
    }
    const room = measureRoom(section, main);
    const key = [times, room.width, room.height, isCompact(), shape].join(" ");
    if (found.key !== key) {
      setFound({ key, plan: planTiles(counts, room, findBase()) });
    } else if (found.plan !== null && overflows(section, main)) {
      setFound({ key, plan: shrink(found.plan) });
    }
  });
  return { box, plan: found.plan, found: found.key !== "" };
}

/**
 * @typedef {{
 *   view: KioskView, units: UnitRow[], desk: UnitRow | null, plain: boolean, locked: boolean,
 *   onUnit: (unit: UnitRow) => void, onAsk: () => void,
 * }} Shown
 */

/**
 * All units on as many pages as it takes, each with the way to a guide.
 * @param {Shown} props
 */
function Pages({ view, units, desk, plain, locked, onUnit, onAsk }) {
  return html`<h2 class="vh">${gettext("%(n)s cơ quan", { n: units.length })}</h2>
    <${Paged} kind="grid" items=${units} shape=${shapeOf(units)}
      draw=${(/** @type {UnitRow} */ unit) => html`<li key=${unit.code}><${Tile} unit=${unit} floor plain=${plain}
        locked=${locked} onChoose=${onUnit} /></li>`}
      pinned=${html`<li key="ask"><${Ask} view=${view} desk=${desk} plain=${plain} locked=${locked}
        onAsk=${onAsk} /></li>`} />`;
}

/** @param {Shown & { columns: number }} props */
function Floors({ view, units, desk, plain, locked, columns, onUnit, onAsk }) {
  const floors = byFloor(units);
  return html`${floors.map((floor, place) => html`
    <h2 class="fl" key=${floor.code}><span><${Icon} name="floor" />${names.floor(floor.code)} · ${
      gettext("%(n)s cơ quan", { n: floor.units.length })}</span></h2>
    <div class="grid">
      ${floor.units.map((unit) => html`<${Tile} key=${unit.code} unit=${unit}
        plain=${plain} locked=${locked} onChoose=${onUnit} />`)}
      ${place === floors.length - 1 ? html`<${Ask} view=${view} desk=${desk} plain=${plain}
        locked=${locked} onAsk=${onAsk} alone=${floor.units.length % columns === 0} />` : null}
    </div>`)}`;
}

/**
 * Every unit. `paged`: the letters are large or everything is low, so that pages are turned.
 * @param {{
 *   view: KioskView, plain: boolean, locked: boolean, paged: boolean,
 *   onUnit: (unit: UnitRow) => void, onAsk: () => void,
 * }} props
 */
export function Units(props) {
  const [units, desk] = splitDesk(props.view.departments, extra.guidance);
  const counts = byFloor(units).map((floor) => floor.units.length);
  if (counts.length > 0) {
    counts[counts.length - 1] += 1; // the way to a guide
  }
  const { box, plan, found } = usePlan(counts, shapeOf(units), !props.paged);
  const shown = Object.assign({}, props, { units, desk });
  if (props.paged || (found && plan === null && !isCompact())) {
    return html`<section class="depts flat" ref=${box}><${Pages} ...${shown} /></section>`;
  }
  const columns = plan === null ? 2 : plan.columns;
  const style = plan === null ? {} : {
    "--u": plan.scale, "--row": `${plan.height}rem`, "--columns": plan.columns,
  };
  const kind = plan === null ? "depts"
    : `depts planned${plan.stacked ? " stack" : ""}${plan.terse ? " terse" : ""}`;
  return html`<section class=${kind} style=${style} ref=${box}>
    <${Floors} ...${shown} columns=${columns} /></section>`;
}
