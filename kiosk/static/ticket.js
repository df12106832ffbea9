/** The ticket page: the number the server has given, and all that belongs to it. */
import { Fitted, html, Icon, page, useEffect, useState } from "../web/screen.js";
import { clockTime, gettext, names } from "../web/words.js";
import { languageOf, nameOf } from "./facts.js";
import { Dialog } from "./frame.js";

const TOUCHED_S = 30;
const TOUCHES = ["pointerdown", "keydown"];
const MOST_PAPERS = 4; // all of them were on the page before
const ROUND_MS = 5 * 60 * 1000;

/** Counts down from `seconds` and calls `onOver`; any other touch gives 30 s at least. */
function useCountdown(seconds, onOver) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const longer = () => setLeft(Math.max(TOUCHED_S, seconds));
    TOUCHES.forEach((kind) => window.addEventListener(kind, longer));
    return () => TOUCHES.forEach((kind) => window.removeEventListener(kind, longer));
  }, []);
  useEffect(() => {
    if (left <= 0) {
      onOver();
      return undefined;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}

function where(ticket, serves) {
  const counters = serves[ticket.service] || [];
  const first = page.catalogue.counters[counters[0]];
  const floor = first ? first.floor : (page.catalogue.departments[ticket.department] || {}).floor;
  const labels = counters.map(names.counter).join(", ");
  return [
    names.department(ticket.department),
    labels ? gettext("Quầy %(counters)s", { counters: labels }) : null,
    floor ? names.floor(floor) : null,
  ].filter(Boolean).join(" · ");
}

function Figures({ answer }) {
  const { ahead, wait, ticket } = answer;
  const turn = wait && Math.ceil(
    (Date.parse(ticket.issued_at) + wait.low_min * 60000) / ROUND_MS) * ROUND_MS;
  return html`<div class=${wait ? "three" : "three one"}>
    <div><b class="num">${ahead}</b><small>${gettext("người phía trước")}</small></div>
    ${wait ? html`<div><b class="num">${wait.low_min}–${wait.high_min}</b>
      <small>${gettext("phút chờ, ước tính")}</small></div>
    <div><b class="num">${clockTime(turn)}</b><small>${gettext("đến lượt khoảng")}</small></div>`
    : null}
  </div>`;
}

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

function Follow({ answer }) {
  const alt = gettext("Mã QR theo dõi số %(number)s", { number: answer.ticket.number });
  return html`<section class="qr"><img src=${`${answer.follow_url}/qr.svg`} alt=${alt} />
    <div><b>${gettext("Quét mã để theo dõi trên điện thoại")}</b>
      <p>${gettext("Ông/Bà xem được còn mấy người phía trước. Không cần cài ứng dụng.")}</p></div>
  </section>`;
}

function Cancelling({ number, locked, onYes, onNo }) {
  return html`<${Dialog} title=${gettext("Hủy số %(number)s?", { number })}
    text=${gettext("Số này sẽ không được gọi nữa. Ông/Bà có thể lấy số khác.")}>
    <button type="button" class="sec" onClick=${onNo}>${gettext("Giữ số")}</button>
    <button type="button" class="bad" disabled=${locked} onClick=${onYes}>${gettext("Hủy số")}</button>
  <//>`;
}

/**
 * The number. `procedure` may be null; `slow`: whether somebody needs more time, because the page is
 * read aloud or its letters are large; `onCancel` gives the number back, `onDone` ends the visit.
 */
export function TicketPage({ answer, procedure, serves, slow, locked, onCancel, onDone }) {
  const [asking, ask] = useState(false);
  const [seconds] = useState(slow ? Math.max(TOUCHED_S, 2 * page.extra.ticket_page_s)
    : page.extra.ticket_page_s);
  const left = useCountdown(seconds, onDone);
  const { ticket } = answer;
  const title = procedure ? nameOf(procedure) : names.service(ticket.service);
  return html`<main class="ticket"><div>
    <section class="ok"><h1>${gettext("Mời Ông/Bà chụp lại số này")}</h1>
      <p>${gettext("Loa và màn hình sẽ gọi số này. Xin cảm ơn!")}</p></section>
    <div class="wrap"><section class="tk" data-start tabindex="-1">
      <div class="lab">${gettext("Số thứ tự của Ông/Bà")}</div>
      <${Fitted} as="div" class="no" role="status">${ticket.number}<//>
      <div class="pr" lang=${procedure ? languageOf(procedure) : undefined}>${title}</div><div class="dp">${where(ticket, serves)}</div>
      <${Figures} answer=${answer} /></section>
    <${Follow} answer=${answer} /><${Papers} procedure=${procedure} /></div></div>
    <div class="act">
      <button type="button" class="sec" disabled=${locked} onClick=${() => ask(true)}>
        ${gettext("Hủy số")}</button>
      <button type="button" class="pri" onClick=${onDone}>
        ${gettext("Xong, về màn hình đầu (%(n)s)", { n: left })}
        <i style=${{ width: `${Math.min(100, (left / seconds) * 100)}%` }}></i></button>
    </div>
    ${asking ? html`<${Cancelling} number=${ticket.number} locked=${locked} onYes=${onCancel}
      onNo=${() => ask(false)} />` : null}
  </main>`;
}
