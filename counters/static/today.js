/** The foot of the console: the counter's figures of today and the longest wait now. */
/** @import { CounterView } from "../view_types.js" */
import { html, useNow } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { mean, minutes, secondsSince } from "./moments.js";

/** @param {{ view: CounterView }} props */
export function Today({ view }) {
  const now = useNow(1000);
  const longest = secondsSince(view.waiting_since, now);
  const { target_wait_s: target, red_line_wait_s: red } = view.limits;
  const grade = longest >= red ? "missed" : longest >= target ? "near" : "";
  return html`
    <dl class="day">
      <div><dt>${gettext("Đã phục vụ")}</dt><dd class="num">${view.today.served}</dd></div>
      <div><dt><span class="long">${gettext("Trung bình mỗi lượt")}</span>
        <span class="short">${gettext("Trung bình")}</span></dt>
        <dd class="num">${mean(view.today.service_mean_s)}</dd></div>
      <div><dt>${gettext("Chờ lâu nhất")}</dt>
        <dd class=${`num ${grade}`}>${view.waiting_since ? minutes(longest) : "–"}</dd></div>
    </dl>`;
}
