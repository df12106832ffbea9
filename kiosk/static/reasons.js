/** Why no numbers are given, until when, and when they are. Pure. */
/** @import { KioskExtra, KioskView, NoCounter, ServiceRow } from "../view_types.js" */
import { clockTime, dayName, gettext } from "../web/words.js";

/** @typedef {Pick<ServiceRow, "no_counter" | "back_at">} Absence */

/**
 * Says whether somebody who gets no number can do more than come back.
 * @param {Pick<ServiceRow, "others" | "online">} row
 */
export function hasWaysOut(row) {
  return row.others.length > 0 || row.online;
}

/**
 * Says why a unit or service gives no numbers, and when it does again where that is known.
 * @param {string | null} reason
 * @param {string | null} opening
 */
export function reasonText(reason, opening) {
  /** @type {Record<string, string>} */
  const words = {
    outside_hours: gettext("Ngoài giờ cấp số"),
    no_more_today: gettext("Hôm nay đã hết số"),
    all_given: gettext("Hôm nay đã hết số"),
    last_number: gettext("Hôm nay đã hết số"),
    day_closed: gettext("Hôm nay đã ngừng cấp số"),
    no_counter: gettext("Hiện chưa có quầy tiếp nhận"),
  };
  const text = words[reason || ""] || gettext("Tạm ngừng cấp số");
  return words[reason || ""] && reason !== "no_counter" && opening ? `${text}. ${opensAgain(opening)}` : text;
}

/**
 * Says on a tile how a service or unit stands that gives no numbers.
 * @param {ServiceRow["closure"]} closure
 */
export function closureShort(closure) {
  /** @type {Record<string, string>} */
  const words = {
    for_now: gettext("Tạm đóng"), no_numbers: gettext("Hết số"), for_today: gettext("Đã đóng"),
    halted: gettext("Tạm ngừng"),
  };
  return words[closure || "halted"];
}

/**
 * Says when intake begins again.
 * @param {string} opening
 */
export function opensAgain(opening) {
  return gettext("Mở lại lúc %(time)s, %(day)s.", {
    time: clockTime(opening), day: dayName(opening),
  });
}

/**
 * Says on a tile why nobody can call now.
 * @param {Absence} row
 * @param {string | null} opening
 */
export function noCounterShort({ no_counter: reason, back_at: back }, opening) {
  if (reason === "paused" && back) {
    return gettext("Trở lại %(time)s", { time: clockTime(back) });
  }
  if (reason === "later" && opening) {
    return gettext("Mở lúc %(time)s", { time: clockTime(opening) });
  }
  /** @type {Record<string, string>} */
  const words = { paused: gettext("Quầy tạm nghỉ"), over: gettext("Đã hết giờ") };
  return words[reason || ""] || gettext("Chưa mở quầy");
}

/**
 * Says why nobody can call now, and when somebody is back or the hours go on.
 * @param {Absence} row
 * @param {string | null} opening
 */
export function noCounterText({ no_counter: reason, back_at: back }, opening) {
  if (reason === "paused" && back) {
    return gettext("Quầy trở lại lúc %(time)s", { time: clockTime(back) });
  }
  /** @type {Record<string, string>} */
  const words = { paused: gettext("Quầy đang tạm nghỉ"), over: gettext("Hôm nay đã hết giờ làm việc") };
  const text = words[reason || ""] || gettext("Chưa có quầy nào mở");
  const reopens = reason === "later" || reason === "over";
  return reopens && opening ? `${text}. ${opensAgain(opening)}` : text;
}

/**
 * Says what asking for a guide leads to: a number, or where else to ask while their desk is shut.
 * @param {ServiceRow | null} row
 */
