/** What an officer is told before the counter pauses or closes while people wait for it. */
/** @import { CounterView } from "../view_types.js" */
import { html, serverNow } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { minutes, secondsSince } from "./moments.js";

/**
 * Returns who waits for the counter and how long already; nothing where nobody does.
 * @param {CounterView} view
 */
export function whoWaits(view) {
  return view.waiting_total === 0 ? "" : gettext("%(n)s người đang chờ quầy này, lâu nhất %(waited)s.", {
    n: view.waiting_total, waited: minutes(secondsSince(view.waiting_since, serverNow())),
  });
}

/**
 * Asks before the counter closes while people wait; the safe answer has the focus.
 * @param {{ view: CounterView, onLeave: () => void, onClose: () => void }} props
 */
export function CloseDialog({ view, onLeave, onClose }) {
  return html`
    <${Dialog} title=${gettext("Đóng quầy này?")} onClose=${onClose}>
      <p class="hint">${whoWaits(view)}</p>
      <div class="buttons">
        <button class="plain" data-first="true" onClick=${onClose}>${gettext("Chưa đóng")}</button>
        <button class="primary" onClick=${onLeave}>${gettext("Vẫn đóng quầy")}</button>
      </div>
    <//>`;
}
