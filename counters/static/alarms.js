/** What the guide must know at once: a pure function of the view and the moment. */
/**
 * @typedef {"help" | "clock" | "trouble" | "upkeep" | "printer" | "no_counter" | "voice" | "came_back" | "red_line" | "doubtful" | "paused" | "target"
 *   | "run" | "forgotten" | "paper_low" | "unconfirmed"} AlarmKind
 * @typedef {{
 *   key: string, kind: AlarmKind, level: "missed" | "near", service?: string | null, printer?: string,
 *   run?: GuideRun, ticket?: GuideRow, help?: HelpCallJson, title: string, detail: string, subject?: string, waits?: Waits, could?: string[],
 * }} Alarm `service`, `printer`, `run`, `ticket` or `help`: what it is about; `subject`: the same for the server, where somebody
 *   may see to it; `waits`: who waits because of it; `could`: counters that could serve them and were not asked yet
 * @typedef {{ department: string, since: string | null }} Waits people of a department, since when the first of them
 */
/** @import { HelpCallJson } from "../../web/help_call_view_types.js" */
/** @import { Trouble } from "../../web/view_types.js" */
/** @import { GuideCounter, GuideRow, GuideRun, GuideService, GuideView } from "../guide_view_types.js" */
import { describeTrouble } from "../web/troubles.js";
import { clockTime, gettext, names } from "../web/words.js";
import { cameBackAlarms } from "./came_back.js";
import { clockAlarms } from "./clock_alarms.js";
import { forgottenAlarms } from "./forgotten.js";
import { helpWords } from "./help_words.js";
import { minutes, secondsSince } from "./moments.js";
import { printerAlarms } from "./printers.js";
import { runAlarms } from "./runs.js";
import { underDepartment } from "./services.js";
import { counterName } from "./tickets.js";
import { voiceAlarms } from "./voice_alarms.js";

/**
 * Kinds of alarms, gravest first: a printer is put right in a minute, and everybody needs it. Those of one line
 * are equal: where somebody waits longest comes first.
 * @type {AlarmKind[][]}
 */
const GRAVE = [
  ["help"], ["clock"], ["trouble"], ["printer"], ["run"], ["voice"], ["came_back"], ["no_counter", "red_line", "target", "paused"], ["doubtful"],
  ["forgotten"], ["paper_low"], ["unconfirmed"], ["upkeep"],
];

/**
 * Returns the alarms, gravest first, those of a department's queues together. `level` is missed or near.
 * @param {GuideView} view
 * @param {number} now
 * @returns {Alarm[]}
 */
