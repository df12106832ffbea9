/** All keys of the console on one page, and the switch for the single letters. */
/** @import { Key, KeyAction } from "./keys.js" */
import { html } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { KEYS } from "./keys.js";

/** @param {KeyAction} action */
function meaning(action) {
  return {
    main: gettext("Nút chính: mở quầy, gọi số tiếp theo, hoàn tất và gọi số tiếp theo"),
    recall: gettext("Gọi lại"), "no-show": gettext("Vắng mặt"), transfer: gettext("Chuyển"),
    park: gettext("Giữ lại"), pause: gettext("Tạm nghỉ"), "hand-over": gettext("Bàn giao quầy"),
    "hold-auto-call": gettext("Để lát nữa, chưa tự gọi"), "walk-in": gettext("Tiếp người chưa có số"),
    "by-number": gettext("Gọi số chỉ định"), start: gettext("Bắt đầu phục vụ"),
    finish: gettext("Hoàn tất, chưa gọi tiếp"), deliver: gettext("Hoàn tất với hồ sơ"), return: gettext("Trả lại hàng chờ"),
    "list-waiting": gettext("Danh sách Hàng chờ"), "list-parked": gettext("Danh sách Đang giữ"),
    "list-missed": gettext("Danh sách Vắng mặt"), "list-finished": gettext("Danh sách Vừa xong"),
    find: gettext("Tìm phiếu"), help: gettext("Các phím tắt"),
    answer: gettext("Trả lời về một thời gian chưa chắc"), undo: gettext("Hoàn tác"),
  }[action];
}

/**
 * Returns the keys as they are written for a reader.
 * @param {Key} key
 */
export function shown(key) {
  return key.shown.map((text) => (text === "Phím cách" ? gettext("Phím cách") : text));
}

/**
 * `letters`: whether single letters work; `onLetters(bool)` switches them; `onPractice` or null.
 * @param {{
 *   letters: boolean, onLetters: (on: boolean) => void, onPractice: (() => void) | null,
 *   onClose: () => void,
 * }} props
 */
export function HelpDialog({ letters, onLetters, onPractice, onClose }) {
  return html`
    <${Dialog} wide title=${gettext("Các phím tắt")} onClose=${onClose}>
      <dl class="keys">
        ${KEYS.map((key) => html`<div key=${key.action}>
          <dt>${shown(key).map((text) => html`<kbd>${text}</kbd>`)}</dt><dd>${meaning(key.action)}</dd></div>`)}
        <div><dt><kbd>1</kbd>–<kbd>5</kbd></dt><dd>${gettext("Kết quả lượt này")}</dd></div>
        <div><dt><kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>${gettext("Phím cách")}</kbd></dt><dd>${gettext("Gọi hỗ trợ, không ai ở quầy nghe hay thấy")}</dd></div>
        <div><dt><kbd>Tab</kbd></dt><dd>${gettext("Đi đến từng nút và từng phiếu")}</dd></div>
        <div><dt><kbd>Esc</kbd></dt><dd>${gettext("Đóng hộp thoại")}</dd></div>
      </dl>
      <p class="hint">${gettext("Num là các phím của bàn phím số.")}</p>
      <label class="switch"><input type="checkbox" checked=${letters}
        onChange=${(event) => onLetters(event.target.checked)} />
        ${gettext("Dùng các phím một chữ (R, V, C, G, P, O, L, N, S, B, H, D, T, K)")}</label>
      ${onPractice && html`<button class="plain" onClick=${onPractice}>${gettext("Tập dùng thử")}</button>`}
    <//>`;
}
