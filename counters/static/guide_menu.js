/** What the guide does once a shift: the kiosk beside the tablet, and signing out. */
import { html, page } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";

export function GuideMenu({ onClose }) {
  return html`
    <${Dialog} title=${gettext("Việc khác")} onClose=${onClose}>
      <div class="choices">
        <form method="post" action="/sign-out">
          <input type="hidden" name="csrf_token" value=${page.csrf} />
          <button class="plain" data-first="true">${gettext("Đăng xuất")}</button>
        </form>
      </div>
    <//>`;
}
