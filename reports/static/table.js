/** The departments, the one with the worst wait first. */
/** @import { LiveRow, LiveView } from "../view_types.js" */
import { Icon, html, page } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Figure } from "./figures.js";
import {
  count, minutes, missed, percent, ratingsNote, satisfaction, targetMinutes, toneOf,
} from "./formatting.js";
import { byWorstWait } from "./comparing.js";

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
  return html`<td class=${share === null ? "within" : `within ${toneOf(share)}`}>
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
    <tr class=${row.issued + row.called + row.waiting_now === 0 ? "quiet" : ""}>
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
        row.ratings > 0 && html`<small>${ratingsNote(row)}</small>`}</td>
      <td><span class="num">${row.counters_open}/${row.counters}</span></td>
    </tr>`;
}

/**
 * `part`: which `size` of the rows to show, for a wall on which nobody can scroll.
 * @param {{ view: LiveView, now: number, part?: number, size?: number }} props
 */
export function Departments({ view, now, part = 0, size = Infinity }) {
  const headings = [
    [gettext("Đang chờ")], [gettext("Lâu nhất lúc này")], [gettext("Chờ trung bình")],
    [gettext("Một nửa chờ dưới"), "more"], [gettext("90% chờ dưới")],
    [gettext("Chờ không quá %(n)s phút", { n: targetMinutes })], [gettext("Đã phục vụ")],
    [gettext("Phục vụ trung bình"), "more"], [gettext("Hài lòng"), "more"], [gettext("Quầy mở")],
  ];
  const rows = byWorstWait(view.rows);
  const first = part * size || 0;
  const shown = rows.slice(first, first + size);
  const places = shown.length === rows.length ? ""
    : ` · ${gettext("%(first)s–%(last)s trên %(all)s", {
      first: count(first + 1), last: count(first + shown.length), all: count(rows.length),
    })}`;
  return html`
    <div class="panel departments">
      <h2 id="by-department">${gettext("Theo cơ quan")}
        <small>${gettext("chờ lâu nhất đứng đầu; thời gian tính bằng phút")}${places}</small></h2>
      <div class="wide" tabindex="0" role="region" aria-labelledby="by-department">
        <table>
          <thead><tr><th scope="col">${gettext("Cơ quan")}</th>
            ${headings.map(([text, kind]) => html`<th scope="col" class=${kind || ""} key=${text}>${text}</th>`)}</tr></thead>
          <tbody>${shown.map((row) => html`
            <${Department} key=${row.department} row=${row} now=${now} />`)}</tbody>
        </table>
      </div>
    </div>`;
}