export function askingWords(row) {
  if (row === null) {
    return gettext("Mời Ông/Bà gặp nhân viên hướng dẫn ở sảnh.");
  }
  if (row.open && row.counter_open) {
    return gettext("Lấy số gặp nhân viên hướng dẫn");
  }
  const why = row.open ? noCounterShort(row, row.opens_at) : reasonText(row.reason, null);
  return gettext("%(why)s. Mời Ông/Bà hỏi nhân viên ở sảnh.", { why });
}

/**
 * Says what becomes of a number that nobody can call now: no more than the rules keep.
 * @param {NoCounter | null} reason
 */
export function whenCalled(reason) {
  if (reason === "over") {
    return gettext("Số này chỉ có giá trị trong hôm nay và có thể không được gọi.");
  }
  return reason === null ? gettext("Loa và màn hình sẽ gọi số này. Xin cảm ơn!")
    : gettext("Số này được gọi khi có quầy mở. Xin cảm ơn!");
}

/**
 * Returns why no unit at all gives numbers, or null when one does.
 * @param {KioskView} view
 */
export function closedReason(view) {
  const units = view.departments;
  /** @param {(unit: ServiceRow) => boolean} is */
  const all = (is) => units.length > 0 && units.every(is);
  if (all((unit) => unit.reason === "day_closed")) {
    return "day_closed";
  }
  if (all((unit) => unit.closure === "no_numbers")) {
    return "no_more_today";
  }
  return view.taking_in ? null : "outside_hours";
}

/**
 * Returns [title, hint] for the greeting of a closed centre. `doubtful`: the time by a clock of which
 * nobody knows whether it is right; whoever reads it can tell.
 * @param {string} reason
 * @param {string | null} opening
 * @param {string | null} doubtful
 */
export function closedWords(reason, opening, doubtful = null) {
  /** @type {Record<string, string>} */
  const title = {
    day_closed: gettext("Hôm nay đã ngừng cấp số"),
    no_more_today: gettext("Hôm nay đã hết số"),
    outside_hours: gettext("Hiện ngoài giờ cấp số"),
  };
  if (reason === "day_closed" && doubtful) {
    return [title[reason], gettext(
      "Đồng hồ của hệ thống đang là %(time)s, %(day)s. Nếu chưa đúng, mời Ông/Bà báo nhân viên hướng dẫn.",
      { time: clockTime(doubtful), day: dayName(doubtful) },
    )];
  }
  const later = gettext("Mời Ông/Bà quay lại sau.");
  return [title[reason], opening ? `${opensAgain(opening)} ${later}` : later];
}

/** @param {KioskExtra["hours"][number]} spans */
export function writeSpans(spans) {
  return spans.map(([from, to]) => `${from}–${to}`).join(", ");
}

/**
 * Joins neighbouring days with the same hours: [{days, spans}], Monday first.
 * @param {KioskExtra["hours"]} week
 */
export function groupDays(week) {
  /** @type {{ from: number, to: number, hours: string }[]} */
  const groups = [];
  week.forEach((spans, place) => {
    const hours = writeSpans(spans);
    const last = groups[groups.length - 1];
    if (last && last.hours === hours) {
      last.to = place;
    } else {
      groups.push({ from: place, to: place, hours });
    }
  });
  return groups.filter((group) => group.hours !== "");
}

/** So many signs of the groups' names fit into two lines of the short cut: beside one other, and beside two. */
const GROUPS_LENGTH = [76, 44];

/**
 * Returns the priority groups as one line: as many as fit, in their order, and whether there are more.
 * @param {string[]} groups
 * @param {boolean} narrow whether two other short cuts stand beside it
 */
export function listGroups(groups, narrow = false) {
  const [first = "", ...others] = groups;
  let line = first;
  let left = others.length;
  for (const group of others) {
    const longer = `${line}, ${group.charAt(0).toLocaleLowerCase()}${group.slice(1)}`;
    if (longer.length > GROUPS_LENGTH[narrow ? 1 : 0]) {
      break;
    }
    line = longer;
    left -= 1;
  }
  return left > 0 ? `${line}…` : line;
}
