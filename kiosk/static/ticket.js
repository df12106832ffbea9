/** The ticket page: the number the server has given, and all that belongs to it. */
/** @import { KioskView, ProcedureRow } from "../view_types.js" */
/** @import { IssueAnswer } from "../../web/issue_view_types.js" */
/** @import { NameOf } from "./matters.js" */
/** @import { FollowedSlip } from "./slip.js" */
import { Fitted, html, Icon, useEffect, useRef, useState } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { extra } from "./extra.js";
import { languageOf, nameOf } from "./facts.js";
import { Dialog } from "./frame.js";
import { Visit } from "./matters.js";
import { nameCounters } from "./places.js";
import { noCounterText } from "./reasons.js";
import { SlipNews, Slot, useSlip } from "./slip.js";
import { prolong, secondLater, staysFor } from "./staying.js";

const TOUCHES = ["pointerdown", "keydown"];
const MOST_PAPERS = 4; // all of them were on the page before

/**
 * Counts down from `seconds` and calls `onOver`; any other touch begins anew. While a slip is
 * `coming` the last seconds wait for it, as long as it is waited for at all.
 * @param {number} seconds
 * @param {boolean} coming
 * @param {() => void} onOver
 */
function useCountdown(seconds, coming, onOver) {
  const [clock, setClock] = useState({ left: seconds, waited: 0 });
  const still = useRef(coming);
  still.current = coming;
  const most = useRef(seconds);
  useEffect(() => {
    const before = most.current;
    most.current = seconds;
    setClock((was) => prolong(was, before, seconds));
    const longer = () => setClock({ left: seconds, waited: 0 });
    TOUCHES.forEach((kind) => window.addEventListener(kind, longer));
    return () => TOUCHES.forEach((kind) => window.removeEventListener(kind, longer));
  }, [seconds]);
  useEffect(() => {
    if (clock.left <= 0) {
      onOver();
      return undefined;
    }
    const timer = setTimeout(() => setClock(secondLater(clock, still.current, extra.slip_within_s)), 1000);
    return () => clearTimeout(timer);
  }, [clock]);
  return clock.left;
}

/** @param {{ answer: IssueAnswer }} props */
function Figures({ answer }) {
  const { ahead, wait, turn_at: turn } = answer;
  const missing = answer.no_counter;
  const shows = [missing === null || ahead > 0, wait !== null, turn !== null, missing !== null];
  const figures = shows.filter(Boolean).length;
  return html`<div class=${`three ${["", "one", "two"][figures] || ""}`}>
    ${shows[0] ? html`<div><b class="num">${ahead}</b><small>${gettext("người phía trước")}</small></div>` : null}
    ${wait ? html`<div><b class="num">${wait.low_min}–${wait.high_min}</b>
      <small>${gettext("phút chờ, ước tính")}</small></div>` : null}
    ${turn ? html`<div><b class="num">${clockTime(Date.parse(turn))}</b>
      <small>${gettext("đến lượt khoảng")}</small></div>` : null}
    ${missing === null ? null : html`<div class="no-counter"><b><${Icon} name="warning" /></b>
      <small>${noCounterText(answer, answer.opens_at)}</small></div>`}
  </div>`;
}

/** @param {{ procedure: ProcedureRow | null }} props */
function Papers({ procedure }) {
  const papers = (procedure && procedure.documents) || [];
  const fee = procedure && procedure.fee
    ? [gettext("lệ phí %(fee)s", { fee: procedure.fee })] : [];
  if (papers.length === 0) {
    return null;
  }
  const more = papers.length - MOST_PAPERS;
  const others = more > 0 ? [gettext("và %(n)s giấy tờ khác", { n: more })] : [];
  return html`<section class="bring"><${Icon} name="document" />
    <div><b>${gettext("Chuẩn bị sẵn giấy tờ")}</b>
      <span lang="vi">${papers.slice(0, MOST_PAPERS).join(", ")}</span>${
        others.concat(fee).map((text) => `, ${text}`).join("")}</div></section>`;
}

/** @param {{ answer: IssueAnswer }} props */
function Follow({ answer }) {
  const alt = gettext("Mã QR theo dõi số %(number)s", { number: answer.ticket.number });
  return html`<section class="qr"><img src=${`${answer.follow_url}/qr.svg`} alt=${alt} />
    <div><b>${gettext("Quét mã để theo dõi trên điện thoại")}</b>
      <p>${gettext("Ông/Bà xem được còn mấy người phía trước. Không cần cài ứng dụng.")}</p></div>
  </section>`;
}

