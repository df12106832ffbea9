/** The counters side by side, fourteen at a time, each with the number it has. */
import { Fitted, html } from "../web/screen.js";
import { gettext, names } from "../web/words.js";

const PAGE = 14;

/** Returns the counters to show: those that are closed only where that costs no further page. */
export function countersShown(counters) {
  const working = counters.filter((counter) => counter.state !== "closed");
  return counters.length <= PAGE || working.length === 0 ? counters : working;
}

/** Returns {part, parts} of the counters at `now` (ms), each part shown `seconds`. */
export function partAt(count, now, seconds) {
  const parts = Math.max(1, Math.ceil(count / PAGE));
  return { part: Math.floor(now / 1000 / seconds) % parts, parts };
}

function stateWord(counter) {
  switch (counter.state) {
    case "paused": return gettext("Tạm nghỉ");
    case "closed": return gettext("Đóng quầy");
    default: return gettext("Sẵn sàng");
  }
}

function Cell({ counter, called }) {
  const busy = counter.number !== null;
  const kind = called ? "cell now" : busy ? "cell" : `cell off ${counter.state}`;
  return html`
    <div class=${kind} data-counter=${counter.id}>
      <${Fitted} class="q num">${counter.label}<//>
      <${Fitted} class="n">${busy ? counter.number : stateWord(counter)}<//>
      <span class="d">${names.departmentShort(counter.department)}</span>
    </div>`;
}

/**
 * Returns the counters of a part, as many as there is room for: beside its own the last part has
 * those of the part before that stand above them, in their old places.
 */
export function partOf(counters, part) {
  const own = counters.slice(part * PAGE, part * PAGE + PAGE);
  return part === 0 ? own : counters.slice((part - 1) * PAGE, part * PAGE - own.length).concat(own);
}

/** The board of counters; the one that calls just now is yellow. */
export function Counters({ counters, part, call, fresh }) {
  const here = partOf(counters, part);
  const free = Array.from({ length: here.length % 2 });
  const rows = Math.min(7, Math.max(4, Math.ceil(counters.length / 2)));
  return html`
    <section class=${`bd rows-${rows}`} aria-label=${gettext("Số đang phục vụ tại các quầy")}>
      ${here.map((counter) => html`<${Cell} key=${counter.id} counter=${counter}
        called=${fresh && call.counter === counter.id && call.number === counter.number} />`)}
      ${free.map((each, index) => html`<div class="cell empty" key=${`free ${index}`}></div>`)}
    </section>`;
}
