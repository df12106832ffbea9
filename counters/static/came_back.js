/** Holders of missed numbers who say to be here: a pure function of the view. */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { Alarm } from "./alarms.js" */
import { clockTime, gettext } from "../web/words.js";
import { underDepartment } from "./services.js";

/**
 * Returns their alarms, who asked first before the others: {key, kind, level, ticket, title, detail}, `kind`
 * came_back.
 * @param {GuideView} view
 * @returns {Alarm[]}
 */
export function cameBackAlarms(view) {
  return view.tickets
    .filter(({ state, call_asked_at: asked }) => state === "no_show" && asked)
    .sort((a, b) => (a.call_asked_at || "").localeCompare(b.call_asked_at || ""))
    .map((ticket) => ({
      key: `came_back ${ticket.id}`, kind: "came_back", level: "missed", ticket,
      title: gettext("Số %(number)s đã đến, xin được gọi lại", { number: ticket.number }),
      detail: gettext("%(service)s. Hãy gặp người có số này, rồi cho chờ lại trước %(time)s.", {
        service: underDepartment(ticket.service), time: clockTime(ticket.restorable_until || ""),
      }),
    }));
}