export function alarms(view, now) {
  const found = view.help.map(helpAlarm).concat(clockAlarms(view.clock, view.at), view.troubles.map((trouble) => troubleAlarm(trouble, now)), printerAlarms(view));
  view.services.forEach((service) => {
    const late = lateOnes(view, service.service, now);
    if (service.waiting > 0 && service.open === 0) {
      found.push(noCounter(service, view, now));
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
  const told = found.map((alarm) => alarm.key);
  return found.concat(forgottenAlarms(view, now, told), voiceAlarms(view.voice), runAlarms(view), cameBackAlarms(view))
    .sort((a, b) => grave(a) - grave(b) || (a.waits && b.waits ? byWait(view, a.waits, b.waits) : 0));
}

/**
 * @param {HelpCallJson} call
 * @returns {Alarm}
 */
function helpAlarm(call) {
  return { key: `help ${call.counter} ${call.at}`, kind: "help", level: call.test ? "near" : "missed", help: call, ...helpWords(call) };
}

/** @param {Alarm} alarm */
function grave(alarm) {
  return GRAVE.findIndex((kinds) => kinds.includes(alarm.kind));
}

/**
 * The worst department first, as the server has them, then its longest wait.
 * @param {GuideView} view
 * @param {Waits} a
 * @param {Waits} b
 */
function byWait(view, a, b) {
  return view.worst.indexOf(a.department) - view.worst.indexOf(b.department)
    || (a.since || "").localeCompare(b.since || "");
}

/**
 * Returns what alarms of a queue have in common.
 * @param {GuideService} service
 */
function ofQueue(service) {
  return {
    service: service.service, subject: `queue ${service.department}`,
    waits: { department: service.department, since: service.waiting_since },
    could: [...service.idle, ...service.closed, ...service.paused].filter((id) => !service.asked[id]),
  };
}

/**
 * @param {Trouble} trouble
 * @param {number} now
 * @returns {Alarm}
 */
function troubleAlarm(trouble, now) {
  const told = describeTrouble(trouble, now);
  /** @type {AlarmKind} */
  const kind = told.level === "missed" ? "trouble" : "upkeep";
  return Object.assign({ key: `${trouble.kind} ${trouble.place || ""}`, kind }, told);
}

/**
 * @param {GuideView} view
 * @param {string} service
 * @param {number} now
 */
function lateOnes(view, service, now) {
  const waits = view.tickets.filter((ticket) => ticket.state === "waiting" && ticket.service === service);
  /** @param {number} limit */
  const over = (limit) => waits.filter(
    (ticket) => !ticket.wait_unsure && secondsSince(ticket.waited_since, now) >= limit,
  );
  return { red: over(view.limits.red_line_wait_s), target: over(view.limits.target_wait_s) };
}

/**
 * @param {GuideService} service
 * @param {GuideView} view
 * @param {number} now
 * @returns {Alarm}
 */
function noCounter(service, view, now) {
  const counters = service.counters.map(counterName).join(", ");
  const back = view.counters
    .filter(({ id, until }) => service.counters.includes(id) && until && Date.parse(until) > now)
    .map(({ id, until }) => gettext("%(counter)s hẹn trở lại lúc %(time)s.", {
      counter: counterName(id), time: clockTime(until || ""),
    }));
  return {
    ...ofQueue(service), key: `no_counter ${service.service}`, kind: "no_counter", level: "missed",
    title: gettext("%(service)s: %(n)s người chờ, chưa có quầy nào mở", {
      service: underDepartment(service.service), n: service.waiting,
    }),
    detail: [gettext("Chờ lâu nhất %(waited)s. Hãy báo mở một trong các quầy: %(counters)s.", {
      waited: minutes(secondsSince(service.waiting_since, now)), counters,
    }), ...back].join(" "),
  };
}

/**
 * @param {"red_line" | "target"} kind
 * @param {Alarm["level"]} level
 * @param {GuideView} view
 * @param {GuideService} service
 * @param {GuideRow[]} late
 * @param {number} now
 * @returns {Alarm}
 */
function tooLong(kind, level, view, service, late, now) {
  const limit = kind === "red_line" ? view.limits.red_line_wait_s : view.limits.target_wait_s;
  const first = late.reduce((one, two) => ((two.waited_since || "") < (one.waited_since || "") ? two : one));
  const closed = service.closed.map(counterName);
  const longest = gettext("Lâu nhất: số %(number)s, %(waited)s.", {
    number: first.number, waited: minutes(secondsSince(first.waited_since, now)),
  });
  return {
    ...ofQueue(service), key: `${kind} ${service.service}`, kind, level,
    title: gettext("%(service)s: %(n)s người chờ quá %(m)s phút", {
      service: underDepartment(service.service), n: late.length, m: Math.round(limit / 60),
    }),
    detail: closed.length === 0 ? longest : `${longest} ${gettext("Còn đóng: %(counters)s.", {
      counters: closed.join(", "),
    })}`,
  };
}

/**
 * @param {GuideCounter} counter
 * @param {number} seconds since the pause began
 */
function pausedText(counter, seconds) {
  const fields = { counter: counterName(counter.id), time: minutes(seconds), n: counter.waiting };
  return seconds < 60 ? gettext("%(counter)s vừa tạm nghỉ, %(n)s người chờ", fields)
    : gettext("%(counter)s tạm nghỉ %(time)s, %(n)s người chờ", fields);
}

/**
 * @param {GuideCounter} counter
 * @param {GuideView} view
 * @param {number} now
 * @returns {Alarm}
 */
function paused(counter, view, now) {
  const served = view.services.find(
    (service) => service.waiting > 0 && service.counters.includes(counter.id),
  );
  const reason = counter.reason
    ? gettext("Lý do: %(reason)s.", { reason: names.pauseReason(counter.reason) }) : "";
  const back = counter.until ? gettext("Hẹn trở lại lúc %(time)s.", { time: clockTime(counter.until) }) : "";
  return {
    ...(served ? ofQueue(served) : {}), key: `paused ${counter.id}`, kind: "paused", level: "near",
    service: served ? served.service : null, subject: `counter ${counter.id}`,
    could: served && served.asked[counter.id] ? [] : [counter.id],
    title: pausedText(counter, secondsSince(counter.since, now)),
    detail: `${[reason, back].filter(Boolean).join(" ")} ${gettext("Chờ lâu nhất %(waited)s, hãy hỏi cán bộ của quầy.", {
      waited: minutes(secondsSince(counter.waiting_since, now)),
    })}`.trim(),
  };
}
