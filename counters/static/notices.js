/** What the console says for a moment: the last action with its undo, and what the server refused. */
/**
 * @typedef {{ kind: "refusal" | "information", text: string, at?: number, onUndo?: () => void }} Message a
 *   sentence, when it came, and what takes back what it tells of
 */
/** @import { UndoOffer } from "../view_types.js" */
import { Icon, html, useNow } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { keyOf } from "./keys.js";
import { toCounters, toService } from "./tickets.js";

/** @param {UndoOffer} undo */
function placeOf({ to_counter: counter, to_service: service }) {
  return counter ? toCounters([counter]) : toService(service || "", names.service(service));
}

/** @param {UndoOffer} undo */
function done(undo) {
  const number = undo.number, onward = undo.to_service !== null;
  const say = {
    call: gettext("Đã gọi số %(number)s", { number }),
    walk_in: gettext("Đã cấp số %(number)s và tiếp ngay", { number }),
    finish: onward ? gettext("Đã hoàn tất số %(number)s, mời sang %(place)s", { number, place: placeOf(undo) })
      : gettext("Đã hoàn tất số %(number)s", { number }),
    finish_and_call_next: onward
      ? gettext("Đã hoàn tất số %(number)s, mời sang %(place)s, và gọi số tiếp theo", { number, place: placeOf(undo) })
      : gettext("Đã hoàn tất số %(number)s và gọi số tiếp theo", { number }),
    start: gettext("Đã bắt đầu phục vụ số %(number)s", { number }),
    no_show: gettext("Đã ghi vắng mặt số %(number)s", { number }),
    park: gettext("Đã giữ lại số %(number)s", { number }),
    resume: gettext("Đã phục vụ tiếp số %(number)s", { number }),
    transfer: gettext("Đã chuyển số %(number)s đến %(place)s", { number, place: placeOf(undo) }),
    return: gettext("Đã trả số %(number)s lại hàng chờ", { number }),
    hand_over: gettext("Đã bàn giao quầy"),
    take_over: gettext("Đã nhận bàn giao quầy"),
  };
  return number === null ? doneUnnamed(undo) : say[undo.action];
}

/**
 * The same where the number waits again and is kept from the officer.
 * @param {UndoOffer} undo
 */
function doneUnnamed(undo) {
  const place = placeOf(undo);
  switch (undo.action) {
    case "return":
      return gettext("Đã trả lại hàng chờ");
    case "transfer":
      return gettext("Đã chuyển đến %(place)s", { place });
    case "finish_and_call_next":
      return gettext("Đã hoàn tất, mời sang %(place)s, và gọi số tiếp theo", { place });
    default:
      return gettext("Đã hoàn tất, mời sang %(place)s", { place });
  }
}

/**
 * The undo bar, which runs for `seconds`; nothing when there is nothing to take back.
 * @param {{ undo: UndoOffer | null, seconds: number, onUndo: () => void, pending: boolean }} props
 */
export function UndoBar({ undo, seconds, onUndo, pending }) {
  const now = useNow(200);
  const left = undo === null ? 0 : Date.parse(undo.until) - now;
  if (undo === null || left <= 0) {
    return null;
  }
  const share = Math.min(100, left / (seconds * 10));
  return html`
    <div class="toast dark" role="status">
      <span>${done(undo)}</span>
      <button onClick=${onUndo} aria-busy=${String(pending)}>${gettext("Hoàn tác")}</button>
      <kbd>${keyOf("undo")}</kbd>
      <i class="left" style=${{ width: `${share}%` }}></i>
    </div>`;
}

/**
 * One sentence of the console or the server; `kind` is refusal or information.
 * @param {{ notice: Message | null, onClose: () => void }} props
 */
export function Notice({ notice, onClose }) {
  if (notice === null) {
    return null;
  }
  return html`
    <div class=${`notice ${notice.kind}`} role=${notice.kind === "refusal" ? "alert" : "status"}
      key=${notice.at}>
      <${Icon} name=${notice.kind === "refusal" ? "warning" : "information"} />
      <span>${notice.text} ${notice.onUndo && html`
        <button class="quiet" data-action="undo" onClick=${notice.onUndo}>${gettext("Hoàn tác")}</button>`}</span>
      <button class="x" onClick=${onClose} aria-label=${gettext("Đóng thông báo")}>
        <${Icon} name="close" />
      </button>
    </div>`;
}
