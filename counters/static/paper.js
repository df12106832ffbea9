/** The whole queue on paper: with it the hall goes on calling when nothing else works. */
/** @import { GuideRow, GuideView, State } from "../guide_view_types.js" */
import { html, page, useNow } from "../web/screen.js";
import { clockTime, dayName, gettext } from "../web/words.js";
import { stateName } from "./guide_rows.js";
import { waited } from "./moments.js";
import { underDepartment } from "./services.js";
import { counterName, languageName, purpose } from "./tickets.js";

/** @type {State[]} */
const ON_PAPER = ["called", "serving", "waiting", "parked"];

/**
 * Seen only in print: by service, in calling order, from the last view that this page was given.
 * @param {{ view: GuideView, stale: boolean }} props
 */
export function Paper({ view, stale }) {
  const now = useNow(1000);
  const there = view.tickets.filter((ticket) => ON_PAPER.includes(ticket.state));
  const services = there.map((ticket) => ticket.service)
    .filter((code, place, all) => all.indexOf(code) === place);
  return html`
    <section class="paper">
      <h1>${gettext("Danh sách số thứ tự")}</h1>
      <p>${page.centre.name}</p>
      <p>${gettext("In lúc %(at)s, %(day)s.", { at: clockTime(now), day: dayName(now, { year: "numeric" }) })}
        ${" "}${stale && gettext("Máy chủ không trả lời: danh sách theo lần cập nhật cuối, lúc %(at)s.", {
          at: clockTime(view.at),
        })}</p>
      <p>${gettext("Gọi lần lượt từ trên xuống trong từng nội dung; đánh dấu số đã phục vụ.")}</p>
      ${services.length === 0 && html`<p>${gettext("Không có ai trong hàng chờ.")}</p>`}
      ${services.map((code) => html`<${Sheet} key=${code} code=${code}
        now=${now}
        tickets=${there.filter((ticket) => ticket.service === code)} />`)}
    </section>`;
}

/** @param {{ code: string, tickets: GuideRow[], now: number }} props */
function Sheet({ code, tickets, now }) {
  const waiting = tickets.filter((ticket) => ticket.state === "waiting");
  const ordered = ON_PAPER.map((state) => tickets.filter((ticket) => ticket.state === state));
  return html`
    <table>
      <caption>${underDepartment(code)}${" "}(${gettext("%(n)s người chờ", { n: waiting.length })})</caption>
      <thead><tr>
        <th scope="col">${gettext("Thứ tự")}</th><th scope="col">${gettext("Số")}</th>
        <th scope="col">${gettext("Lấy số lúc")}</th><th scope="col">${gettext("Đã chờ")}</th>
        <th scope="col">${gettext("Trạng thái")}</th>
        <th scope="col">${gettext("Thủ tục")}</th><th scope="col">${gettext("Xong")}</th>
      </tr></thead>
      <tbody>${ordered.flat().map((ticket) => html`
        <tr key=${ticket.id}>
          <td class="num">${ticket.state === "waiting" ? waiting.indexOf(ticket) + 1 : "–"}</td>
          <th scope="row" class="num">${ticket.number}</th>
          <td class="num">${clockTime(ticket.issued_at)}</td>
          <td class="num">${ticket.state === "waiting" ? waited(ticket, now) : "–"}</td>
          <td>${stateName(ticket.state)}${ticket.counter && ticket.state !== "waiting"
            && ` · ${counterName(ticket.counter)}`}${ticket.priority !== "normal"
            && ` · ${gettext("Ưu tiên")}`}${ticket.language !== "vi" && ` · ${languageName(ticket.language)}`}</td>
          <td>${purpose(ticket)}</td><td class="box"></td>
        </tr>`)}</tbody>
    </table>`;
}
