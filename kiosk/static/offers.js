/** For whom a unit or service gives numbers: a pure function of the view. */
/** @import { KioskView, ServiceRow } from "../view_types.js" */
import { reasonText } from "./reasons.js";

/**
 * Returns the view as a citizen of a priority class sees it, `priority` null or its code: near
 * closing time a service may still give numbers to citizens with priority, who wait less, too.
 * @param {KioskView | null} view
 * @param {string | null} priority
 */
export function offeredTo(view, priority) {
  if (view === null) {
    return null;
  }
  const code = priority || "normal";
  /** @type {<Row extends ServiceRow>(each: Row) => Row} */
  const seen = (each) => {
    const open = each.open_for.includes(code);
    return Object.assign({}, each, { open, reason: open ? null : each.reason, wait: each.waits[code] || each.wait });
  };
  return Object.assign({}, view, {
    departments: view.departments.map(
      (unit) => Object.assign(seen(unit), { services: unit.services.map(seen) }),
    ),
  });
}

/**
 * Says whether somebody of a priority class may be called too late today, with a number taken now.
 * @param {ServiceRow} row
 * @param {string | null} priority
 */
export function mayBeTooLate(row, priority) {
  return row.late_for.includes(priority || "normal");
}

/**
 * Returns why there is no number for a service, or null when there is one or the server must say.
 * @param {ReturnType<typeof placeOf>} place
 */
export function refusal(place) {
  return place === null || place.row.open ? null : reasonText(place.row.reason, place.row.opens_at);
}

/**
 * Returns why there is no number for one of several services, or null when there is for all or the server must say.
 * @param {KioskView} view
 * @param {readonly { service: string }[]} choices
 */
export function refusalOf(view, choices) {
  return choices.reduce((found, choice) => (found === null ? refusal(placeOf(view, choice)) : found),
    /** @type {string | null} */ (null));
}

/**
 * Returns the row of the view that an entry leads to: a service, or a whole unit.
 * @param {KioskView} view
 * @param {{ unit?: string, service?: string }} entry
 */
export function placeOf(view, entry) {
  for (const unit of view.departments) {
    const service = unit.services.find((each) => each.code === entry.service);
    if (service || unit.code === entry.unit) {
      return { unit, row: service || unit };
    }
  }
  return null;
}

/**
 * Returns the service of the guides' desk, null where there is none.
 * @param {KioskView} view
 * @param {string | null} guidance
 */
export function guidanceOf(view, guidance) {
  const place = guidance === null ? null : placeOf(view, { service: guidance });
  return place && place.row;
}

/** Says whether no number leads to a guide now; where there is no desk, asking says where they are. @param {ServiceRow | null} row */
export function isShut(row) {
  return row !== null && !row.open;
}
