/**
 * A tap, or a key, presses nothing that has only just come, on any page but boards: `base.html` brings this,
 * after the page's own scripts, which may have asked for it already.
 */
import { guardTaps } from "./taps.js";

guardTaps({ keys: true });
