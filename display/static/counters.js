/** The counters side by side, fourteen at a time, each with the number it has. */
/** @import { BoardCall, BoardCounter } from "../view_types.js" */
import { Fitted, html } from "../web/screen.js";
import { gettext, languageOfName, names } from "../web/words.js";
import { partOf } from "./parts.js";

/** @param {BoardCounter} counter */
function stateWord(counter) {
  switch (counter.state) {
    case "paused": return gettext("Tạm nghỉ");
    case "closed": return gettext("Đã đóng");
    default: return gettext("Chờ gọi số");
  }
}

/** @param {{ counter: BoardCounter, called: boolean }} props */
function Cell({ counter, called }) {
  const busy = counter.number !== null;
  const kind = called ? "cell now" : busy ? "cell" : `cell off ${counter.state}`;
  return html`
    <div class=${kind} data-counter=${counter.id}>
      <${Fitted} class="q num">${counter.label}<//>
      <${Fitted} class="n">${busy ? counter.number : stateWord(counter)}<//>
      <span class="d" lang=${languageOfName(names.departmentShort(counter.department))}>${names.departmentShort(counter.department)}</span>
    </div>`;
}

/**
 * The board of counters; those that call just now are yellow.
 * @param {{ counters: BoardCounter[], part: number, marked: BoardCall[] }} props
 */
export function Counters({ counters, part, marked }) {
  const here = partOf(counters, part);
  const rows = Math.min(7, Math.max(4, Math.ceil(counters.length / 2)));
  const free = Array.from({ length: Math.max(0, rows * 2 - here.length) });
  return html`
    <section class=${`bd rows-${rows}`} aria-label=${gettext("Số đang phục vụ tại các quầy")}>
      ${here.map((counter) => html`<${Cell} key=${counter.id} counter=${counter}
        called=${marked.some((call) => call.counter === counter.id && call.number === counter.number)} />`)}
      ${free.map((each, index) => html`<div class="cell empty" key=${`free ${index}`}></div>`)}
    </section>`;
}
