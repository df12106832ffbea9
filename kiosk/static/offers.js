/** For whom a unit or service gives numbers: a pure function of the view. */
/** @import { KioskView, ServiceRow } from "../view_types.js" */
/** @import { placeOf } from "./finder.js" */
import { reasonText } from "./reasons.js";

/**
 * Returns the view as a citizen of a priority class sees it, `priority` null or its code: near
 * closing time a service may still give numbers to citizens with priority.
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
    return Object.assign({}, each, { open, reason: open ? null : each.reason });
  };
  return Object.assign({}, view, {
    departments: view.departments.map(
      (unit) => Object.assign(seen(unit), { services: unit.services.map(seen) }),
    ),
  });
}

/**
 * Returns why there is no number for a service, or null when there is one or the server must say.
 * @param {KioskView} view
 * @param {ReturnType<typeof placeOf>} place
 */
export function refusal(view, place) {
  return place === null || place.row.open ? null : reasonText(place.row.reason, view.next_opening);
}
