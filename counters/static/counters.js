/** The counter's page: full console, or the side panel beside the officer's other program. */
import { html, render } from "../web/screen.js";
import { guardTaps } from "../web/taps.js";
import { Console } from "./console.js";

const asked = new URLSearchParams(location.search).get("side") === "1";
// Too low by large letters or zoom: the narrow layout is the one that can be scrolled.
const narrow = window.matchMedia("(max-width: 47.5em), (max-height: 36em)");

function lay() {
  document.documentElement.classList.toggle("side", asked || narrow.matches);
  // Numbers that were fitted to the other layout are measured anew.
  window.dispatchEvent(new Event("resize"));
}

guardTaps();
lay();
narrow.addEventListener("change", lay);
render(html`<${Console} />`, /** @type {HTMLElement} */ (document.getElementById("console")));
