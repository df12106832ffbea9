/** Where a list is cut into pages. Pure; all lengths in pixels. */

/**
 * Returns the first item of each page, and whether the element that ends every page is kept: where
 * there is one row only, it is for what people look for. Items of one column fill each page by their
 * own heights, those of several columns by the tallest, since their rows are made anew.
 * @param {number[]} heights of the items
 * @param {number} columns
 * @param {number} room
 * @param {number} gap
 * @param {number | null} pinned the height of what ends every page, null: nothing does
 * @returns {{ starts: number[], pinned: boolean }}
 */
export function cutPages(heights, columns, room, gap, pinned) {
  const tallest = Math.max(0, pinned || 0, ...heights);
  const cells = Math.floor((room + gap) / (tallest + gap)) * columns;
  const keeps = pinned !== null && cells > 1;
  if (columns === 1) {
    const own = keeps && pinned !== null ? room - pinned - gap : room;
    return { starts: fill(heights, own, gap), pinned: keeps };
  }
  const per = Math.max(1, cells - (keeps ? 1 : 0));
  const starts = heights.map((_, place) => place).filter((place) => place % per === 0);
  return { starts: starts.length === 0 ? [0] : starts, pinned: keeps };
}

/**
 * @param {number[]} heights
 * @param {number} room
 * @param {number} gap
 */
function fill(heights, room, gap) {
  const starts = [0];
  let used = 0;
  heights.forEach((height, place) => {
    if (used > 0 && used + height > room) {
      starts.push(place);
      used = 0;
    }
    used += height + gap;
  });
  return starts;
}
