/** What is said and asked before the counter pauses or closes: who waits, why, and when one is back. */
/** @typedef {(reason: string | null, until: string | null) => void} OnPause */
/** @import { CounterView } from "../view_types.js" */
import { html, page, serverNow, useRef, useState } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { Choices, Dialog } from "./dialogs.js";
import { laterToday, lunchEnds, minutes, secondsSince } from "./moments.js";

const LUNCH = "lunch";
const AWAY_MIN = [10, 20, 30, 60];

/**
 * Returns who waits for the counter and how long already; nothing where nobody does.
 * @param {CounterView} view
 */
export function whoWaits(view) {
  return view.waiting_total === 0 ? "" : gettext("%(n)s người đang chờ quầy này, lâu nhất %(waited)s.", {
    n: view.waiting_total, waited: minutes(secondsSince(view.waiting_since, serverNow())),
  });
}

/** @param {string} iso */
const backAt = (iso) => gettext("Trở lại lúc %(time)s", { time: clockTime(iso) });

/**
 * Why the counter pauses and, where that is said, when it is back; one digit is enough. While a citizen is
 * being served, that is finished first.
 * @param {{ view: CounterView, onPause: OnPause, onClose: () => void }} props
 */
export function PauseDialog({ view, onPause, onClose }) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const now = serverNow();
  const told = laterToday(typed, now);
  /** @param {string | null} reason */
  const until = (reason) => told || (reason === LUNCH && typed.trim() === "" ? lunchEnds(view.lunch, now) : null);
  /** @param {string | null} reason */
  const choose = (reason) => () => {
    if (typed.trim() !== "" && told === null) {
      setWrong(true);
      field.current?.focus();
    } else {
      onPause(reason, until(reason));
    }
  };
  /** @param {string | null} reason */
  const detail = (reason) => {
    const back = until(reason);
    return back === null ? null : backAt(back);
  };
  /** @type {(string | null)[]} */
  const reasons = [...Object.keys(page.catalogue.pause_reasons), null];
  const waits = whoWaits(view);
  return html`
    <${Dialog} title=${gettext("Tạm nghỉ")} onClose=${onClose}>
      ${view.current && html`<p class="hint">${gettext(
        "Số %(number)s được ghi hoàn tất, sau đó quầy tạm nghỉ.", { number: view.current.number })}</p>`}
      ${waits && html`<p class="hint">${waits}</p>`}
      <div class="back-at"><label>${gettext("Trở lại lúc (không bắt buộc)")}
        <input ref=${field} value=${typed} inputmode="numeric" autocomplete="off" maxlength="5"
          placeholder=${gettext("Ví dụ 13:00")} aria-invalid=${String(wrong)} aria-describedby="back-wrong"
          onInput=${(event) => { setTyped(event.target.value); setWrong(false); }} /></label>
        <div class="suggestions">${AWAY_MIN.map((away) => html`
          <button type="button" key=${away} onClick=${() => { setTyped(clockTime(now + away * 60000)); setWrong(false); }}>${
            gettext("%(n)s phút", { n: away })}</button>`)}</div>
        <p class="wrong" id="back-wrong" role="alert">${wrong ? gettext("Hãy ghi giờ muộn hơn bây giờ, ví dụ 13:00.") : ""}</p>
      </div>
      <${Choices} choices=${reasons.map((code) => ({
        name: code || "none", text: code === null ? gettext("Không nêu lý do") : names.pauseReason(code),
        detail: detail(code), choose: choose(code),
      }))} />
    <//>`;
}

/**
 * Asks before the counter closes while people wait; the safe answer has the focus.
 * @param {{ view: CounterView, onLeave: () => void, onClose: () => void }} props
 */
export function CloseDialog({ view, onLeave, onClose }) {
  return html`
    <${Dialog} title=${gettext("Đóng quầy này?")} onClose=${onClose}>
      <p class="hint">${whoWaits(view)}</p>
      <div class="buttons">
        <button class="plain" data-first="true" onClick=${onClose}>${gettext("Chưa đóng")}</button>
        <button class="primary" onClick=${onLeave}>${gettext("Vẫn đóng quầy")}</button>
      </div>
    <//>`;
}
