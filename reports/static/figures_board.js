/** Draws the board of figures anew now and then: another day's, or ratings that came late; says when it is out of touch. */
import { keepRenewed } from "../web/renewing.js";

/** @param {boolean} is */
function old(is) {
  document.querySelectorAll("[data-away] > span").forEach((note) => {
    /** @type {HTMLElement} */ (note).hidden = !is;
  });
}

keepRenewed({ parts: ["#figures"], everyMs: 60000, oldMs: 600000, old });
