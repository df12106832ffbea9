/** Many numbers that one kiosk gave in a row: a pure function of the view. */
/** @import { GuideRun, GuideView } from "../guide_view_types.js" */
/** @import { Alarm } from "./alarms.js" */
import { gettext, names } from "../web/words.js";
import { underDepartment } from "./services.js";

/**
 * Returns the alarms of runs: {key, kind, level, run, title, detail}, `kind` run.
 * @param {GuideView} view
 * @returns {Alarm[]}
 */
export function runAlarms(view) {
  return view.runs.map((run) => ({
    key: `run ${run.kiosk} ${run.service}`, kind: "run", level: "missed", run,
    title: gettext("%(kiosk)s: %(n)s số trong %(m)s phút cho %(service)s", {
      kiosk: names.kiosk(run.kiosk), n: run.given, m: lasted(run), service: underDepartment(run.service),
    }),
    detail: gettext("Còn %(n)s số đang chờ. Hãy xem ai lấy, và hủy những số không ai dùng.", {
      n: run.tickets.length,
    }),
  }));
}

/**
 * Returns the minutes that a run lasted, begun ones as whole.
 * @param {GuideRun} run
 */
function lasted(run) {
  return Math.max(1, Math.ceil((Date.parse(run.until) - Date.parse(run.since)) / 60000));
}
