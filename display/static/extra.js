/** What only this page has in its block `page`. */
/** @import { DisplayExtra } from "../view_types.js" */
import { page } from "../web/page.js";

export const extra = /** @type {DisplayExtra} */ (page.extra);
