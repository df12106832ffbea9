/** The departments, the one with the worst wait first. */
/** @import { LiveRow, LiveView } from "../view_types.js" */
import { Icon, html, page, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Figure } from "./figures.js";
import {
  count, minutes, missed, percent, onWall, ratingsInShort, ratingsNote, satisfaction, targetMinutes, targets, toneOf,
} from "./formatting.js";
import { isQuiet, sortRows, takingPart } from "./comparing.js";

/** @typedef {{ text: string, kind?: string, of: (row: LiveRow) => number | null, rising?: boolean }} Column */
const WORST = "wait";

/** @param {{ seconds: number | null, unsure?: boolean }} props */
function Wait({ seconds, unsure = false }) {
  const late = !unsure && missed(seconds);
  return html`<td class=${late ? "bad" : ""}>
    ${late && html`<${Icon} name="warning" /><span class="vh">${
      gettext("vượt mục tiêu %(n)s phút", { n: targetMinutes })}</span>`}
    <${Figure}>${minutes(seconds)}<//>${unsure && html` <abbr title=${
      gettext("Chưa chắc thời gian")}>?</abbr>`}</td>`;
}

/**
 * A bar as long as the share, in the tone of how near that is to the aim; the number says the same.
 * @param {{ share: number | null }} props
 */
function Within({ share }) {
  const low = share !== null && share < targets.target_share;
  return html`<td class=${share === null ? "within" : `within ${toneOf(share)}${low ? " bad" : ""}`}>
    ${low && html`<${Icon} name="warning" /><span class="vh">${
      gettext("dưới mục tiêu %(n)s", { n: percent(targets.target_share) })}</span>`}
    ${share !== null && html`
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="all" width="100" height="8" rx="4" />
        <rect class="part" width=${Math.round(share * 100)} height="8" rx="4" /></svg>`}
    <${Figure}>${percent(share)}<//></td>`;
}

/** @param {{ row: LiveRow, now: number }} props */
function Department({ row, now }) {
  const known = page.catalogue.departments[row.department];
  const longest = row.waiting_since === null ? null
    : Math.max(0, (now - Date.parse(row.waiting_since)) / 1000);
  return html`
    <tr class=${isQuiet(row) ? "quiet" : ""}>
      <th scope="row"><span class="letter num" aria-hidden="true">${known ? known.letter : ""}</span>${
        names.department(row.department)}</th>
      <td><${Figure}>${count(row.waiting_now)}<//></td>
      ${row.waiting_now === 0 ? html`<td></td>` : html`<${Wait} seconds=${longest} unsure=${row.waiting_unsure} />`}
      <${Wait} seconds=${row.wait_mean_s} />
      <td class="more"><${Figure}>${minutes(row.wait_p50_s)}<//></td>
      <td><${Figure}>${minutes(row.wait_p90_s)}<//></td>
      <${Within} share=${row.wait_within_target} />
      <td><${Figure}>${count(row.served)}<//></td>
      <td class="more"><${Figure}>${minutes(row.service_mean_s)}<//></td>
      <td class="content more"><${Figure}>${satisfaction(row)}<//>${
        row.ratings > 0 && html`<small aria-hidden="true">${ratingsInShort(row)}</small><span class="vh">${ratingsNote(row)}</span>`}</td>
      <td><span class="num">${row.counters_open}/${row.counters}</span></td>
    </tr>`;
}

/**
 * The columns; `rising`: their smallest figure comes first when the heading is pressed once.
 * @returns {Record<string, Column>}
 */
function columns() {
  return {
    waiting: { text: gettext("Đang chờ"), of: (row) => row.waiting_now },
    longest: { text: gettext("Lâu nhất lúc này"), of: (row) => (
      row.waiting_since === null ? null : -Date.parse(row.waiting_since)) },
    [WORST]: { text: gettext("Chờ trung bình"), of: (row) => row.wait_mean_s },
    half: { text: gettext("Một nửa chờ dưới"), kind: "more", of: (row) => row.wait_p50_s },
    most: { text: gettext("90% chờ dưới"), of: (row) => row.wait_p90_s },
    within: { text: gettext("Chờ không quá %(n)s phút", { n: targetMinutes }), rising: true,
      of: (row) => row.wait_within_target },
    served: { text: gettext("Đã phục vụ"), of: (row) => row.served },
    service: { text: gettext("Phục vụ trung bình"), kind: "more", of: (row) => row.service_mean_s },
    content: { text: gettext("Hài lòng"), kind: "more", rising: true,
      of: (row) => (satisfaction(row) === null ? null : row.satisfaction) },
    open: { text: gettext("Quầy mở"), rising: true, of: (row) => row.counters_open },
  };
}

/** @param {{ column: Column, falling: boolean | null, onSort: () => void }} props */
function Heading({ column, falling, onSort }) {
  const order = falling === null ? undefined : falling ? "descending" : "ascending";
  return html`<th scope="col" class=${column.kind || ""} aria-sort=${order}>${onWall ? column.text : html`
    <span class="on-paper">${column.text}</span><button class="sorting" type="button" onClick=${onSort}>${column.text}${
      falling !== null && html`<${Icon} name=${falling ? "down" : "up"} />`}</button>`}</th>`;
}

/**
 * `part`: which `size` of the rows to show, for a wall on which nobody can scroll.
 * @param {{ view: LiveView, now: number, part?: number, size?: number }} props
 */
export function Departments({ view, now, part = 0, size = Infinity }) {
  const [order, setOrder] = useState({ key: WORST, falling: true });
  const all = columns();
  const rows = sortRows(takingPart(view.rows), all[order.key].of, order.falling);
  const press = (/** @type {string} */ key) => setOrder({
    key, falling: key === order.key ? !order.falling : !all[key].rising,
  });
  const told = order.key === WORST && order.falling
    ? gettext("chờ lâu nhất đứng đầu; thời gian tính bằng phút") : gettext("thời gian tính bằng phút");
  const first = part * size || 0;
  const shown = rows.slice(first, first + size);
  const places = shown.length === rows.length ? ""
    : ` · ${gettext("%(first)s–%(last)s trên %(all)s", {
      first: count(first + 1), last: count(first + shown.length), all: count(rows.length),
    })}`;
  return html`
    <div class="panel departments long">
      <h2 id="by-department">${gettext("Theo cơ quan")}
        <small>${told}${places}</small></h2>
      <div class="wide" tabindex="0" role="region" aria-labelledby="by-department">
        <table>
          <thead><tr><th scope="col">${gettext("Cơ quan")}</th>
            ${Object.entries(all).map(([key, column]) => html`<${Heading} key=${key} column=${column}
              falling=${key === order.key ? order.falling : null} onSort=${() => press(key)} />`)}</tr></thead>
          <tbody>${shown.map((row) => html`
            <${Department} key=${row.department} row=${row} now=${now} />`)}</tbody>
        </table>
      </div>
    </div>`;
}
