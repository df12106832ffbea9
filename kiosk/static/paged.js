/** Lists in pages: what does not fit is turned to, never scrolled. */
import { html, Icon, useEffect, useLayoutEffect, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { cutPages } from "./cutting.js";

/** Counts up whenever the room or the letters may have changed. */
export function useRoom() {
  const [times, again] = useState(0);
  useEffect(() => {
    const changed = () => again((n) => n + 1);
    window.addEventListener("resize", changed);
    document.fonts.ready.then(changed); // letters that came while the page was drawn
    document.fonts.addEventListener("loadingdone", changed);
    return () => {
      window.removeEventListener("resize", changed);
      document.fonts.removeEventListener("loadingdone", changed);
    };
  }, []);
  return times;
}

/**
 * Says whether the list fits into its frame without turning pages.
 * @param {HTMLElement} frame
 * @param {HTMLElement} list
 */
function fits(frame, list) {
  const last = list.lastElementChild;
  const padding = parseFloat(getComputedStyle(list).paddingBottom);
  return last === null
    || last.getBoundingClientRect().bottom + padding <= frame.getBoundingClientRect().bottom + 1;
}

/**
 * Returns where the list is cut, which is drawn as a whole.
 * @param {HTMLElement} frame
 * @param {HTMLElement} list
 * @param {HTMLElement} pager
 * @param {boolean} pinned
 */
function divide(frame, list, pager, pinned) {
  const style = getComputedStyle(list);
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  const gap = parseFloat(style.rowGap || style.gridRowGap) || 0;
  const room = frame.clientHeight - padding - pager.offsetHeight;
  const boxes = Array.from(list.children).map((item) => item.getBoundingClientRect());
  const columns = boxes.filter((box) => Math.abs(box.top - boxes[0].top) < 1).length;
  const heights = boxes.map((box) => box.height);
  const last = pinned ? heights.pop() : undefined;
  return cutPages(heights, columns, room, gap, last === undefined ? null : last);
}

/**
 * Finds how the list is divided, whenever `shape` changes: first everything is drawn, and only what
 * does not fit is drawn again with the pager. `starts` null: everything is drawn.
 * @param {string} shape
 * @param {boolean} pinned
 */
function useDivision(shape, pinned) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const pager = useRef(/** @type {HTMLElement | null} */ (null));
  /** @type {{ shape: string, starts: number[] | null, pager: boolean, pinned?: boolean }} */
  const everything = { shape, starts: null, pager: false };
  const [division, setDivision] = useState(everything);
  const settled = useRef(/** @type {string | null} */ (null));
  const current = division.shape === shape ? division : everything;
  useLayoutEffect(() => {
    if (settled.current === shape || frame.current === null || list.current === null) {
      return;
    }
    if (!current.pager || pager.current === null) {
      if (fits(frame.current, list.current)) {
        settled.current = shape;
      } else {
        setDivision({ shape, starts: null, pager: true });
      }
      return;
    }
    if (current.starts !== null) {
      // known from before, but only a part of the list is drawn now
      setDivision({ shape, starts: null, pager: true });
      return;
    }
    settled.current = shape;
    setDivision(Object.assign({ shape, pager: true },
      divide(frame.current, list.current, pager.current, pinned)));
  });
  return { frame, list, pager, division: current };
}

/**
 * @param {{
 *   at: number, pages: number, box: { current: HTMLElement | null }, onTurn: (by: number) => void,
 *   onward: string | null,
 * }} props
 */
function Pager({ at, pages, box, onTurn, onward }) {
  return html`<div class="pager" ref=${box}>
    <button type="button" disabled=${at === 0} onClick=${() => onTurn(-1)}><${Icon} name="back" />
      ${gettext("Trang trước")}</button>
    <p role="status">${gettext("Trang %(n)s/%(all)s", { n: at + 1, all: pages })}</p>
    <button type="button" disabled=${onward !== null && at === pages - 1} onClick=${() => onTurn(1)}>
      ${onward || gettext("Trang sau")} <${Icon} name="forward" /></button>
  </div>`;
}

/**
 * A list of `items`, each drawn by `draw(item)` as one element. `shape` names everything that
 * decides their heights; `pinned` is an element that ends every page; `kind` is the list's class.
 * `onward` says what turns to the next page of a list that ends; others begin anew behind the last.
 * @param {{
 *   items: any[], draw: (item: any, place: number) => unknown, shape: string, kind: string,
 *   pinned?: unknown, onward?: string | null,
 * }} props
 */
export function Paged({ items, draw, shape, kind, pinned = null, onward = null }) {
  const now = `${useRoom()} ${shape}`;
  const { frame, list, pager, division } = useDivision(now, pinned !== null);
  const [turned, setTurned] = useState({ shape: now, page: 0 });
  const { starts } = division;
  const pages = starts === null ? 1 : starts.length;
  const at = turned.shape === now ? Math.min(turned.page, pages - 1) : 0;
  const shown = starts === null ? items : items.slice(starts[at], starts[at + 1]);
  const turn = (/** @type {number} */ by) => setTurned({ shape: now, page: (at + by) % pages });
  return html`<div class="paged" ref=${frame}>
    <ul class=${kind} ref=${list}>${shown.map(draw)}
      ${pinned !== null && (starts === null || division.pinned) ? pinned : null}</ul>
    ${division.pager
      ? html`<${Pager} at=${at} pages=${pages} box=${pager} onTurn=${turn} onward=${onward} />` : null}
  </div>`;
}
