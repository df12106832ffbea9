/** What needs a look now, the gravest first, each with what can be done. */
/** @import { HelpCallJson } from "../../web/help_call_view_types.js" */
/** @import { Trouble } from "../../web/view_types.js" */
/** @import { AlertJson, LiveView } from "../view_types.js" */
import { Icon, html, page, post, useState } from "../web/screen.js";
import { describeTrouble } from "../web/troubles.js";
import { clockTime, dayName, gettext, names } from "../web/words.js";
import { count, mayAct, onWall, redLineMinutes, seesComplaints, targetMinutes } from "./formatting.js";

const AT_ONCE = 3;
const ASKED_AT_MOST = 2;

/** @param {string[]} counters */
function list(counters) {
  return counters.map((counter) => names.counter(counter)).join(", ");
}

/** @type {Record<AlertJson["kind"], (fields: Record<string, unknown>) => string>} */
const SAYS = {
  unserved: (fields) => gettext("%(people)s người đang chờ mà không quầy nào phục vụ từ %(time)s.", fields),
  late: (fields) => gettext("%(people)s người đang chờ, trung bình %(minutes)s phút, vượt mục tiêu %(target)s phút từ %(time)s.", fields),
  red_line: (fields) => gettext("%(people)s người đã chờ quá %(red_line)s phút.", fields),
  idle: (fields) => gettext("quầy %(counters)s trống từ %(time)s trong khi %(people)s người đang chờ.", fields),
  same_number: (fields) => gettext("quầy %(counter)s: cùng một số %(number)s đã %(lasted)s.", fields),
  not_started: (fields) => gettext("quầy %(counter)s: số %(number)s đã gọi %(lasted)s, chưa phục vụ.", fields),
  parked: (fields) => gettext("quầy %(counter)s: số %(number)s giữ lại đã %(lasted)s.", fields),
  paused_long: (fields) => gettext("quầy %(counter)s tạm nghỉ đã %(lasted)s.", fields),
  complaints: (fields) => gettext("%(people)s phản ánh quá hạn trả lời, lâu nhất từ %(day)s.", fields),
  paused: (fields) => gettext("quầy %(counters)s tạm nghỉ, từ %(time)s có %(people)s người đang chờ.", fields),
};

/** @param {number} minutes */
function lasted(minutes) {
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return h === 0 ? gettext("%(m)s phút", { m }) : m === 0 ? gettext("%(h)s giờ", { h })
    : gettext("%(h)s giờ %(m)s phút", { h, m });
}

/**
 * Returns what a manager can do about it: which counters could serve those who wait, and what keeps them from it.
 * @param {AlertJson} alert
 */
function advice({ kind, counter, idle, paused, closed }) {
  if (kind === "complaints") {
    return gettext("Giao cho cơ quan hoặc trả lời ngay.");
  }
  if (counter !== null) {
    return gettext("Nhắc cán bộ xem lại quầy.");
  }
  if (kind === "paused") {
    return gettext("Mời cán bộ trở lại quầy hoặc mở quầy khác.");
  }
  if (kind === "idle") {
    return gettext("Nhắc cán bộ gọi số tiếp theo.");
  }
  const could = [
    idle.length > 0 && gettext("Quầy %(counters)s đang trống: nhắc cán bộ gọi số tiếp theo.", { counters: list(idle) }),
    closed.length > 0 && gettext("Có thể mở thêm quầy %(counters)s.", { counters: list(closed) }),
    paused.length > 0 && gettext("Quầy %(counters)s đang tạm nghỉ: mời cán bộ trở lại.", { counters: list(paused) }),
  ].filter(Boolean);
  return could.length > 0 ? could.join(" ") : gettext("Mọi quầy phục vụ được nội dung này đều đang có khách.");
}

/**
 * Returns how a counter is asked to serve: what the button says, what stands there once it was asked.
 * @param {AlertJson} alert
 * @param {string} counter
 */
