/** The kiosk's search for staff: procedures, the words people use for them, and where they lead. */
/**
 * @typedef {{ code: string, service: string, names: Record<string, string>, keywords?: string }} Procedure
 * @typedef {{
 *   procedures: Procedure[], synonyms: Record<string, string>, search: typeof import("../web/search.js"),
 * }} Directory
 * @typedef {{ thing: Thing, behind: number }} Other what is found beside procedures, and so much behind them
 */
/** @import { Thing } from "./picker.js" */
/** @import { ServiceThing } from "./services.js" */
import { page, useEffect, useState } from "../web/screen.js";

const BEHIND = 3; // a procedure is the better answer when all fit

const NOTHING = { procedures: [], synonyms: {} };

/**
 * Returns the procedures, the words people use for them, and the search; null until they have come. They are
 * asked for once they are `wanted`: most of the day nobody is sent on.
 * @param {boolean} [wanted]
 */
export function useDirectory(wanted = true) {
  const [directory, setDirectory] = useState(/** @type {Directory | null} */ (null));
  useEffect(() => {
    if (wanted && directory === null) {
      const listed = fetch("/api/procedures", { credentials: "same-origin" })
        .then((answer) => (answer.ok ? answer.json() : NOTHING)).catch(() => NOTHING);
      Promise.all([listed, import("../web/search.js")])
        .then(([found, search]) => setDirectory(Object.assign({ search }, found)), () => undefined);
    }
  }, [wanted]);
  return directory;
}

/**
 * Returns a search over procedures, services and others: what is typed -> things, best first. A procedure
 * stands for the service that it leads to. Null until the directory has come.
 * @param {Directory | null} directory
 * @param {ServiceThing[]} services
 * @param {Other[]} [others]
 */
export function searchOver(directory, services, others = []) {
  if (directory === null) {
    return null;
  }
  const { index, otherNames, query } = directory.search;
  const byService = new Map(services.map((thing) => [thing.body.service, thing]));
  const procedures = directory.procedures.filter(({ service }) => byService.has(service)).map((each) => {
    const to = /** @type {ServiceThing} */ (byService.get(each.service));
    const name = each.names[page.language] || each.names.vi;
    return {
      name, also: otherNames(each),
      thing: { ...to, key: `procedure ${each.code}`, title: name, detail: `${to.title} · ${to.detail}` },
    };
  });
  const beside = [...services.map((thing) => ({ thing, behind: BEHIND })), ...others].map(
    ({ thing, behind }) => ({ name: thing.title, also: thing.text, behind, thing }));
  const indexed = index([...procedures, ...beside], directory.synonyms);
  return (/** @type {string} */ typed) => query(indexed, typed).map((hit) => hit.entry.thing);
}
