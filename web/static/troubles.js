/** What is wrong in the hall beside its queues, in words, for guides and managers. */
/** @import { Trouble } from "../view_types.js" */
import { clockTime, dayName, gettext, localDay, names } from "./words.js";

/** @typedef {{ title: string, detail: string, level: "missed" | "near" }} Told */

/** @type {Record<Trouble["kind"], (place: string | null, since: string) => Told>} */
const SAYS = {
  kiosk_gone: (place, since) => ({
    title: gettext("%(kiosk)s mất kết nối từ %(since)s", { kiosk: names.kiosk(place), since }),
    detail: gettext("Hãy xem máy có điện và có mạng không, rồi báo người quản trị."),
    level: "missed",
  }),
  board_gone: (place, since) => ({
    title: gettext("Màn hình sảnh (%(zone)s) mất kết nối từ %(since)s", { zone: names.zone(place), since }),
    detail: gettext("Hãy xem màn hình có điện và có mạng không. Trong lúc đó, hãy gọi số bằng lời."),
    level: "missed",
  }),
  held_back: (place, since) => ({
    title: place
      ? gettext("%(kiosk)s: lấy quá nhiều số từ %(since)s, tạm không cấp thêm", { kiosk: names.kiosk(place), since })
      : gettext("Toàn trung tâm lấy quá nhiều số từ %(since)s, tạm không cấp thêm", { since }),
    detail: gettext("Hãy xem ai lấy số, và hủy những số không ai dùng."),
    level: "missed",
  }),
  disk_full: () => ({
    title: gettext("Ổ đĩa của máy chủ đã gần đầy"),
    detail: gettext("Hãy báo người quản trị ngay: khi đầy, không cấp và không gọi số được nữa."),
    level: "missed",
  }),
  disk_low: () => ({
    title: gettext("Ổ đĩa của máy chủ còn ít chỗ trống"),
    detail: gettext("Hãy báo người quản trị."),
    level: "near",
  }),
  backup_old: (_, since) => ({
    title: gettext("Dữ liệu chưa được sao lưu từ %(since)s", { since }),
    detail: gettext("Hãy báo người quản trị."),
    level: "near",
  }),
};

/**
 * Returns what to say of a trouble: its time of today as the hour, of another day as the day.
 * @param {Trouble} trouble
 * @param {number} now
 * @returns {Told}
 */
export function describeTrouble({ kind, place, since }, now) {
  const at = since || now;
  return SAYS[kind](place, localDay(at) === localDay(now) ? clockTime(at) : dayName(at));
}
