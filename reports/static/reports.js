/** Today's page for managers: key figures, departments by worst wait, what each figure means. */
import {
  Icon, follow, html, page, readBlock, render, useEffect, useNow, useState,
} from "../web/screen.js";
import { clockTime, dayName, gettext, names } from "../web/words.js";
import { Definitions } from "./definitions.js";
import { KeyFigures } from "./key_figures.js";
import { Departments } from "./table.js";

function useView() {
  const [view, setView] = useState(() => readBlock("view"));
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const following = follow({ namespace: "/reports", onView: setView, onStale: setStale });
    return following.stop;
  }, []);
  return [view, stale];
}

function Heading({ view }) {
  const day = encodeURIComponent(view.day);
  const file = `/api/reports/departments.csv?from=${day}&to=${day}&lang=${page.language}`;
  const own = view.rows.length === 1 ? names.department(view.rows[0].department) : null;
  return html`
    <header class="heading">
      <h1>${gettext("Tình hình trực tiếp")}
        <small>${own && html`<b>${own}</b> · `}${dayName(view.at, { year: "numeric" })} · ${
          gettext("cập nhật lúc")} <span class="num">${clockTime(view.at)}</span></small></h1>
      <a class="button" href=${file} download><${Icon} name="export" />${gettext("Tải tệp CSV")}</a>
    </header>`;
}

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

function Live() {
  const [view, stale] = useView();
  const now = useNow(15000);
  const quiet = view.total.issued === 0 && view.total.waiting_now === 0 && view.total.called === 0;
  return html`
    <div class=${stale ? "live stale" : "live"}>
      ${stale && html`<${Away} at=${view.at} />`}
      <${Heading} view=${view} />
      ${quiet ? html`<${Nobody} />` : html`
        <${KeyFigures} total=${view.total} />
        <${Departments} view=${view} now=${now} />`}
      <${Definitions} />
    </div>`;
}

render(html`<${Live} />`, document.getElementById("live"));
