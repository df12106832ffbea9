/** The list of alarms on the guide's tablet. */
/** @import { GuideRow, GuideRun, GuideView } from "../guide_view_types.js" */
/** @import { HelpCallJson } from "../../web/help_call_view_types.js" */
/** @import { Alarm } from "./alarms.js" */
import { Icon, html, useEffect, useNow, useRef } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { alarms } from "./alarms.js";
import { chime } from "./chime.js";
import { counterName } from "./tickets.js";

const ASKED_AT_MOST = 2;

/**
 * The list of alarms. `onService(code)` shows who waits there, `onPrinter(id)` how the printer is,
 * `onRun(run)` the numbers of a run, `onTicket(ticket)` one number; `onTakeOn(subject)` lets the guide see to it, `onAsk(counter)` asks a counter
 * to serve; `onHelp(counter, what)` answers a call for help. A grave one that is new chimes.
 * @param {{
 *   view: GuideView, stale: boolean, onService: (code: string | null) => void,
 *   onPrinter: (id: string) => void, onRun: (run: GuideRun) => void, onTicket: (ticket: GuideRow) => void,
 *   onTakeOn: (subject: string) => void, onAsk: (counter: string) => void,
 *   onHelp: (counter: string, what: "come" | "end") => void,
 * }} props
 */
export function Alarms({ view, stale, onService, onPrinter, onRun, onTicket, onTakeOn, onAsk, onHelp }) {
  const show = (/** @type {Alarm} */ alarm) => {
    if (alarm.run) {
      onRun(alarm.run);
    } else if (alarm.ticket) {
      onTicket(alarm.ticket);
    } else if (alarm.printer) {
      onPrinter(alarm.printer);
    } else {
      onService(alarm.service || null);
    }
  };
  const now = useNow(1000);
  const found = alarms(view, now);
  const grave = found.filter((alarm) => alarm.level === "missed").map((alarm) => alarm.key);
  const known = useRef(grave);
  useEffect(() => {
    if (grave.some((key) => !known.current.includes(key))) {
      chime();
    }
    known.current = grave;
  }, [grave.join()]);
  return html`
    <section class="alarms" aria-labelledby="alarms-title">
      <h2 id="alarms-title">${gettext("Cảnh báo")}
        ${found.length > 0 && html`<span class="num">${found.length}</span>`}</h2>
      ${found.length === 0 && html`<p class="calm"><${Icon} name="check" />${stale
        ? gettext("Chưa có cảnh báo ở lần cập nhật cuối.")
        : gettext("Mọi hàng chờ đều trong mục tiêu.")}</p>`}
      <ul>
        ${found.map((alarm) => html`
          <li key=${alarm.key} data-kind=${alarm.kind}>
            <button class=${alarm.level} onClick=${() => show(alarm)}>
              <${Icon} name=${alarm.printer ? "printer" : "warning"} />
              <span><b>${alarm.title}</b><small>${alarm.detail}</small></span>
            </button>
            ${alarm.help && html`<${HelpActs} call=${alarm.help} onHelp=${onHelp} />`}
            ${isFirst(alarm, found) && html`<${Acts} alarm=${alarm} view=${view} now=${now} onTakeOn=${onTakeOn} onAsk=${onAsk} />`}
          </li>`)}
      </ul>
    </section>`;
}

/**
 * Says whether an alarm is the first about its subject: what is done about it stands there once.
 * @param {Alarm} alarm
 * @param {Alarm[]} all
 */
function isFirst(alarm, all) {
  return alarm.subject !== undefined && all.find((other) => other.subject === alarm.subject) === alarm;
}

/**
 * One press to come, one to end it.
 * @param {{ call: HelpCallJson, onHelp: (counter: string, what: "come" | "end") => void }} props
 */
function HelpActs({ call, onHelp }) {
  return html`
    <div class="acts">
      ${call.coming === null && html`<button data-action="come" onClick=${() => onHelp(call.counter, "come")}>${gettext("Tôi đến ngay")}</button>`}
      <button data-action="end" onClick=${() => onHelp(call.counter, "end")}>${gettext("Đã ổn")}</button>
    </div>`;
}

/**
 * Who sees to it, or that one does; which counters can be asked to serve.
 * @param {{
 *   alarm: Alarm, view: GuideView, now: number,
 *   onTakeOn: (subject: string) => void, onAsk: (counter: string) => void,
 * }} props
 */
function Acts({ alarm, view, now, onTakeOn, onAsk }) {
  const subject = alarm.subject || "";
  const told = view.taken_on[subject];
  return html`
    <div class="acts">
      ${told && Date.parse(told.until) > now
        ? html`<p>${gettext("%(who)s lo từ %(time)s", { who: told.by, time: clockTime(told.at) })}</p>`
        : html`<button data-action="take-on" onClick=${() => onTakeOn(subject)}>${gettext("Tôi lo việc này")}</button>`}
      ${(alarm.could || []).slice(0, ASKED_AT_MOST).map((id) => html`
        <button key=${id} data-ask=${id} onClick=${() => onAsk(id)}>${gettext("Nhắn %(counter)s", {
          counter: counterName(id).toLowerCase(),
        })}</button>`)}
    </div>`;
}
