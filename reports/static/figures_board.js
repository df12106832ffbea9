/** Draws the board of figures anew now and then: another day's, or ratings that came late. */
import { keepRenewed } from "../web/renewing.js";

keepRenewed({ parts: ["#figures"], everyMs: 60000, oldMs: 600000, old() {} });
