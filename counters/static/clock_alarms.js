/** What the guide must know of the server's clock: a pure function of the view. */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { Alarm } from "./alarms.js" */
import { clockTime, dayName, gettext } from "../web/words.js";

/**
 * Returns the alarms of the clock: {key, kind, level, title, detail}, `kind` clock. `at`: the time
 * that the server tells.
 * @param {GuideView["clock"]} clock
 * @param {string} at
 * @returns {Alarm[]}
 */
export function clockAlarms(clock, at) {
  if (!clock) {
    return [];
  }
  const told = { time: clockTime(at), day: dayName(at) };
  if (clock === "wrong") {
    return [{
      key: "clock wrong", kind: "clock", level: "missed",
      title: gettext("Đồng hồ của máy chủ không đúng"),
      detail: gettext("Hệ thống đang tạm tính là %(time)s, %(day)s và vẫn cấp số. Hãy báo người quản trị chỉnh đồng hồ.", told),
    }];
  }
  return [{
    key: "clock day_over", kind: "clock", level: "missed",
    title: gettext("Không cấp số: theo đồng hồ của máy chủ, ngày làm việc đã kết thúc"),
    detail: gettext("Đồng hồ đang là %(time)s, %(day)s. Nếu chưa đúng, hãy báo người quản trị chỉnh đồng hồ.", told),
  }];
}
