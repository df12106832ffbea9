/** Every counter by department: what it does, since when, and whether people wait whom it could serve. */
/** @import { CounterRow } from "../view_types.js" */
import { Icon, html, page } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { count } from "./formatting.js";

const FORGIVEN_S = 15;
const ICONS = { serving: "person", calling: "bell", open: "check", paused: "pause", closed: "lock" };

/** @param {CounterRow} row */
function stateWord(row) {
  switch (row.state) {
    case "serving": return gettext("Đang phục vụ");
    case "calling": return gettext("Đang gọi");
    case "open": return gettext("Sẵn sàng");
    case "paused": return gettext("Tạm nghỉ");
    default: return gettext("Đã đóng");
  }
}

/**
 * Returns `D018 · từ 08:31`, or the reason of the pause in place of a number.
 * @param {CounterRow} row
 */
function detail(row) {
  const what = row.state === "paused" && row.reason ? names.pauseReason(row.reason) : row.number;
  const back = row.until === null ? null : gettext("trở lại lúc %(time)s", { time: clockTime(row.until) });
  const since = row.since === null ? null : gettext("từ %(time)s", { time: clockTime(row.since) });
  return [what, back, since].filter(Boolean).join(" · ");
}

/** @param {{ row: CounterRow, now: number }} props */
function Gap({ row, now }) {
  const seconds = row.gap_since === null ? 0 : (now - Date.parse(row.gap_since)) / 1000 - FORGIVEN_S;
  if (seconds < 60) {
    return null;
  }
  const fields = { n: count(Math.floor(seconds / 60)), people: count(row.waiting) };
  return html`<p class="gap"><${Icon} name="warning" />${row.state === "open"
    ? gettext("trống %(n)s phút, %(people)s người chờ", fields)
    : gettext("nghỉ %(n)s phút, %(people)s người chờ", fields)}</p>`;
}

/** @param {{ row: CounterRow, now: number }} props */
function Counter({ row, now }) {
  return html`
    <li class=${`counter ${row.state}`}>
      <b class="num">${names.counter(row.counter)}</b>
      <p><span class="state"><${Icon} name=${ICONS[row.state]} />${stateWord(row)}</span>
        <span class="num">${detail(row)}</span></p>
      <span class="served">${gettext("%(n)s lượt", { n: count(row.served) })}</span>
      <${Gap} row=${row} now=${now} />
    </li>`;
}

/** @param {CounterRow[]} rows */
function byDepartment(rows) {
  /** @type {Map<string, CounterRow[]>} */
  const found = new Map();
  for (const row of rows) {
    found.set(row.department, [...(found.get(row.department) || []), row]);
  }
  return [...found];
}

/** @param {{ rows: CounterRow[], now: number }} props */
export function Counters({ rows, now }) {
  return html`
    <section class="panel counters long" aria-labelledby="counters">
      <h2 id="counters">${gettext("Các quầy")} <small>${
        gettext("đang làm gì, và còn phục vụ được ai đang chờ không")}</small></h2>
      <div class="units">${byDepartment(rows).map(([code, own]) => html`
        <section class="unit" key=${code} id=${`counters-${code}`} tabindex="-1">
          <h3>${page.catalogue.departments[code] && html`
            <span class="letter num" aria-hidden="true">${page.catalogue.departments[code].letter}</span>`}${
            names.department(code)}</h3>
          <ul>${own.map((row) => html`<${Counter} key=${row.counter} row=${row} now=${now} />`)}</ul>
        </section>`)}</div>
    </section>`;
}