/** @param {{ number: string, locked: boolean, onYes: () => void, onNo: () => void }} props */
function Cancelling({ number, locked, onYes, onNo }) {
  return html`<${Dialog} title=${gettext("Hủy số %(number)s?", { number })}
    text=${gettext("Số này sẽ không được gọi nữa. Ông/Bà có thể lấy số khác.")}>
    <button type="button" class="sec" onClick=${onNo}>${gettext("Giữ số")}</button>
    <button type="button" class="bad" disabled=${locked} onClick=${onYes}>${gettext("Hủy số")}</button>
  <//>`;
}

/**
 * @param {{
 *   slip: FollowedSlip, left: number, seconds: number, locked: boolean, onCancel: () => void,
 *   onDone: () => void,
 * }} props
 */
function Buttons({ slip, left, seconds, locked, onCancel, onDone }) {
  const again = slip.more && slip.face !== "none" && slip.face !== "cannot";
  return html`<div class=${again ? "act three-acts" : "act"}>
    ${again ? html`<button type="button" class="sec" disabled=${locked || slip.face === "coming"}
      onClick=${slip.again}>${gettext("In lại phiếu")}</button>` : null}
    <button type="button" class="sec" disabled=${locked} onClick=${onCancel}>
      ${gettext("Hủy số")}</button>
    <button type="button" class="pri" onClick=${onDone}>
      ${gettext("Xong, về màn hình đầu (%(n)s)", { n: left })}
      <i style=${{ width: `${Math.min(100, (left / seconds) * 100)}%` }}></i></button>
  </div>`;
}

/**
 * The number. `procedure` may be null; `nameOf` names the matters it is for; `printing`: what the view says of slips; `slow`: whether
 * somebody needs more time, because the page is read aloud or its letters are large; `onCancel` gives
 * the number back, `onReprint` resolves to whether a copy will be printed, `onDone` ends the visit.
 * @param {{
 *   answer: IssueAnswer, procedure: ProcedureRow | null, nameOf: NameOf, printing: KioskView["printing"], locked: boolean, slow: boolean, onCancel: () => void,
 *   onReprint: () => Promise<boolean>, onDone: () => void,
 * }} props
 */
export function TicketPage(props) {
  const { answer, procedure, locked, onDone } = props;
  const { ticket } = answer;
  const [asking, ask] = useState(false);
  const slip = useSlip(props.printing, ticket.id, props.onReprint);
  const paper = slip.face === "coming" || slip.face === "out";
  const seconds = staysFor(extra.ticket_page_s, paper, props.slow);
  const left = useCountdown(seconds, slip.face === "coming", onDone);
  const title = procedure ? nameOf(procedure) : names.service(ticket.service);
  const group = ticket.priority === "normal" ? ""
    : gettext("Lượt ưu tiên: %(group)s", { group: names.priority(ticket.priority) });
  return html`<main class="ticket"><div>
    <${SlipNews} slip=${slip} noCounter=${answer.no_counter} />
    <div class=${paper ? "wrap" : "wrap bare"}><section class="tk" data-start tabindex="-1">
      <div class="lab">${gettext("Số thứ tự của Ông/Bà")}</div>
      <${Fitted} as="div" class="no" role="status">${ticket.number}<//>
      <div class="pr" lang=${procedure ? languageOf(procedure) : undefined}>${title}</div><div class="dp">${
        [names.department(ticket.department), nameCounters(ticket.service), group].filter(Boolean).join(" · ")}</div>
      <${Figures} answer=${answer} /></section>
    <${Follow} answer=${answer} />${answer.matters.length > 1
      ? html`<${Visit} answer=${answer} nameOf=${props.nameOf} />` : html`<${Papers} procedure=${procedure} />`}
    ${paper ? html`<${Slot} face=${slip.face} number=${ticket.number} />` : null}</div></div>
    <${Buttons} slip=${slip} left=${left} seconds=${seconds} locked=${locked}
      onCancel=${() => ask(true)} onDone=${onDone} />
    ${asking ? html`<${Cancelling} number=${ticket.number} locked=${locked} onYes=${props.onCancel}
      onNo=${() => ask(false)} />` : null}
  </main>`;
}
