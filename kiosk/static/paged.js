/** Lists in pages: what does not fit is turned to, never scrolled. */
import { html, Icon, useEffect, useLayoutEffect, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";

/** Counts up whenever the room or the letters may have changed. */
function useRoom() {
  const [times, again] = useState(0);
  useEffect(() => {
    const changed = () => again((n) => n + 1);
    window.addEventListener("resize", changed);
    document.fonts.addEventListener("loadingdone", changed);
    return () => {
      window.removeEventListener("resize", changed);
      document.fonts.removeEventListener("loadingdone", changed);
    };
  }, []);
  return times;
}

/** Returns how many items a page holds: all when they fit, else as the tallest one allows. */
function measure(frame, list, pager, pinned) {
  const style = getComputedStyle(list);
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  const gap = parseFloat(style.rowGap || style.gridRowGap) || 0;
  const items = Array.from(list.children);
  const count = items.length - (pinned ? 1 : 0);
  const room = frame.clientHeight - padding;
  const boxes = items.map((item) => item.getBoundingClientRect());
  const bottom = boxes.reduce((most, box) => Math.max(most, box.bottom), 0);
  if (count <= 1 || bottom - boxes[0].top <= room + 1) {
    return { per: Math.max(count, 1), pinned };
  }
  const columns = boxes.filter((box) => Math.abs(box.top - boxes[0].top) < 1).length;
  const tallest = boxes.reduce((most, box) => Math.max(most, box.height), 0);
  const rows = Math.floor((room - pager.offsetHeight + gap) / (tallest + gap));
  // where there is one row only, it is for what people look for
  const keeps = pinned && rows * columns > 1;
  return { per: Math.max(1, rows * columns - (keeps ? 1 : 0)), pinned: keeps };
}

/**
 * A list of `items`, each drawn by `draw(item)` as one element. `shape` names everything that
 * decides their heights; `pinned` is an element that ends every page; `kind` is the list's class.
 */
export function Paged({ items, draw, shape, kind, pinned = null }) {
  const frame = useRef(null);
  const list = useRef(null);
  const pager = useRef(null);
  const [page, turnTo] = useState(0);
  const [fitted, setFitted] = useState({ shape: null, per: items.length, pinned: true });
  const now = `${useRoom()} ${shape}`;
  const measuring = fitted.shape !== now;
  useLayoutEffect(() => {
    if (measuring) {
      const found = measure(frame.current, list.current, pager.current, pinned !== null);
      setFitted(Object.assign({ shape: now }, found));
      turnTo(0);
    }
  });
  const pages = measuring ? 1 : Math.max(1, Math.ceil(items.length / fitted.per));
  const at = Math.min(page, pages - 1);
  const shown = measuring ? items : items.slice(at * fitted.per, (at + 1) * fitted.per);
  const turn = (by) => turnTo((at + by + pages) % pages);
  return html`<div class="paged" ref=${frame}>
    <ul class=${kind} ref=${list}>${shown.map(draw)}
      ${pinned !== null && (measuring || fitted.pinned) ? pinned : null}</ul>
    <div class=${measuring ? "pager measured" : "pager"} ref=${pager}
      hidden=${!measuring && pages === 1}>
      <button type="button" onClick=${() => turn(-1)}><${Icon} name="back" />
        ${gettext("Trang trước")}</button>
      <p role="status">${gettext("Trang %(n)s/%(all)s", { n: at + 1, all: pages })}</p>
      <button type="button" onClick=${() => turn(1)}>${gettext("Trang sau")}
        <${Icon} name="forward" /></button>
    </div>
  </div>`;
}
