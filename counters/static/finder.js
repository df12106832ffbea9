/** Finding a ticket by number or purpose among all that this counter can do something with. */
/** @import { CounterView } from "../view_types.js" */
/** @import { AnyRow } from "./tickets.js" */
import { html } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { Picker } from "./picker.js";
import { purpose } from "./tickets.js";

/**
 * `onTicket(tab, ticket)` is the same press as on the row of the ticket's list.
 * @param {{
 *   view: CounterView, missed: AnyRow[], finished: AnyRow[], onTicket: (tab: string, ticket: AnyRow) => void,
 *   onClose: () => void,
 * }} props
 */
export function FindDialog({ view, missed, finished, onTicket, onClose }) {
  /** @type {[string, AnyRow[], string][]} */
  const lists = [
    ["waiting", view.waiting, gettext("Hàng chờ")],
    ["parked", view.parked, gettext("Đang giữ")],
    ["missed", missed, gettext("Vắng mặt")],
    ["finished", finished, gettext("Mở lại lượt này")],
  ];
  const things = lists.map(([tab, tickets, tag]) => tickets.map((ticket) => ({
    key: ticket.id, tab, ticket, tag, title: ticket.number,
    detail: tab === "finished"
      ? gettext("Đã xong lúc %(time)s tại quầy này · %(what)s", {
        time: clockTime(ticket.finished_at || ""), what: purpose(ticket),
      }) : purpose(ticket),
    text: `${ticket.number.replace(/^(\D+)0*(.*)/, "$& $1$2 $2")} ${purpose(ticket)}`,
  }))).flat();
  return html`
    <${Dialog} wide title=${gettext("Tìm phiếu")} onClose=${onClose}>
      <${Picker} label=${gettext("Số thứ tự hoặc thủ tục")} things=${things} chosen=${null}
        onPick=${(thing) => onTicket(thing.tab, thing.ticket)}
        none=${gettext("Không có phiếu nào như vậy trong các danh sách của quầy này.")} />
    <//>`;
}
