/** The tablet on a counter: asks whoever was just served, else rests. */
/** @import { RatingExtra } from "../view_types.js" */
import { follow } from "../web/follow.js";
import { page } from "../web/page.js";
import { stand } from "../web/standing.js";
import { guardTaps } from "../web/taps.js";
import { ask, showStale } from "./asking.js";

const { counter } = /** @type {RatingExtra} */ (page.extra);

follow({ namespace: "/rating", query: { counter }, onView: ask, onStale: showStale });
stand();
guardTaps({ keys: true });
