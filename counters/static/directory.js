/** The kiosk's search for staff: procedures, the words people use for them, and where they lead. */
/**
 * @typedef {{ code: string, service: string, names: Record<string, string>, keywords?: string }} Procedure
 * @typedef {{ procedures: Procedure[], synonyms: Record<string, string> }} Directory
 * @typedef {{ thing: Thing, behind: number }} Other what is found beside procedures, and so much behind them
 */
/** @import { Thing } from "./picker.js" */
/** @import { ServiceThing } from "./services.js" */
import { page, useEffect, useState } from "../web/screen.js";
import { index, otherNames, query } from "../web/search.js";

const BEHIND = 3; // a procedure is the better answer when all fit

/** Returns the procedures and the words people use for them; none until they have come. */
export function useDirectory() {
  const [directory, setDirectory] = useState(/** @type {Directory} */ ({ procedures: [], synonyms: {} }));
  useEffect(() => {
    fetch("/api/procedures", { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((found) => found && setDirectory(found), () => undefined);
  }, []);
  return directory;
}

/**
 * Returns a search over procedures, services and others: what is typed -> things, best first. A procedure
 * stands for the service that it leads to.
 * @param {Directory} directory
 * @param {ServiceThing[]} services
 * @param {Other[]} [others]
 */
export function searchOver(directory, services, others = []) {
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
