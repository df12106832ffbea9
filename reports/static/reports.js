/** Today's page for managers: what needs a look, key figures, flow, what is usual, departments, counters. */
/** @import { LiveView } from "../view_types.js" */
import {
  Icon, follow, html, page, readBlock, render, useEffect, useNow, useState,
} from "../web/screen.js";
import { stand } from "../web/standing.js";
import { clockTime, dayName, gettext, names } from "../web/words.js";
import { Alerts } from "./alerts.js";
import { Counters } from "./counters.js";
import { Definitions } from "./definitions.js";
import { onWall, percent } from "./formatting.js";
import { Flow } from "./flow.js";
import { Heat } from "./heat.js";
import { KeyFigures } from "./key_figures.js";
import { Departments } from "./table.js";
import { Wall } from "./wall.js";

/** @returns {[LiveView, boolean]} */
function useView() {
  const [view, setView] = useState(() => readBlock("view"));
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const following = follow({ namespace: "/reports", onView: setView, onStale: setStale });
    return following.stop;
  }, []);
  return [view, stale];
}

/**
 * The day before `days` days, as the address of a report writes it.
 * @param {string} day
 * @param {number} days
 */
function dayBefore(day, days) {
  return new Date(Date.parse(day) - days * 86400000).toISOString().slice(0, 10);
}

/** @param {{ day: string }} props */
function Spans({ day }) {
  const report = (/** @type {number} */ days) => `/reports/statistics?from=${dayBefore(day, days - 1)}&to=${day}&lang=${page.language}`;
  return html`
    <nav class="spans" aria-label=${gettext("Khoảng thời gian")}>
      <a href="/reports" aria-current="true">${gettext("Hôm nay")}</a>
      <a href=${report(7)}>${gettext("7 ngày")}</a>
      <a href=${report(30)}>${gettext("30 ngày")}</a>
    </nav>`;
}

/** @param {{ view: LiveView }} props */
function Heading({ view }) {
  const day = encodeURIComponent(view.day);
  const file = (/** @type {string} */ kind) => `/api/reports/departments.${kind}?from=${day}&to=${day}&headings=1&lang=${page.language}`;
  const own = view.rows.length === 1 ? names.department(view.rows[0].department) : null;
  return html`
    <header class="heading">
      <h1>${gettext("Tình hình trực tiếp")}
        <small>${own && html`<b>${own}</b> · `}${dayName(view.at, { year: "numeric" })} · ${
          gettext("cập nhật lúc")} <span class="num">${clockTime(view.at)}</span></small></h1>
      ${onWall ? html`<p class="centre">${page.centre.name}</p>` : html`
        <${Spans} day=${view.day} />
        <ul class="exports" aria-label=${gettext("Tải báo cáo này")}>${
          [["xlsx", "Excel"], ["csv", "CSV"]].map(([kind, text]) => html`
            <li key=${kind}><a class="button" href=${file(kind)} download><${Icon} name="export" />${text}</a></li>`)}</ul>`}
    </header>`;
}

/** @param {{ at: string }} props */
function Away({ at }) {
  return html`
    <p class="away" role="alert"><${Icon} name="offline" /><span>${
      gettext("Mất kết nối với máy chủ. Các con số là của lúc %(time)s.", { time: clockTime(at) })
    }</span></p>`;
}

function Nobody() {
  return html`
    <section class="panel empty"><${Icon} name="ticket" />
      <h2>${gettext("Hôm nay chưa có ai lấy số")}</h2>
      <p>${gettext("Các con số hiện ra ngay khi phiếu đầu tiên được cấp.")}</p></section>`;
}

/** @param {{ view: LiveView, now: number, quiet: boolean }} props */
function Desk({ view, now, quiet }) {
  return html`
    ${quiet ? html`<${Nobody} />` : html`
      <${Alerts} view=${view} />
      <${KeyFigures} view=${view} />`}
    <div class="two">
      ${!quiet && html`<${Flow} slots=${view.flow} />`}<${Heat} heat=${view.heat} />
    </div>
    ${!quiet && html`<${Departments} view=${view} now=${now} />`}
    <${Counters} rows=${view.counters} now=${now} />
    <${Definitions} />`;
}

/**
 * Says that the files of earlier days are being made; the hall itself is shown as it is.
 * @param {{ share: number }} props
 */
function Preparing({ share }) {
  return html`
    <p class="away" role="status"><${Icon} name="warning" /><span>${
      gettext("Số liệu các ngày trước đang được chuẩn bị (%(share)s). Người đang chờ và các quầy vẫn đúng lúc này.", { share: percent(share) })
    }</span></p>`;
}

function Live() {
  const [view, stale] = useView();
  const now = useNow(onWall ? 1000 : 15000);
  const quiet = view.total.issued === 0 && view.total.waiting_now === 0 && view.total.called === 0;
  return html`
    <div class=${stale ? "live stale" : "live"}>
      ${stale && html`<${Away} at=${view.at} />`}
      ${view.preparing !== null && html`<${Preparing} share=${view.preparing} />`}
      <${Heading} view=${view} />
      ${onWall && !quiet ? html`<${Wall} view=${view} now=${now} />`
        : html`<${Desk} view=${view} now=${now} quiet=${quiet} />`}
    </div>`;
}

if (onWall) {
  stand();
}
render(html`<${Live} />`, /** @type {HTMLElement} */ (document.getElementById("live")));
