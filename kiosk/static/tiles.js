/** How tiles are drawn: as large as their page has room for. Pure; all lengths in rem. */
/**
 * @typedef {{ width: number, height: number }} Size
 * @typedef {{ columns: number, stacked: boolean, scale: number, height: number, terse: boolean }} Plan `scale`: of
 * the drawing and the words, 1 as drawn; `height`: of every tile; `stacked`: the words stand below
 * the drawing; `terse`: long names leave no room for what is handled there
 * @typedef {{ row: Size, least: number }} Base what a tile needs as drawn; `least`: its lowest height
 */

/** A tile as it is drawn on an upright panel, on one that lies on its side, and on a small one. */
export const UPRIGHT = { row: { width: 30.5, height: 7.44 }, least: 5.6 };
export const LYING = { row: { width: 27.2, height: 6.2 }, least: 5.6 };
export const SMALL = { row: { width: 15.2, height: 5.6 }, least: 4.8 };
/** With the words below the drawing: three lines of a long name, two of what it handles. */
const STACK = { width: 18, height: 15.5 };
const GAP = 0.82;
/** The line above the tiles of a floor. */
const FLOOR = 2.7;
const MOST_COLUMNS = 6;
const MOST_SCALE = 2.6;
/** A row of words is lost in a tile of which it fills less. */
const FILLED = 0.75;
/** Words may outgrow the width as drawn by so much: they have more lines then. */
const WRAPS = 1.25;

/**
 * Returns the largest drawing of the tiles of `counts` floors in this room, null where they do not
 * fit as drawn.
 * @param {number[]} counts
 * @param {Size} room
 * @param {Base} base
 * @returns {Plan | null}
 */
export function planTiles(counts, room, base) {
  /** @type {(Omit<Plan, "terse"> & { worth: number })[]} */
  const plans = [];
  for (let columns = 1; columns <= MOST_COLUMNS; columns += 1) {
    const tile = measureTile(counts, room, columns);
    const inRow = Math.min(tile.width * WRAPS / base.row.width, tile.height / base.row.height);
    const inStack = Math.min(tile.width / STACK.width, tile.height / STACK.height);
    if (tile.width >= base.row.width && tile.height >= base.least) {
      const filled = base.row.height * limit(inRow) / tile.height;
      plans.push({ columns, stacked: false, worth: inRow * Math.min(1, filled / FILLED), scale: limit(inRow), height: tile.height });
    }
    if (inStack >= 1) {
      plans.push({ columns, stacked: true, worth: inStack, scale: limit(inStack), height: tile.height });
    }
  }
  plans.sort((one, other) => other.worth - one.worth);
  return plans.length === 0 ? null : shown(plans[0]);
}

/**
 * Returns the plan a step smaller, last without the small words of long names, then null.
 * @param {Plan} plan
 * @returns {Plan | null}
 */
export function shrink(plan) {
  if (plan.scale === 1) {
    return plan.terse ? null : Object.assign({}, plan, { terse: true });
  }
  return Object.assign({}, plan, { scale: limit(plan.scale * 0.94) });
}

/**
 * @param {number[]} counts
 * @param {Size} room
 * @param {number} columns
 * @returns {Size}
 */
function measureTile(counts, room, columns) {
  const rows = counts.reduce((sum, count) => sum + Math.ceil(count / columns), 0);
  const gaps = GAP * (rows - counts.length);
  return {
    width: (room.width - GAP * (columns - 1)) / columns,
    height: (room.height - FLOOR * counts.length - gaps) / rows,
  };
}

/** @param {number} scale */
function limit(scale) {
  return Math.max(1, Math.min(MOST_SCALE, Math.floor(scale * 100) / 100));
}

/** @param {Omit<Plan, "terse">} plan */
function shown({ columns, stacked, scale, height }) {
  return { columns, stacked, scale, terse: false, height: Math.floor(height * 100) / 100 };
}
