/** The same page on a wall: nothing to press, nothing to scroll; what does not fit comes in turn. */
/** @import { LiveView } from "../view_types.js" */
import { html } from "../web/screen.js";
import { Alerts } from "./alerts.js";
import { takingPart } from "./comparing.js";
import { Flow } from "./flow.js";
import { Heat } from "./heat.js";
import { KeyFigures } from "./key_figures.js";
import { Departments } from "./table.js";

const ROWS = 8;
const TURN_MS = 10000;

/** @param {{ view: LiveView, now: number }} props */
export function Wall({ view, now }) {
  const turn = Math.floor(now / TURN_MS);
  // Parts of one length: the last would else be a row or two above an empty panel
  const all = takingPart(view.rows).length;
  const parts = Math.max(1, Math.ceil(all / ROWS));
  const size = Math.ceil(all / parts);
  return html`
    <${Alerts} view=${view} turn=${turn} />
    <${KeyFigures} view=${view} />
    <div class="beside">
      <${Departments} view=${view} now=${now} part=${turn % parts} size=${size} />
      <${Flow} slots=${view.flow} />
      <${Heat} heat=${view.heat} />
    </div>`;
}