function asking(alert, counter) {
  const fields = { counter: names.counter(counter) };
  if (alert.idle.includes(counter)) {
    return { ask: gettext("Nhắc quầy %(counter)s", fields), asked: gettext("đã nhắc quầy %(counter)s", fields) };
  }
  return alert.paused.includes(counter)
    ? { ask: gettext("Mời quầy %(counter)s trở lại", fields), asked: gettext("đã mời quầy %(counter)s", fields) }
    : { ask: gettext("Mời mở quầy %(counter)s", fields), asked: gettext("đã mời quầy %(counter)s", fields) };
}

/** What can be done at once: take it on, ask a counter. @param {{ alert: AlertJson }} props */
function Acts({ alert }) {
  const [failed, setFailed] = useState(false);
  const [pending, setPending] = useState(false);
  const send = async (/** @type {string} */ command, /** @type {object} */ body) => {
    setPending(true);
    const answer = await post(`/api/alarms/${command}`, body);
    setPending(false);
    setFailed(!answer.ok);
  };
  const could = [...alert.idle, ...alert.closed, ...alert.paused];
  const asked = could.filter((counter) => alert.asked[counter]);
  const free = could.filter((counter) => !alert.asked[counter]).slice(0, ASKED_AT_MOST);
  return html`
    <div class="acts">
      ${free.map((counter) => html`
        <button key=${counter} class="act" aria-busy=${String(pending)} data-ask=${counter}
          onClick=${() => send("ask", { counter })}>${asking(alert, counter).ask}</button>`)}
      ${alert.taken_on === null && html`
        <button class="act quiet" aria-busy=${String(pending)} data-action="take-on"
          onClick=${() => send("take-on", { subject: alert.subject })}>${gettext("Tôi lo việc này")}</button>`}
      <a class="act quiet" href="#counters-${alert.department}">${gettext("Xem quầy")}</a>
      <small role="status">${[
        alert.taken_on && gettext("%(who)s lo từ %(time)s", { who: alert.taken_on.by, time: clockTime(alert.taken_on.at) }),
        ...asked.map((counter) => asking(alert, counter).asked),
        failed && gettext("chưa gửi được, hãy thử lại"),
      ].filter(Boolean).join(" · ")}</small>
    </div>`;
}

/** Where overdue complaints are seen to, for whoever may see them. */
function ToComplaints() {
  return seesComplaints && !onWall && html`
    <a class="act" href="/complaints/desk?show=overdue&lang=${page.language}">${gettext("Xem phản ánh")}</a>`;
}

/** @param {{ alert: AlertJson }} props */
function Alert({ alert }) {
  const text = SAYS[alert.kind]({
    people: count(alert.people), minutes: count(alert.minutes), target: targetMinutes, red_line: redLineMinutes,
    time: clockTime(alert.since), day: dayName(alert.since), counter: alert.counter && names.counter(alert.counter),
    number: alert.number, lasted: lasted(alert.minutes),
    counters: list([...alert.idle, ...alert.paused, ...alert.closed]),
  });
  const longest = alert.longest_s === null ? "" : gettext("Lâu nhất %(waited)s.", {
    waited: lasted(Math.floor(alert.longest_s / 60)),
  });
  return html`
    <li class="alert"><${Icon} name="warning" />
      <p><b>${alert.department ? names.department(alert.department) : gettext("Trung tâm nói chung")}</b>: ${text} ${longest} <span>${advice(alert)}</span></p>
      ${alert.kind === "complaints" ? html`<${ToComplaints} />` : mayAct ? html`<${Acts} alert=${alert} />` : !onWall && html`
        <a class="act" href="#counters-${alert.department}">${gettext("Xem quầy")}</a>`}</li>`;
}

