/** What needs a look now, the gravest first, each with what can be done. */
import { Icon, html } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { count, onWall, targetMinutes } from "./figures.js";

const AT_ONCE = 3;

function counterList(alert) {
  return alert.counters.map((counter) => names.counter(counter)).join(", ");
}

const SAYS = {
  unserved: (fields) => gettext("%(people)s người đang chờ mà không quầy nào phục vụ từ %(time)s.", fields),
  late: (fields) => gettext("%(people)s người đang chờ, trung bình %(minutes)s phút, vượt mục tiêu %(target)s phút từ %(time)s.", fields),
  idle: (fields) => gettext("quầy %(counters)s trống từ %(time)s trong khi %(people)s người đang chờ.", fields),
  paused: (fields) => gettext("quầy %(counters)s tạm nghỉ, từ %(time)s có %(people)s người đang chờ.", fields),
};

/** Returns what a manager can do about it. */
function advice(alert) {
  const fields = { counters: counterList(alert) };
  if (alert.kind === "idle") {
    return gettext("Nhắc cán bộ gọi số tiếp theo.");
  }
  if (alert.kind === "paused") {
    return gettext("Mời cán bộ trở lại quầy hoặc mở quầy khác.");
  }
  return alert.counters.length > 0
    ? gettext("Có thể mở thêm: quầy %(counters)s.", fields)
    : gettext("Mọi quầy đều đang phục vụ; hãy nhờ quầy khác hỗ trợ.");
}

function Alert({ alert }) {
  const text = SAYS[alert.kind]({
    people: count(alert.people), minutes: count(alert.minutes), target: targetMinutes,
    time: clockTime(alert.since), counters: counterList(alert),
  });
  return html`
    <li class="alert"><${Icon} name="warning" />
      <p><b>${names.department(alert.department)}</b>: ${text} <span>${advice(alert)}</span></p>
      ${!onWall && html`<a class="act" href="#counters-${alert.department}">${
        alert.counters.length > 0 && alert.kind !== "idle" ? gettext("Mở thêm quầy")
          : gettext("Xem quầy")}</a>`}</li>`;
}

function List({ alerts }) {
  return html`<ul>${alerts.map((alert) => html`
    <${Alert} key=${alert.department} alert=${alert} />`)}</ul>`;
}

function Nothing({ from }) {
  return html`<p class="calm"><${Icon} name=${from ? "clock" : "check"} />${from
    ? gettext("Ngoài giờ tiếp nhận. Cảnh báo bắt đầu lại lúc %(time)s.", { time: clockTime(from) })
    : gettext("Mọi cơ quan trong mục tiêu")}</p>`;
}

export function Alerts({ alerts, from }) {
  const rest = alerts.slice(AT_ONCE);
  const more = gettext("Thêm %(n)s cảnh báo", { n: count(rest.length) });
  return html`
    <section class="alerts" aria-label=${gettext("Cảnh báo")} aria-live="polite">
      ${alerts.length === 0 && html`<${Nothing} from=${from} />`}
      <${List} alerts=${alerts.slice(0, AT_ONCE)} />
      ${rest.length > 0 && (onWall ? html`<p class="more">${more}</p>`
        : html`<details><summary>${more}</summary><${List} alerts=${rest} /></details>`)}
    </section>`;
}
