/** What the officer is asked about a time that nobody believes: two keys answer. */
/** @import { CounterView, UnsureRow } from "../view_types.js" */
import { html } from "../web/screen.js";
import { clockTime, gettext } from "../web/words.js";
import { Choices, Dialog } from "./dialogs.js";
import { keyOf } from "./keys.js";
import { minutes, momentWords, secondsSince } from "./moments.js";

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
      <span>${ticket.clock_set
        ? gettext("Số %(number)s: đồng hồ đã được chỉnh, thời gian có đúng không?", { number: ticket.number })
        : gettext("Số %(number)s từ %(since)s: kết thúc lúc nào?", {
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
    end !== null && !ticket.clock_set && {
      name: "ended", choose: say("ended", { ended_at: end }),
      text: gettext("Kết thúc lúc %(at)s", { at: momentWords(end, view.day) }),
    },
    {
      name: "counted", choose: say("counted"),
      text: ticket.clock_set ? gettext("Thời gian đúng, tính vào báo cáo")
        : gettext("Đúng là phục vụ đến %(at)s", { at: momentWords(finished || "", view.day) }),
    },
    {
      name: "left_out", choose: say("left_out"), text: gettext("Không tính thời gian này"),
      detail: gettext("Lượt vẫn được tính là hoàn tất."),
    },
  ].filter((choice) => choice !== false);
  const title = ticket.clock_set ? gettext("Thời gian của số %(number)s có đúng không?", { number })
    : gettext("Số %(number)s kết thúc lúc nào?", { number });
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <p class="hint">${ticket.clock_set ? gettext(
        "Đồng hồ máy chủ được chỉnh khi người này đang chờ hoặc đang ở quầy. Máy tính được: chờ %(waited)s, ở quầy %(served)s. Báo cáo chưa tính các thời gian này.",
        { waited: minutes(waitedSeconds(ticket)), served: minutes(ticket.occupied_s) })
      : gettext(
        "Lượt này kéo dài từ %(since)s đến %(until)s, lâu hơn thường lệ. Báo cáo chưa tính thời gian này.",
        { since: began(view, ticket), until: clockTime(finished || "") })}</p>
      <${Choices} choices=${choices} />
    <//>`;
}

/** @param {UnsureRow} ticket */
function waitedSeconds(ticket) {
  return secondsSince(ticket.waited_since, Date.parse(ticket.called_at || ""));
}

/**
 * @param {CounterView} view
 * @param {UnsureRow} ticket
 */
function began(view, ticket) {
  return momentWords(ticket.began_at || "", view.day);
}
