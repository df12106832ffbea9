/** Finding a ticket by number or purpose among all that this counter can do something with. */
import { html } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { Picker } from "./picker.js";
import { purpose } from "./tickets.js";

/** `onTicket(tab, ticket)` is the same press as on the row of the ticket's list. */
export function FindDialog({ view, missed, onTicket, onClose }) {
  const lists = [
    ["waiting", view.waiting, gettext("Hàng chờ")],
    ["parked", view.parked, gettext("Đang giữ")],
    ["missed", missed, gettext("Vắng mặt")],
  ];
  const things = [].concat(...lists.map(([tab, tickets, tag]) => tickets.map((ticket) => ({
    key: ticket.id, tab, ticket, tag, title: ticket.number, detail: purpose(ticket),
    text: `${ticket.number} ${ticket.number.replace(/^\D+0*/, "")} ${purpose(ticket)}`,
  }))));
  return html`
    <${Dialog} wide title=${gettext("Tìm phiếu")} onClose=${onClose}>
      <${Picker} label=${gettext("Số thứ tự hoặc thủ tục")} things=${things} chosen=${null}
        onPick=${(thing) => onTicket(thing.tab, thing.ticket)}
        none=${gettext("Không có phiếu nào như vậy trong ba danh sách của quầy này.")} />
    <//>`;
}
