/** What the guide must know at once: a pure function of the view and the moment, and its list. */
import { Icon, html, useEffect, useNow, useRef } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { chime } from "./chime.js";
import { minutes, secondsSince } from "./moments.js";
import { printerAlarms } from "./printers.js";
import { counterName } from "./tickets.js";
import { voiceAlarms } from "./voice_alarms.js";

/** Kinds of alarms, gravest first: a printer is put right in a minute, and everybody needs it. */
const GRAVE = [
  "printer", "no_counter", "voice", "red_line", "doubtful", "paused", "target", "paper_low",
];

/**
 * Returns the alarms, gravest first: {key, kind, level, service or printer, title, detail}. `kind` is
 * one of GRAVE; `level` is missed or near.
 */
export function alarms(view, now) {
  const found = printerAlarms(view);
  view.services.forEach((service) => {
    const late = lateOnes(view, service.service, now);
    if (service.waiting > 0 && service.open === 0) {
      found.push(noCounter(service, now));
    } else if (late.red.length > 0) {
      found.push(tooLong("red_line", "missed", view, service, late.red, now));
    } else if (late.target.length > 0) {
      found.push(tooLong("target", "near", view, service, late.target, now));
    }
  });
  view.counters.filter((counter) => counter.state === "paused").forEach((counter) => {
    if (counter.waiting > 0 && secondsSince(counter.waiting_since, now) >= view.limits.target_wait_s) {
      found.push(paused(counter, view, now));
    }
  });
  return found.concat(voiceAlarms(view.voice))
    .sort((a, b) => GRAVE.indexOf(a.kind) - GRAVE.indexOf(b.kind));
}

function lateOnes(view, service, now) {
  const waits = view.tickets.filter((ticket) => ticket.state === "waiting" && ticket.service === service);
  const over = (limit) => waits.filter((ticket) => secondsSince(ticket.waited_since, now) >= limit);
  return { red: over(view.limits.red_line_wait_s), target: over(view.limits.target_wait_s) };
}

function noCounter(service, now) {
  const counters = service.counters.map(counterName).join(", ");
  return {
    key: `no_counter ${service.service}`, kind: "no_counter", level: "missed", service: service.service,
    title: gettext("%(service)s: %(n)s người chờ, chưa có quầy nào mở", {
      service: names.service(service.service), n: service.waiting,
    }),
    detail: gettext("Chờ lâu nhất %(waited)s. Hãy báo mở một trong các quầy: %(counters)s.", {
      waited: minutes(secondsSince(service.waiting_since, now)), counters,
    }),
  };
}

function tooLong(kind, level, view, service, late, now) {
  const limit = kind === "red_line" ? view.limits.red_line_wait_s : view.limits.target_wait_s;
  const first = late.reduce((one, two) => (two.waited_since < one.waited_since ? two : one));
  const idle = service.counters
    .filter((id) => view.counters.some((counter) => counter.id === id && counter.state === "closed"))
    .map(counterName);
  const longest = gettext("Lâu nhất: số %(number)s, %(waited)s.", {
    number: first.number, waited: minutes(secondsSince(first.waited_since, now)),
  });
  return {
    key: `${kind} ${service.service}`, kind, level, service: service.service,
    title: gettext("%(service)s: %(n)s người chờ quá %(m)s phút", {
      service: names.service(service.service), n: late.length, m: Math.round(limit / 60),
    }),
    detail: idle.length === 0 ? longest : `${longest} ${gettext("Còn đóng: %(counters)s.", {
      counters: idle.join(", "),
    })}`,
  };
}

function paused(counter, view, now) {
  const served = view.services.find(
    (service) => service.waiting > 0 && service.counters.includes(counter.id),
  );
  const reason = counter.reason
    ? gettext("Lý do: %(reason)s.", { reason: names.pauseReason(counter.reason) }) : "";
  return {
    key: `paused ${counter.id}`, kind: "paused", level: "near", service: served ? served.service : null,
    title: gettext("%(counter)s tạm nghỉ %(time)s, %(n)s người chờ", {
      counter: counterName(counter.id), time: minutes(secondsSince(counter.since, now)), n: counter.waiting,
    }),
    detail: `${reason} ${gettext("Chờ lâu nhất %(waited)s, hãy hỏi cán bộ của quầy.", {
      waited: minutes(secondsSince(counter.waiting_since, now)),
    })}`.trim(),
  };
}

/**
 * The list of alarms. `onService(code)` shows who waits there, `onPrinter(id)` how the printer is; a
 * grave one that is new chimes.
 */
export function Alarms({ view, stale, onService, onPrinter }) {
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
            <button class=${alarm.level} onClick=${() => (alarm.printer
    ? onPrinter(alarm.printer) : onService(alarm.service))}>
              <${Icon} name=${alarm.printer ? "printer" : "warning"} />
              <span><b>${alarm.title}</b><small>${alarm.detail}</small></span>
            </button>
          </li>`)}
      </ul>
    </section>`;
}
