/** Every service at a glance: who waits, since when, and how many counters work for it. */
/** @import { GuideView } from "../guide_view_types.js" */
import { html, useNow } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { returnOf } from "./guide_rows.js";
import { minutes, secondsSince, waitGrade } from "./moments.js";
import { underDepartment } from "./services.js";

/** @param {string | null} back */
function backAt(back) {
  return back ? ` · ${gettext("trở lại lúc %(time)s", { time: clockTime(back) })}` : "";
}

/**
 * A press on a service shows its people; the busiest stand first.
 * @param {{ view: GuideView, chosen: string | null, onService: (code: string) => void }} props
 */
export function Units({ view, chosen, onService }) {
  const now = useNow(1000);
  const services = view.services.map((service) => Object.assign({
    seconds: secondsSince(service.waiting_since, now),
  }, service)).sort((a, b) => b.seconds - a.seconds);
  return html`
    <section class="units" aria-labelledby="units-title">
      <h2 id="units-title">${gettext("Các hàng chờ")}</h2>
      <ul>
        ${services.map((service) => html`
          <li key=${service.service}>
            <button aria-pressed=${String(service.service === chosen)} onClick=${() => onService(service.service)}>
              <b>${underDepartment(service.service)}</b>
              <span class="num">${service.waiting}</span>
              <small>${gettext("%(open)s/%(all)s quầy mở", {
                open: service.open, all: service.counters.length,
              })}${backAt(returnOf(view, service.service, now))}</small>
              <small class=${`num ${waitGrade(service.seconds, view.limits)}`}>${
                service.waiting > 0 ? minutes(service.seconds) : "–"}</small>
            </button>
          </li>`)}
      </ul>
    </section>`;
}
