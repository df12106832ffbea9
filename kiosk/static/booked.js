/** For whoever booked from home: six digits, the booking's code before the scanner, or the code that changes for their phone. */
/** @import { useChoices } from "./choices.js" */
/** @import { KioskState } from "./kiosk.js" */
import { html, Icon, page, useEffect, useRef, useState } from "../web/screen.js";
import { takeScans } from "../web/scan_texts.js";
import { gettext } from "../web/words.js";
import { trouble } from "./command.js";
import * as flow from "./flow.js";
import { Dialog, Head } from "./frame.js";

const DIGITS = 6;
const ROWS = ["123", "456", "789"];
const AGAIN_S = 5;
const CODE = /^\d{6}$/u;
const BOOKING = /\/b\/[\w-]{22}$/u;

/** The picture that shows a phone to be here, fetched anew while the page stands; null where it does not come. */
function useDoor() {
  const [qr, setQr] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    let timer = 0, over = false;
    const fetchNext = () => fetch("/api/bookings/door", { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status}`))))
      .catch(() => ({ qr: null, again_s: AGAIN_S })) // an old one would be refused
      .then((found) => {
        if (!over) {
          setQr(found.qr);
          timer = setTimeout(fetchNext, found.again_s * 1000);
        }
      });
    fetchNext();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, []);
  return qr;
}

/** The changing code: a phone that scans it confirms what was booked on it. */
function Door() {
  const qr = useDoor();
  return html`<div class="door">${qr === null
    ? html`<span class="no-code" role="status">${gettext("Mã đang được tạo")}</span>`
    : html`<img src=${qr} alt=${gettext("Mã QR đổi sau mỗi 30 giây")} width="220" height="220" />`}
    <p>${gettext("Hoặc quét mã này bằng điện thoại đã đặt. Mã đổi sau mỗi 30 giây.")}</p></div>`;
}

/**
 * Confirms a booking; the answer is a number like any other.
 * @param {KioskState} kiosk
 * @param {string} said
 */
async function confirm({ state, setState, command, view }, said) {
  const result = await command.run("/api/bookings/confirm", { said });
  if (result === null) {
    return;
  }
  if (result.ok) {
    setState(flow.issued(state, result.data));
    return;
  }
  const again = result.data.error === "unknown_booking" || result.status === 0 || result.status >= 500;
  setState((again ? flow.notFound : flow.refused)(state, trouble(result, view && view.next_opening)));
}

/**
 * What was said leads to no booking: it may be typed again, or a guide be seen.
 * @param {{ text: string, locked: boolean, onGuide: () => void, onAgain: () => void }} props
 */
function NotFound({ text, locked, onGuide, onAgain }) {
  return html`<${Dialog} title=${gettext("Xin lỗi Ông/Bà")} text=${text}>
    <button type="button" class="sec" disabled=${locked} onClick=${onGuide}>${gettext("Gặp nhân viên hướng dẫn")}</button>
    <button type="button" class="pri" onClick=${onAgain}>${gettext("Gõ lại mã")}</button>
  <//>`;
}

/**
 * At home a booking's QR code before the scanner is enough: no touch is needed.
 * @param {KioskState} kiosk
 * @param {boolean} on
 */
export function useScannedBooking(kiosk, on) {
  const latest = useRef(kiosk);
  latest.current = kiosk;
  useEffect(() => (on ? takeScans((text) => {
    if (BOOKING.test(text)) {
      confirm(latest.current, text);
    }
  }) : undefined), [on]);
}

/**
 * Confirming a booking by its six digits, or by what is scanned.
 * @param {{ kiosk: KioskState, choices: ReturnType<typeof useChoices>, locked: boolean }} props
 */
export function Booked({ kiosk, choices, locked }) {
  const { typed, trouble: told } = kiosk.state;
  const onSaid = (/** @type {string} */ said) => confirm(kiosk, said);
  const latest = useRef(onSaid);
  latest.current = onSaid;
  const askAnew = () => kiosk.setState((was) => flow.notFound(was, gettext("Chưa đọc trọn mã. Xin quét lại.")));
  const strange = () => kiosk.setState((was) => flow.notFound(was, gettext("Đó không phải mã của lượt đặt. Xin quét hoặc gõ lại.")));
  // Anything else, like an identity card, is nobody's business and leaves this page for nowhere
  const onScan = (/** @type {string} */ text) => (BOOKING.test(text) || CODE.test(text) ? latest.current(text) : strange());
  useEffect(() => takeScans(onScan, askAnew), []);
  const onType = choices.type;
  const add = (/** @type {string} */ digit) => onType((was) => (was + digit).slice(0, DIGITS));
  const key = (/** @type {string} */ digit) => html`<button type="button" key=${digit}
    onClick=${() => add(digit)}>${digit}</button>`;
  const whole = typed.length === DIGITS;
  const shown = `${typed}${"·".repeat(DIGITS - typed.length)}`;
  return html`<main class="pick booked">
    <${Head} title=${gettext("Ông/Bà đã lấy số hoặc đặt lịch?")} step=${1} onBack=${choices.back}
      hint=${gettext("Gõ sáu chữ số, hoặc đưa mã QR của lượt đặt vào máy đọc.")} />
    <div class="code-side"><p class="code num" role="status" lang=${page.language}
      aria-label=${typed === "" ? gettext("Chưa gõ chữ số nào") : typed.split("").join(" ")}>${
        `${shown.slice(0, 3)} ${shown.slice(3)}`}</p><${Door} /></div>
    <section class="kb pad" aria-label=${gettext("Bàn phím số")}>
      ${ROWS.map((row) => html`<div class="kr" key=${row}>${row.split("").map(key)}</div>`)}
      <div class="kr"><button type="button" class="sp" aria-label=${gettext("Xóa một chữ số")}
        onClick=${() => onType((was) => was.slice(0, -1))}><${Icon} name="erase" /></button>${key("0")}
        <button type="button" class="sp yes" disabled=${locked || !whole} onClick=${() => onSaid(typed)}>${
          gettext("Xác nhận")}</button></div>
    </section>
    ${told === null ? null : html`<${NotFound} text=${told} locked=${locked} onGuide=${choices.guidance}
      onAgain=${() => kiosk.setState(flow.typeAgain)} />`}
  </main>`;
}
