/** What only these pages have in their block `page`: the console (also in practice), the guide's. */
/** @import { GuideExtra } from "../guide_view_types.js" */
/** @import { ConsoleExtra } from "../view_types.js" */
import { page } from "../web/page.js";

export const consoleExtra = /** @type {ConsoleExtra} */ (page.extra);
export const guideExtra = /** @type {GuideExtra} */ (page.extra);
