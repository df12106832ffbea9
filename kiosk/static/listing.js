/** The directory of procedures as the kiosk has it: fetched, and fetched again. */
/** @import { DirectoryJson } from "../view_types.js" */
import { useEffect, useState } from "../web/screen.js";

const FIRST_PAUSE_MS = 1000, LONGEST_PAUSE_MS = 30000;
/** @type {Omit<DirectoryJson, "version"> & { version: string | null }} */
const NOTHING = { version: null, procedures: [], synonyms: {}, elsewhere: [], most_asked: [] };

/**
 * The directory of procedures, fetched again when the view names a newer version, and after a while where it did not come.
 * @param {string | null} version
 */
export function useListing(version) {
  const [listing, setListing] = useState(NOTHING);
  useEffect(() => {
    if (!version || version === listing.version) {
      return undefined;
    }
    let timer = 0, over = false;
    /** @param {number} pauseMs */
    const load = (pauseMs) => fetch(`/api/procedures?v=${encodeURIComponent(version)}`, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status}`))))
      .then((found) => over || setListing(found))
      .catch(() => {
        timer = over ? 0 : setTimeout(load, pauseMs, Math.min(2 * pauseMs, LONGEST_PAUSE_MS));
      });
    load(FIRST_PAUSE_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [version]);
  return listing;
}
