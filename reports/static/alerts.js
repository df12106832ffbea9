/** What needs a look now, the gravest first, each with what can be done. */
import { Icon, html } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { count, onWall, targetMinutes } from "./figures.js";

const AT_ONCE = 3;

function list(counters) {
  return counters.map((counter) => names.counter(counter)).join(", ");
}

const SAYS = {
  unserved: (fields) => gettext("%(people)s người đang chờ mà không quầy nào phục vụ từ %(time)s.", fields),
  late: (fields) => gettext("%(people)s người đang chờ, trung bình %(minutes)s phút, vượt mục tiêu %(target)s phút từ %(time)s.", fields),
  idle: (fields) => gettext("quầy %(counters)s trống từ %(time)s trong khi %(people)s người đang chờ.", fields),
  paused: (fields) => gettext("quầy %(counters)s tạm nghỉ, từ %(time)s có %(people)s người đang chờ.", fields),
};

/** Returns what a manager can do about it. */
function advice({ kind, idle, shut }) {
  if (kind === "paused") {
    return gettext("Mời cán bộ trở lại quầy hoặc mở quầy khác.");
  }
  if (idle.length > 0) {
    return kind === "idle" ? gettext("Nhắc cán bộ gọi số tiếp theo.")
      : gettext("Quầy %(counters)s đang trống: nhắc cán bộ gọi số tiếp theo.", { counters: list(idle) });
  }
  return shut.length > 0 ? gettext("Có thể mở thêm quầy %(counters)s.", { counters: list(shut) })
    : gettext("Mọi quầy đều đang phục vụ; hãy nhờ quầy khác hỗ trợ.");
}

function Alert({ alert }) {
  const text = SAYS[alert.kind]({
    people: count(alert.people), minutes: count(alert.minutes), target: targetMinutes,
    time: clockTime(alert.since), counters: list([...alert.idle, ...alert.shut]),
  });
  return html`
    <li class="alert"><${Icon} name="warning" />
      <p><b>${names.department(alert.department)}</b>: ${text} <span>${advice(alert)}</span></p>
      ${!onWall && html`<a class="act" href="#counters-${alert.department}">${
        alert.shut.length > 0 ? gettext("Mở thêm quầy") : gettext("Xem quầy")}</a>`}</li>`;
}

function List({ alerts }) {
  return html`<ul>${alerts.map((alert) => html`
    <${Alert} key=${alert.department} alert=${alert} />`)}</ul>`;
}

function Nothing({ from, own }) {
  if (from) {
    return html`<p class="calm closed"><${Icon} name="clock" />${
      gettext("Ngoài giờ tiếp nhận. Cảnh báo bắt đầu lại lúc %(time)s.", { time: clockTime(from) })}</p>`;
  }
  return html`<p class="calm"><${Icon} name="check" />${own
    ? gettext("Cơ quan trong mục tiêu lúc này") : gettext("Mọi cơ quan trong mục tiêu lúc này")}</p>`;
}

/** `turn`: on a wall, where nobody can scroll, the alerts come one after the other. */
export function Alerts({ view, turn = 0 }) {
  const { alerts } = view;
  const shown = onWall ? alerts.slice(turn % (alerts.length || 1)).slice(0, 1)
    : alerts.slice(0, AT_ONCE);
  const rest = onWall ? [] : alerts.slice(AT_ONCE);
  return html`
    <section class="alerts" aria-label=${gettext("Cảnh báo")} aria-live=${onWall ? "off" : "polite"}>
      ${alerts.length === 0 ? html`
        <${Nothing} from=${view.alerts_from} own=${view.rows.length === 1} />` : html`<${List} alerts=${shown} />`}
      ${rest.length > 0 && html`<details><summary>${
        gettext("Thêm %(n)s cảnh báo", { n: count(rest.length) })}</summary>
        <${List} alerts=${rest} /></details>`}
    </section>`;
}
