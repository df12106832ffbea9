/** The counter's page: full console, or the side panel beside the officer's other program. */
import { html, render } from "../web/screen.js";
import { Console } from "./console.js";

const asked = new URLSearchParams(location.search).get("side") === "1";
const narrow = window.matchMedia("(max-width: 760px)");

function lay() {
  document.documentElement.classList.toggle("side", asked || narrow.matches);
  // Numbers that were fitted to the other layout are measured anew.
  window.dispatchEvent(new Event("resize"));
}

lay();
narrow.addEventListener("change", lay);
render(html`<${Console} />`, document.getElementById("console"));
