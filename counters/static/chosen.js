/** Calling a chosen citizen: in turn a confirmation, before others with a reason that is kept on record. */
/** @import { CounterView } from "../view_types.js" */
/** @import { AnyRow } from "./tickets.js" */
/** @typedef {(reason: string | null) => void} OnCall */
import { html, page, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Choices, Dialog } from "./dialogs.js";
import { nextReason, purpose } from "./tickets.js";

const LONGEST_NUMBER = 8;

/**
 * One digit, or one press, is the reason and calls.
 * @param {{ view: CounterView, ticket: AnyRow, onCall: OnCall, onClose: () => void }} props
 */
export function CallDialog({ view, ticket, onCall, onClose }) {
  const number = ticket.number;
  const inTurn = view.waiting.length > 0 && view.waiting[0].id === ticket.id;
  const title = gettext("Gọi số %(number)s", { number });
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <p class="hint">${inTurn
        ? gettext("%(what)s. Đây là số kế tiếp, %(why)s.", { what: purpose(ticket), why: nextReason(view) })
        : gettext("%(what)s. Số này được gọi trước thứ tự. Chọn lý do, việc này được ghi vào nhật ký.", {
          what: purpose(ticket),
        })}</p>
      ${inTurn ? html`<${Choices} choices=${[{ name: "call", text: title, choose: () => onCall(null) }]} />`
        : html`<${Reasons} onCall=${onCall} />`}
    <//>`;
}

/**
 * A number that the officer is told, and does not see: it is typed, then the reason is chosen.
 * @param {{ onCall: (typed: string, reason: string | null) => void, onClose: () => void }} props
 */
export function ByNumberDialog({ onCall, onClose }) {
  const [typed, setTyped] = useState("");
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  /** @param {Event} event */
  const goOn = (event) => {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.querySelector("dialog[open] .choices button"))?.focus();
  };
  /** @type {OnCall} */
  const call = (reason) => (typed.trim() ? onCall(typed.trim(), reason) : field.current?.focus());
  return html`
    <${Dialog} title=${gettext("Gọi số chỉ định")} onClose=${onClose}>
      <form onSubmit=${goOn}>
        <p class="hint">${gettext("Gõ số trên phiếu, Enter, rồi chọn lý do gọi trước thứ tự. Việc này được ghi vào nhật ký.")}</p>
        <label>${gettext("Số thứ tự")}
          <input ref=${field} value=${typed} maxlength=${LONGEST_NUMBER} data-first="true" autocomplete="off"
            onInput=${(event) => setTyped(event.target.value)} />
        </label>
      </form>
      <${Reasons} onCall=${call} />
    <//>`;
}

/** @param {{ onCall: OnCall }} props */
function Reasons({ onCall }) {
  const codes = Object.keys(page.catalogue.call_reasons);
  return html`<${Choices} choices=${codes.map((code) => (
    { name: code, text: names.callReason(code), choose: () => onCall(code) }))} />`;
}
