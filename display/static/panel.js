/** The place beside the large call: last calls first, and while none is new whatever else has its turn. */
/** @import { BoardView, MediumJson, WaitingLine } from "../view_types.js" */
/** @import { Picture } from "./display.js" */
import { Fitted, Icon, html, useEffect, useReducer } from "../web/screen.js";
import { gettext, languageOfName, names } from "../web/words.js";
import { extra } from "./extra.js";
import { LastDay, useLastDay } from "./last_day.js";
import { Medium, useMedia } from "./media.js";
import { Recent } from "./stage.js";
import { turnAt } from "./turns.js";

const ROWS = 6;
const ROWS_BESIDE_MEDIA = 3;
const LINES = 6;
const VIDEO_MOST_S = 120;

/**
 * Returns {page, medium, next} for the place. Each turn takes `seconds`, a video as long as it is, but
 * at most two minutes. While not `quiet` the first page has the place; the turn goes on afterwards.
 * @param {{ pages: number, media: MediumJson[], quiet: boolean, seconds: number }} place
 */
function useTurns({ pages, media, quiet, seconds }) {
  const [step, next] = useReducer((before) => before + 1, 0);
  const turn = quiet ? turnAt(step, pages, media) : { page: 0, medium: null };
  const isVideo = turn.medium !== null && turn.medium.kind === "video";
  useEffect(() => {
    if (!quiet) {
      return undefined;
    }
    const timer = setTimeout(next, (isVideo ? VIDEO_MOST_S : seconds) * 1000);
    return () => clearTimeout(timer);
  }, [step, quiet, isVideo, seconds]);
  return Object.assign({ next }, turn);
}

/**
 * People waiting for each department, six lines a page.
 * @param {{ lines: WaitingLine[] }} props
 */
function Waiting({ lines }) {
  return html`
    <section class="waiting" aria-label=${gettext("Số người đang chờ")}>
      <h2><${Icon} name="people" /><span>${gettext("Số người đang chờ")}</span></h2>
      ${lines.map((line) => html`
        <div class="row" key=${line.department} data-department=${line.department}>
          <span class="d" lang=${languageOfName(names.departmentShort(line.department))}>${names.departmentShort(line.department)}</span>
          <${Fitted} as="b" class="num">${line.count}<//>
        </div>`)}
    </section>`;
}

function OnThePhone() {
  return html`
    <section class="tip">
      <${Icon} name="qr" kind="i mark" />
      <div>
        <h2>${gettext("Xem số của mình trên điện thoại")}</h2>
        <p>${gettext("Quét mã trên phiếu. Điện thoại sẽ báo khi còn 3 người phía trước.")}</p>
      </div>
    </section>`;
}

/** @param {WaitingLine[]} lines */
function inPages(lines) {
  const starts = Array.from({ length: Math.ceil(lines.length / LINES) }, (each, index) => index * LINES);
  return starts.map((start) => lines.slice(start, start + LINES));
}

/**
 * Below the call of the board: last calls, people waiting, the last day's figures, the phone page, media.
 * @param {{ view: BoardView, shown: Picture, floors: number }} props
 */
export function BoardPanel({ view, shown, floors }) {
  const waiting = inPages(view.waiting);
  const recent = shown.call !== null;
  const [media, passOver] = useMedia(view.zone, view.media_changes);
  const lastDay = useLastDay();
  const pages = waiting.length + (lastDay === null ? 1 : 2);
  const { page: turn, medium, next } = useTurns({
    pages: (recent ? 1 : 0) + pages, media, quiet: shown.quiet, seconds: extra.turn_s,
  });
  const index = turn - (recent ? 1 : 0);
  return html`<div class="panel">${boardTurn()}</div>`;

  function boardTurn() {
    if (medium !== null) {
      return html`<${Medium} key=${medium.url} medium=${medium} onBroken=${() => passOver(medium)} onEnd=${next} />`;
    }
    if (index < 0) {
      return html`<${Recent} key="recent" calls=${shown.list} floors=${floors} rows=${ROWS} />`;
    }
    if (index < waiting.length) {
      return html`<${Waiting} key=${`waiting ${index}`} lines=${waiting[index]} />`;
    }
    return lastDay !== null && index === waiting.length
      ? html`<${LastDay} key="figures" told=${lastDay} />` : html`<${OnThePhone} key="phone" />`;
  }
}

/**
 * Beside the large call of the hero layout: the last six, of which the oldest three may give way to media, and to the
 * last day's figures.
 * @param {{ view: BoardView, shown: Picture, floors: number }} props
 */
export function HeroPanel({ view, shown, floors }) {
  const [media, passOver] = useMedia(view.zone, view.media_changes);
  const lastDay = useLastDay();
  const { page, medium, next } = useTurns({
    pages: lastDay === null ? 1 : 2, media, quiet: shown.quiet, seconds: extra.turn_s,
  });
  const figures = lastDay !== null && page === 1 && medium === null;
  const shared = medium !== null || figures;
  return html`
    <div class="beside">
      <${Recent} calls=${shown.list} floors=${floors} rows=${shared ? ROWS_BESIDE_MEDIA : ROWS} />
      ${figures && html`<${LastDay} key="figures" told=${lastDay} />`}
      ${medium !== null && html`
        <${Medium} key=${medium.url} medium=${medium} onBroken=${() => passOver(medium)} onEnd=${next} />`}
    </div>`;
}
