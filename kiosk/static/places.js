/** Where the people of a service are sent. Pure. */
import { page } from "../web/page.js";
import { groupByFloor } from "../web/places.js";
import { gettext } from "../web/words.js";

/**
 * Returns `Quầy 07, 08 · Tầng trệt`.
 * @param {string} code
 */
export function nameCounters(code) {
  const service = page.catalogue.services[code];
  return groupByFloor(service ? service.counters : []).map(([floor, labels]) => (
    [gettext("Quầy %(counters)s", { counters: labels.join(", ") }), floor.replace(/ /g, "\u00a0")].filter(Boolean).join(" · "))).join(" · ");
}
