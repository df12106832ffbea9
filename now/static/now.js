/** Draws the page anew now and then; the server has drawn it, and it works without this. */
import { keepRenewed } from "../web/renewing.js";

keepRenewed({
  parts: ["[data-offline]", "#now"],
  everyMs: 15000,
  oldMs: 40000,
  old(is) {
    document.documentElement.classList.toggle("stale", is);
    const told = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline]"));
    if (told !== null && is) {
      told.hidden = false;
    }
  },
});
