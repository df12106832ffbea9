/** What the guide does once in a while: looking after the printers, entering slips of paper, and signing out. */
import { html, page } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";

/**
 * `onPrinters` is null where the hall has none.
 * @param {{ onPrinters: (() => void) | null, onPaper: () => void, onClose: () => void }} props
 */
export function GuideMenu({ onPrinters, onPaper, onClose }) {
  return html`
    <${Dialog} title=${gettext("Việc khác")} onClose=${onClose}>
      <div class="choices">
        ${onPrinters && html`<button class="plain" data-choice="printers" data-first="true" onClick=${onPrinters}>
          ${gettext("Máy in phiếu")}</button>`}
        <button class="plain" data-choice="paper" data-first=${String(!onPrinters)} onClick=${onPaper}>
          ${gettext("Nhập số phiếu giấy")}</button>
        <a class="plain" href="/bulletins?lang=${page.language}">${gettext("Báo tin cho người đang chờ")}</a>
        <a class="plain" href="/complaints/for-somebody?lang=${page.language}">${gettext("Ghi phản ánh giúp người dân")}</a>
        <a class="plain" href="/account">${gettext("Tài khoản của tôi")}</a>
        <form method="post" action="/sign-out">
          <input type="hidden" name="csrf_token" value=${page.csrf} />
          <button class="plain">${gettext("Đăng xuất")}</button>
        </form>
      </div>
    <//>`;
}
