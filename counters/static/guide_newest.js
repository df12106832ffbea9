/** The ticket that a dialog of the guide's tablet is about, followed for as long as the dialog is open. */
/** @typedef {import("./guide.js").Opened} Opened */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { SomeRow } from "./guide_rows.js" */
import { useRef } from "../web/screen.js";
import { lastOf } from "./guide_rows.js";
import { useLookUp } from "./guide_tickets.js";

/**
 * Returns the ticket that a dialog is about as it is now, which the server is asked for once it has left the
 * view; null for a dialog about none.
 * @param {Opened | null} dialog
 * @param {GuideView} view
 * @param {boolean} stale
 * @returns {SomeRow | null}
 */
export function useNewest(dialog, view, stale) {
  const about = aboutWhom(dialog);
  const isSame = (/** @type {SomeRow | null} */ ticket) => ticket?.id === about?.id;
  const living = view.tickets.find(isSame);
  const gone = useLookUp(about !== null && !living ? about.number : "", view, stale);
  const seen = useRef(about);
  const known = isSame(seen.current) ? seen.current : about;
  const answered = about !== null && !stale && gone !== null;
  seen.current = living || (answered && known !== null ? gone.find(isSame) || lastOf(known) : known);
  return seen.current;
}

/**
 * @param {Opened | null} dialog
 * @returns {SomeRow | null}
 */
function aboutWhom(dialog) {
  switch (dialog?.name) {
    case "ticket":
    case "move":
    case "cancel":
      return dialog.ticket;
    case "issued":
      return dialog.answer.ticket;
    default:
      return null;
  }
}

/**
 * Says whether a dialog asks for what can no longer be done with its ticket.
 * @param {Opened} dialog
 * @param {SomeRow} ticket
 */
export function isImpossible({ name }, { actions }) {
  return (name === "move" || name === "cancel") && actions !== undefined && !actions.includes(name);
}
