/** The question before a number that is still held is given up. */
/** @import { CurrentRow } from "../view_types.js" */
import { html } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { actionFor, keyOf } from "./keys.js";

const HERE = { typing: false, dialog: false, button: false };

/**
 * Says until when the number is held. The safe answer has the focus, so that the key which calls the
 * next gives nobody up; the key that asked, pressed again, does.
 * @param {{ current: CurrentRow, letters: boolean, onNoShow: () => void, onClose: () => void }} props
 */
export function NoShowDialog({ current, letters, onNoShow, onClose }) {
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (actionFor(event, HERE, letters) === "no-show") {
      event.preventDefault();
      onNoShow();
    }
  };
  const time = clockTime(current.held_until || "");
  return html`
    <${Dialog} title=${gettext("Vắng mặt số %(number)s?", { number: current.number })} onClose=${onClose}>
      <div class="ask" onKeyDown=${onKeyDown}>
        <p class="hint">${gettext("Ông/Bà này được giữ số đến %(time)s. Vẫn ghi vắng mặt?", { time })}</p>
        <div class="buttons">
          <button class="plain" data-first="true" onClick=${onClose}>${gettext("Chờ thêm")}</button>
          <button class="primary" data-act="early" onClick=${onNoShow}>${
            gettext("Vẫn ghi vắng mặt")}<kbd>${keyOf("no-show")}</kbd></button>
        </div>
      </div>
    <//>`;
}
