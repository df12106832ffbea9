/** The list of alarms on the guide's tablet. */
/** @import { GuideRun, GuideView } from "../guide_view_types.js" */
/** @import { Alarm } from "./alarms.js" */
import { Icon, html, useEffect, useNow, useRef } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { alarms } from "./alarms.js";
import { chime } from "./chime.js";

/**
 * The list of alarms. `onService(code)` shows who waits there, `onPrinter(id)` how the printer is,
 * `onRun(run)` the numbers of a run; a grave one that is new chimes.
 * @param {{
 *   view: GuideView, stale: boolean, onService: (code: string | null) => void,
 *   onPrinter: (id: string) => void, onRun: (run: GuideRun) => void,
 * }} props
 */
export function Alarms({ view, stale, onService, onPrinter, onRun }) {
  const show = (/** @type {Alarm} */ alarm) => {
    if (alarm.run) {
      onRun(alarm.run);
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
          </li>`)}
      </ul>
    </section>`;
}
