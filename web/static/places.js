/** Where people are sent: counters with their floor, where the centre has several. The server's are places.py. */
import { page } from "./page.js";
import { names } from "./words.js";

/**
 * Returns [name of a floor, labels of these counters there]; the name is empty where there is no other floor.
 * @param {readonly string[]} ids
 */
export function groupByFloor(ids) {
  const known = page.catalogue.counters;
  const several = new Set(Object.keys(known).map((id) => known[id].floor)).size > 1;
  const groups = /** @type {Map<string, string[]>} */ (new Map());
  ids.forEach((id) => {
    const floor = several && known[id] ? names.floor(known[id].floor) : "";
    groups.set(floor, (groups.get(floor) || []).concat(names.counter(id)));
  });
  return Array.from(groups);
}

/**
 * Returns counters as inside a sentence: `07, 08 (tầng trệt), 21 (tầng 1)`.
 * @param {readonly string[]} ids
 */
export function listCounters(ids) {
  return groupByFloor(ids).map(([floor, labels]) => labels.join(", ") + (floor && ` (${inside(floor)})`)).join(", ");
}

/**
 * Returns a name as it stands inside a sentence; one in capitals stays as it is.
 * @param {string} name
 */
function inside(name) {
  const second = name.charAt(1);
  return second !== second.toUpperCase() ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
