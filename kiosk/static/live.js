/** What the kiosk follows: the hall as it is. */
/** @import { KioskView } from "../view_types.js" */
import { follow, useEffect, useState } from "../web/screen.js";

/**
 * The live view, and whether it is out of date.
 * @param {() => boolean} mayReload
 */
export function useView(mayReload) {
  const [live, setLive] = useState(/** @type {{ view: KioskView | null, stale: boolean }} */ ({ view: null, stale: false }));
  useEffect(() => {
    const following = follow({
      namespace: "/kiosk",
      onView: (/** @type {KioskView} */ view) => setLive((was) => Object.assign({}, was, { view })),
      onStale: (stale) => setLive((was) => Object.assign({}, was, { stale })),
      mayReload,
    });
    return following.stop;
  }, []);
  return live;
}
