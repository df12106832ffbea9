/** One officer leaves the counter to the next: what is asked before, and what the console shows until it is taken. */
/** @import { CounterView } from "../view_types.js" */
import { Icon, html, page } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { consoleExtra } from "./extra.js";
import { whoWaits } from "./leaving.js";

/**
 * Says what stays at the counter, then hands it over: the button has the focus, so that Enter is enough.
 * @param {{ view: CounterView, onHandOver: () => void, onClose: () => void }} props
 */
export function HandOverDialog({ view, onHandOver, onClose }) {
  const { current, parked } = view;
  const stays = [
    current && gettext("Số %(number)s vẫn ở quầy, người nhận phục vụ tiếp.", { number: current.number }),
    parked.length > 0 && gettext("%(n)s số ở mục Đang giữ vẫn ở quầy.", { n: parked.length }),
    whoWaits(view),
  ].filter(Boolean);
  return html`
    <${Dialog} title=${gettext("Bàn giao quầy %(label)s?", { label: view.counter.label })} onClose=${onClose}>
      ${stays.length > 0 && html`<ul class="stays">${stays.map((text) => html`
        <li key=${text}><${Icon} name="check" />${text}</li>`)}</ul>`}
      <p class="hint">${gettext("Sau khi bàn giao, Anh/Chị không gọi số ở quầy này nữa. Người nhận đăng nhập ở máy này hoặc máy khác rồi chọn quầy.")}</p>
      <div class="buttons">
        <button class="plain" onClick=${onClose}>${gettext("Thôi")}</button>
        <button class="primary" data-first="true" onClick=${onHandOver}>${gettext("Bàn giao quầy")}</button>
      </div>
    <//>`;
}

/**
 * What a counter shows that nobody has taken yet: who left it, what is there, and the way for the next.
 * @param {{ view: CounterView }} props
 */
export function HandedOver({ view: { counter, current } }) {
  const at = clockTime(counter.since || "");
  return html`
    <div class="nobody handed">
      <h2>${current ? gettext("Số %(number)s vẫn ở quầy", { number: current.number }) : gettext("Quầy chờ người nhận")}</h2>
      <p>${gettext("%(officer)s đã bàn giao quầy lúc %(time)s.", { officer: counter.handed_by || "", time: at })}</p>
      <p>${gettext("Người nhận đăng nhập, chọn quầy này và làm tiếp ngay.")}</p>
      ${consoleExtra.person && html`
        <form method="post" action="/sign-out">
          <input type="hidden" name="csrf_token" value=${page.csrf} />
          <input type="hidden" name="next" value=${`/counters?wanted=${encodeURIComponent(counter.id)}`} />
          <button class="plain">${gettext("Đăng xuất để người nhận đăng nhập")}</button>
        </form>`}
    </div>`;
}
