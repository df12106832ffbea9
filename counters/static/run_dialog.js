/** A run of numbers: those that still wait, and one press that cancels all that nobody wants to keep. */
/** @typedef {import("./guide.js").Tablet} Tablet */
/** @import { ChangedRun, GuideRun, GuideView } from "../guide_view_types.js" */
import { html, useState } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { underDepartment } from "./services.js";

/**
 * Only what stood here when it was opened is cancelled; what was called meanwhile is left out.
 * @param {{
 *   run: GuideRun, view: GuideView, onCancel: (tickets: string[]) => void, onClose: () => void,
 * }} props
 */
export function RunDialog({ run, view, onCancel, onClose }) {
  const [kept, setKept] = useState(/** @type {string[]} */ ([]));
  const waiting = view.tickets.filter((ticket) => run.tickets.includes(ticket.id) && ticket.state === "waiting");
  const chosen = waiting.map((ticket) => ticket.id).filter((id) => !kept.includes(id));
  const toggle = (/** @type {string} */ id) => setKept(
    kept.includes(id) ? kept.filter((other) => other !== id) : kept.concat(id));
  return html`
    <${Dialog} wide title=${gettext("Hủy các số lấy liên tiếp?")} onClose=${onClose}>
      <p class="hint">${gettext("%(kiosk)s, %(service)s, lấy từ %(since)s đến %(until)s.", {
        kiosk: names.kiosk(run.kiosk), service: underDepartment(run.service),
        since: clockTime(run.since), until: clockTime(run.until),
      })}</p>
      <p class="hint">${gettext("Bấm vào số muốn giữ lại. Số đã hủy không được gọi nữa; có thể hoàn tác trong ít phút.")}</p>
      <div class="run">${waiting.map((ticket) => html`
        <button type="button" key=${ticket.id} class="num" aria-pressed=${String(chosen.includes(ticket.id))}
          onClick=${() => toggle(ticket.id)}>${ticket.number}</button>`)}</div>
      <div class="buttons">
        <button type="button" class="plain" data-first="true" onClick=${onClose}>${gettext("Thôi")}</button>
        <button type="button" class="primary" aria-disabled=${String(chosen.length === 0)}
          onClick=${() => chosen.length > 0 && onCancel(chosen)}>${
            gettext("Hủy %(n)s số", { n: chosen.length })}</button>
      </div>
    <//>`;
}

/**
 * Cancels the numbers, and offers to take that back.
 * @param {Tablet} tablet
 * @param {string[]} tickets
 */
export async function cancelRun(tablet, tickets) {
  tablet.setDialog(null);
  /** @type {ChangedRun | null} */
  const answer = await tablet.send("cancel-run", { tickets, reason: gettext("Lấy nhiều số liên tiếp") }, "/api/guide/cancel-run");
  if (answer !== null) {
    tablet.tell(gettext("Đã hủy %(n)s số.", { n: answer.numbers.length }), () => restoreRun(tablet, tickets));
  }
}

/**
 * @param {Tablet} tablet
 * @param {string[]} tickets
 */
async function restoreRun(tablet, tickets) {
  /** @type {ChangedRun | null} */
  const answer = await tablet.send("restore-run", { tickets }, "/api/guide/restore-run");
  if (answer !== null) {
    tablet.tell(answer.numbers.length > 0
      ? gettext("%(n)s số đã vào lại hàng chờ.", { n: answer.numbers.length })
      : gettext("Đã quá thời gian để đưa các số này vào lại hàng chờ."));
  }
}
