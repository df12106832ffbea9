/** What has lasted too long at a counter, in words: a pure function of the view and the moment. */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { ForgottenAtCounter } from "../../web/view_types.js" */
/** @import { Alarm } from "./alarms.js" */
import { clockTime, gettext } from "../web/words.js";
import { minutes, secondsSince } from "./moments.js";
import { counterName } from "./tickets.js";

/** @type {Record<ForgottenAtCounter["kind"], (fields: Record<string, unknown>) => string[]>} */
const SAYS = {
  no_console: (fields) => [
    gettext("%(counter)s mở nhưng máy của cán bộ đã mất kết nối %(time)s", fields),
    gettext("Hãy hỏi cán bộ của quầy, hoặc báo quản trị."),
  ],
  same_number: (fields) => [
    gettext("%(counter)s: cùng một số %(number)s đã %(time)s", fields),
    gettext("Hãy hỏi cán bộ của quầy đã xong chưa."),
  ],
  not_started: (fields) => [
    gettext("%(counter)s: số %(number)s đã gọi %(time)s, chưa phục vụ", fields),
    gettext("Hãy tìm người có số này, và hỏi cán bộ của quầy."),
  ],
  parked: (fields) => [
    gettext("%(counter)s: số %(number)s giữ lại đã %(time)s", fields),
    gettext("Hãy hỏi cán bộ của quầy, và xem người có số này còn ở đây không."),
  ],
  paused_long: (fields) => [
    gettext("%(counter)s tạm nghỉ đã %(time)s", fields), gettext("Hãy hỏi cán bộ của quầy."),
  ],
  idle: (fields) => [
    gettext("%(counter)s trống %(time)s trong khi có người chờ", fields),
    gettext("Hãy nhắc cán bộ gọi số tiếp theo."),
  ],
};

/**
 * Returns the alarms of forgotten counters: {key, kind, level, service, title, detail}, `kind`
 * forgotten. A pause of which people who wait are told already is left out.
 * @param {GuideView} view
 * @param {number} now
 * @param {string[]} told
 * @returns {Alarm[]}
 */
export function forgottenAlarms(view, now, told) {
  return view.forgotten
    .filter(({ kind, counter }) => kind !== "paused_long" || !told.includes(`paused ${counter}`))
    .map(({ kind, counter, number, service, since }) => {
      const time = minutes(secondsSince(since, now));
      const [title, what] = SAYS[kind]({ counter: counterName(counter), number, time });
      const until = kind === "paused_long" && view.counters.find((each) => each.id === counter)?.until;
      const detail = until
        ? `${gettext("Hẹn trở lại lúc %(time)s.", { time: clockTime(until) })} ${what}` : what;
      return {
        key: `${kind} ${counter} ${number || ""}`, kind: "forgotten", level: "near", service, title, detail,
        subject: `counter ${counter}`, could: kind === "idle" ? [counter] : [],
      };
    });
}
