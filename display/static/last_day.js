/** The public figures of the last working day, in short: a turn of what stands beside the large call. */
/** @import { BoardFigures } from "../../web/board_view_types.js" */
import { Icon, html, page, useEffect, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { extra } from "./extra.js";

const LOOK_AGAIN_MS = 600000;
const LINES = 6;

/** @returns {Promise<BoardFigures | null>} */
async function asked() {
  const answer = await fetch(`/api/board/figures?lang=${page.language}`, { credentials: "same-origin" });
  return answer.ok ? answer.json() : null;
}

/**
 * Returns the figures, looked for every ten minutes; null while there are none, or the board is to show none.
 * @returns {BoardFigures | null}
 */
export function useLastDay() {
  const [known, setKnown] = useState(/** @type {BoardFigures | null} */ (null));
  useEffect(() => {
    if (!extra.figures) {
      return undefined;
    }
    // Without an answer those that are known stay: they name their day.
    const look = () => asked().then((told) => told && setKnown(told)).catch(() => null);
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return known !== null && known.figures.length > 0 ? known : null;
}

/** @param {{ told: BoardFigures }} props */
export function LastDay({ told }) {
  return html`
    <section class="waiting last-day" aria-label=${gettext("Kết quả phục vụ")}>
      <h2><${Icon} name="chart" /><span>${gettext("Kết quả phục vụ")} · ${told.day}</span></h2>
      ${told.figures.slice(0, LINES).map((each) => html`
        <div class="row" key=${each.name}>
          <span class="d">${each.name}</span>
          <b class="num">${each.value}${each.unit && html`<small> ${each.unit}</small>`}</b>
        </div>`)}
    </section>`;
}
