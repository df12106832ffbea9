/** What an officer reads whom a guide or manager asks to serve: who asks, who waits. */
/** @import { CounterView } from "../view_types.js" */
import { html, useEffect, useRef } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { chime } from "./chime.js";
import { minutes, secondsSince } from "./moments.js";

/**
 * The bar that asks, until the counter is opened or calls, or nobody waits for it any more; a new one chimes.
 * @param {{ view: CounterView, now: number }} props
 */
export function AskedBar({ view, now }) {
  const asked = view.asked !== null && Date.parse(view.asked.until) > now ? view.asked : null;
  const known = useRef(asked && asked.at);
  useEffect(() => {
    if (asked !== null && asked.at !== known.current) {
      chime();
    }
    known.current = asked && asked.at;
  }, [asked && asked.at]);
  return asked && html`
    <div class="toast dark asks" role="status" data-asked=${asked.by}>
      <span>${said(view, asked.by, now)}</span>
    </div>`;
}

/**
 * @param {CounterView} view
 * @param {string} who
 * @param {number} now
 */
function said(view, who, now) {
  const fields = { who, n: view.waiting_total, waited: minutes(secondsSince(view.waiting_since, now)) };
  switch (view.counter.state) {
    case "closed":
      return gettext("%(who)s nhờ Anh/Chị mở quầy: %(n)s người chờ, lâu nhất %(waited)s.", fields);
    case "paused":
      return gettext("%(who)s nhờ Anh/Chị trở lại quầy: %(n)s người chờ, lâu nhất %(waited)s.", fields);
    default:
      return gettext("%(who)s nhắc Anh/Chị gọi số tiếp theo: %(n)s người chờ, lâu nhất %(waited)s.", fields);
  }
}
