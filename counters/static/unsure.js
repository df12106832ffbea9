/** What the officer is asked about a time that nobody believes: two keys answer. */
/** @import { CounterView, UnsureRow } from "../view_types.js" */
import { html } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { Choices, Dialog } from "./dialogs.js";
import { keyOf } from "./keys.js";
import { momentWords } from "./moments.js";

/**
 * The bar that asks, about the newest of them; it stays until it is answered.
 * @param {{ view: CounterView, onAnswer: () => void }} props
 */
export function UnsureBar({ view, onAnswer }) {
  const [ticket] = view.unsure;
  if (ticket === undefined) {
    return null;
  }
  return html`
    <div class="toast dark asks" role="status" data-unsure=${ticket.number}>
      <span>${gettext("Số %(number)s từ %(since)s: kết thúc lúc nào?", {
        number: ticket.number, since: began(view, ticket),
      })}</span>
      <button onClick=${onAnswer}>${gettext("Trả lời")}</button>
      <kbd>${keyOf("answer")}</kbd>
    </div>`;
}

/**
 * `onAnswer({ticket, answer, ended_at})`: it ended earlier, counts as it is, or is left out.
 * @param {{ view: CounterView, onAnswer: (body: object) => void, onClose: () => void }} props
 */
export function UnsureDialog({ view, onAnswer, onClose }) {
  const [ticket] = view.unsure;
  if (ticket === undefined) {
    return null;
  }
  const { id, number, suggested_end: end, finished_at: finished } = ticket;
  /**
   * @param {string} answer
   * @param {object} [more]
   */
  const say = (answer, more) => () => onAnswer(Object.assign({ ticket: id, answer }, more));
  const choices = [
    end !== null && {
      name: "ended", choose: say("ended", { ended_at: end }),
      text: gettext("Kết thúc lúc %(at)s", { at: momentWords(end, view.day) }),
    },
    {
      name: "counted", choose: say("counted"),
      text: gettext("Đúng là phục vụ đến %(at)s", { at: momentWords(finished || "", view.day) }),
    },
    {
      name: "left_out", choose: say("left_out"), text: gettext("Không tính thời gian này"),
      detail: gettext("Lượt vẫn được tính là hoàn tất."),
    },
  ].filter((choice) => choice !== false);
  return html`
    <${Dialog} title=${gettext("Số %(number)s kết thúc lúc nào?", { number })} onClose=${onClose}>
      <p class="hint">${gettext(
        "Lượt này kéo dài từ %(since)s đến %(until)s, lâu hơn thường lệ. Báo cáo chưa tính thời gian này.",
        { since: began(view, ticket), until: clockTime(finished || "") })}</p>
      <${Choices} choices=${choices} />
    <//>`;
}

/**
 * @param {CounterView} view
 * @param {UnsureRow} ticket
 */
function began(view, ticket) {
  return momentWords(ticket.began_at || "", view.day);
}