/** A counter that calls for help: it comes first, whatever else there is. @param {{ call: HelpCallJson }} props */
function HelpAlert({ call }) {
  const { counter, coming, test } = call;
  const fields = { counter: names.counter(counter), time: clockTime(call.at), who: coming };
  const [refused, setRefused] = useState("");
  const send = async (/** @type {string} */ what) => {
    const answer = await post(`/api/help/${encodeURIComponent(counter)}/${what}`, {});
    setRefused(answer.ok ? "" : answer.data.message || gettext("chưa gửi được, hãy thử lại"));
  };
  return html`
    <li class=${test ? "alert" : "alert helps"} data-help=${counter}><${Icon} name="warning" />
      <p><b>${test ? gettext("Thử: quầy %(counter)s gọi hỗ trợ từ %(time)s.", fields) : gettext("Quầy %(counter)s cần hỗ trợ ngay, từ %(time)s.", fields)}</b>${" "}
        <span>${coming === null ? gettext("Chưa ai nhận.") : gettext("%(who)s đang đến.", fields)}</span></p>
      ${mayAct && html`<div class="acts">
        ${coming === null && html`<button class="act" data-action="come" onClick=${() => send("come")}>${gettext("Tôi đến ngay")}</button>`}
        <button class="act quiet" data-action="end" onClick=${() => send("end")}>${gettext("Đã ổn")}</button>
        <small role="status">${refused}</small></div>`}</li>`;
}

/** @param {{ trouble: Trouble, now: number }} props */
function TroubleAlert({ trouble, now }) {
  const { title, detail } = describeTrouble(trouble, now);
  return html`<li class="alert"><${Icon} name="warning" /><p><b>${title}</b>. <span>${detail}</span></p></li>`;
}

/** @param {{ alerts: (AlertJson | Trouble)[], now: number }} props */
function List({ alerts, now }) {
  return html`<ul>${alerts.map((alert) => ("department" in alert ? html`
    <${Alert} key=${`${alert.department} ${alert.kind} ${alert.counter} ${alert.number}`} alert=${alert} />` : html`
    <${TroubleAlert} key=${`${alert.kind} ${alert.place}`} trouble=${alert} now=${now} />`))}</ul>`;
}

/** @param {{ from: string | null, own: boolean }} props */
function Nothing({ from, own }) {
  if (from) {
    return html`<p class="calm closed"><${Icon} name="clock" />${
      gettext("Ngoài giờ tiếp nhận. Cảnh báo bắt đầu lại lúc %(time)s.", { time: clockTime(from) })}</p>`;
  }
  return html`<p class="calm"><${Icon} name="check" />${own
    ? gettext("Cơ quan trong mục tiêu lúc này") : gettext("Mọi cơ quan trong mục tiêu lúc này")}</p>`;
}

/**
 * `turn`: on a wall, where nobody can scroll, the alerts come one after the other.
 * @param {{ view: LiveView, turn?: number }} props
 */
export function Alerts({ view, turn = 0 }) {
  const alerts = [...view.alerts, ...view.troubles];
  const now = Date.parse(view.at);
  const shown = onWall ? alerts.slice(turn % (alerts.length || 1)).slice(0, 1)
    : alerts.slice(0, AT_ONCE);
  const rest = onWall ? [] : alerts.slice(AT_ONCE);
  return html`
    <section class="alerts" aria-label=${gettext("Cảnh báo")} aria-live=${onWall ? "off" : "polite"}>
      ${view.help.length > 0 && html`<ul>${view.help.map((call) => html`<${HelpAlert} key=${call.counter} call=${call} />`)}</ul>`}
      ${alerts.length === 0 ? html`
        <${Nothing} from=${view.alerts_from} own=${view.rows.length === 1} />` : html`<${List} alerts=${shown} now=${now} />`}
      ${rest.length > 0 && html`<details><summary>${
        gettext("Thêm %(n)s cảnh báo", { n: count(rest.length) })}</summary>
        <${List} alerts=${rest} now=${now} /></details>`}
    </section>`;
}
