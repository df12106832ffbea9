/** What else there is where a number may come to nothing today: said, never refused. */
/** @import { ProcedureRow } from "../view_types.js" */
import { html, Icon, serverNow } from "../web/screen.js";
import { clockTime, dayName, gettext, localDay } from "../web/words.js";

/**
 * Returns the other ways that the catalogue and the hours know.
 * @param {ProcedureRow | null} procedure
 * @param {string | null} opening
 */
export function listOtherWays(procedure, opening) {
  const ways = [];
  if (procedure && procedure.online_at) {
    ways.push(gettext("nộp trực tuyến"));
  }
  if (procedure && procedure.anywhere) {
    ways.push(gettext("nộp ở trung tâm khác trong tỉnh, thành phố"));
  }
  if (opening && localDay(opening) !== localDay(serverNow())) {
    ways.push(gettext("quay lại lúc %(time)s, %(day)s", { time: clockTime(opening), day: dayName(opening) }));
  }
  return ways;
}

/** @param {{ procedure: ProcedureRow | null, opening: string | null }} props */
export function OtherWays({ procedure, opening }) {
  const ways = listOtherWays(procedure, opening);
  return ways.length > 0 ? html`<span>${gettext("Cách khác: %(ways)s.", { ways: ways.join("; ") })}</span>` : null;
}

/** @param {{ procedure: ProcedureRow | null, opening: string | null }} props */
export function LateNote({ procedure, opening }) {
  return html`<div class="late" role="status"><${Icon} name="warning" /><div>
    <b>${gettext("Hôm nay có thể không kịp.")}</b> <span>${
      gettext("Có thể chưa đến lượt khi hết giờ làm việc. Ông/Bà vẫn lấy được số.")}</span>
    <${OtherWays} procedure=${procedure} opening=${opening} /></div></div>`;
}
