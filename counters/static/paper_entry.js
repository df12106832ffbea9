/** Slips of paper that were handed out while no kiosk gave numbers: which ones, for what, and when about. */
/** @typedef {import("./guide.js").Tablet} Tablet */
/** @typedef {{ service: string, first: string, last: string, began_at?: string, ended_at?: string, served_to?: string }} PaperEntry */
/** @import { EnteredPaper, GuideView } from "../guide_view_types.js" */
import { html, page, serverNow, useEffect, useRef, useState } from "../web/screen.js";
import { takeScans } from "../web/scan_texts.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { earlierToday } from "./moments.js";
import { services, underDepartment } from "./services.js";

/** A slip's code ends so: its number, its roll, and digits. */
const SCANNED = /([A-Z]{1,2}\d{4})(?:-\d{3}){2}-\d{6}-\d{20}$/i;

/**
 * Scans fill the first number, then the last. What was scanned is sent as it is: it proves the roll.
 * @param {{ view: GuideView, wrong: string, onEnter: (entry: PaperEntry) => void, onClose: () => void }} props
 */
export function PaperEntryDialog({ view, wrong, onEnter, onClose }) {
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const [servedTo, setServedTo] = useState("");
  const [began, setBegan] = useState("");
  const [ended, setEnded] = useState("");
  const [chosen, setChosen] = useState("");
  const scan = useRef(/** @type {(text: string) => void} */ (setFirst));
  scan.current = (text) => (numberOf(first) === "" ? setFirst(text) : setLast(text));
  useEffect(() => takeScans((text) => scan.current(text)), []);
  const offered = offeredFor(view, numberOf(first));
  const service = offered.includes(chosen) ? chosen : offered[0] || "";
  const times = [began, ended].map((typed) => (typed.trim() === "" ? null : earlierToday(typed, serverNow())));
  const badTime = [began, ended].some((typed, place) => typed.trim() !== "" && times[place] === null);
  const ready = service !== "" && numberOf(first) !== "" && numberOf(last) !== "" && !badTime;
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    if (ready) {
      const [began_at, ended_at] = times;
      onEnter({
        service, first, last, ...(began_at && { began_at }), ...(ended_at && { ended_at }),
        ...(servedTo.trim() && { served_to: servedTo }),
      });
    }
  };
  return html`
    <${Dialog} wide title=${gettext("Nhập số phiếu giấy")} onClose=${onClose}>
      <p class="hint">${gettext("Phiếu in sẵn đã phát khi máy lấy số không hoạt động. Nhập số in trên phiếu, hoặc quét mã QR của phiếu đầu rồi phiếu cuối.")}</p>
      <form class="paper-entry" onSubmit=${submit}>
        <div class="pair">
          <${NumberField} label=${gettext("Phiếu đầu tiên đã phát")} name="first" value=${first} onType=${setFirst} />
          <${NumberField} label=${gettext("Phiếu cuối cùng đã phát")} name="last" value=${last} onType=${setLast} />
        </div>
        <label>${gettext("Nội dung giao dịch")}
          <select name="service" value=${service} onChange=${(/** @type {any} */ event) => setChosen(event.target.value)}>
            ${offered.map((code) => html`<option key=${code} value=${code}>${underDepartment(code)}</option>`)}
          </select></label>
        <div class="pair">
          <${TimeField} label=${gettext("Ngừng cấp số lúc (không bắt buộc)")} name="began" value=${began} onType=${setBegan} />
          <${TimeField} label=${gettext("Cấp số lại lúc (không bắt buộc)")} name="ended" value=${ended} onType=${setEnded} />
        </div>
        <p class="hint">${gettext("Nên ghi giờ nếu sau sự cố đã có người lấy số ở máy: người có phiếu giấy được xếp trước những người đó.")}</p>
        <${NumberField} label=${gettext("Đã phục vụ bằng tay đến số (không bắt buộc)")} name="served" value=${servedTo} onType=${setServedTo} />
        <p class="wrong" role="alert">${badTime ? gettext("Hãy ghi giờ sớm hơn bây giờ, ví dụ 08:30.") : wrong}</p>
        <div class="buttons">
          <button type="button" class="plain" onClick=${onClose}>${gettext("Thôi")}</button>
          <button class="primary" aria-disabled=${String(!ready)}>${enterText(numberOf(first), numberOf(last))}</button>
        </div>
      </form>
    <//>`;
}

/** @param {{ label: string, name: string, value: string, onType: (typed: string) => void }} props */
function NumberField({ label, name, value, onType }) {
  return html`<label>${label}
    <input class="num" name=${name} data-first=${String(name === "first")} autocomplete="off" autocapitalize="characters"
      placeholder=${gettext("Ví dụ %(number)s", { number: "D9001" })} value=${numberOf(value)}
      onInput=${(/** @type {any} */ event) => onType(event.target.value)} /></label>`;
}

/** @param {{ label: string, name: string, value: string, onType: (typed: string) => void }} props */
function TimeField({ label, name, value, onType }) {
  return html`<label>${label}
    <input class="num" name=${name} inputmode="numeric" autocomplete="off" maxlength="5" placeholder=${gettext("Ví dụ %(time)s", { time: "08:30" })}
      value=${value} onInput=${(/** @type {any} */ event) => onType(event.target.value)} /></label>`;
}

/**
 * Returns the number that was typed, or that stands in what was scanned.
 * @param {string} text
 */
export function numberOf(text) {
  const found = SCANNED.exec(text.trim());
  return (found ? found[1] : text).trim().toUpperCase();
}

/**
 * Returns the services whose numbers begin with the same letter; all of them while no number is typed.
 * @param {GuideView} view
 * @param {string} number
 */
function offeredFor(view, number) {
  const letter = number.replace(/[^A-Z].*$/, "");
  return services(view.open_services).map(({ body }) => body.service).filter((code) => (
    letter === "" || page.catalogue.departments[page.catalogue.services[code].department]?.letter === letter));
}

/**
 * @param {string} first
 * @param {string} last
 */
function enterText(first, last) {
  const [begin, end] = [first, last].map((number) => Number(number.replace(/^\D+/, "")));
  const count = end - begin + 1;
  return count > 0 && /^[A-Z]+\d+$/.test(first) && /^[A-Z]+\d+$/.test(last)
    ? gettext("Nhập %(n)s số", { n: count }) : gettext("Nhập số");
}

/**
 * Enters the slips; what the server does not take is said in the dialog, which stays open.
 * @param {Tablet} tablet
 * @param {PaperEntry} entry
 */
export async function enterPaper(tablet, entry) {
  let isSaid = false;
  const say = (/** @type {{ message?: string }} */ refused) => {
    isSaid = true;
    tablet.setDialog({ name: "paper", wrong: refused.message || "" });
  };
  const asks = Object.fromEntries(
    ["not_on_paper", "paper_order", "outside_roll", "other_roll", "not_handed_out", "outage_times"].map((code) => [code, say]));
  /** @type {EnteredPaper | null} */
  const answer = await tablet.send("enter-paper", entry, "/api/guide/enter-paper", asks);
  if (!isSaid) {
    tablet.setDialog(null);
  }
  if (answer !== null) {
    tablet.tell(saidOf(answer), answer.tickets.length > 0 ? () => takeBack(tablet, answer.tickets) : undefined);
  }
}

/** @param {EnteredPaper} answer */
function saidOf({ numbers, served, known }) {
  const parts = [
    numbers.length > 0
      ? gettext("Đã nhập %(n)s số, từ %(first)s đến %(last)s.", { n: numbers.length, first: numbers[0], last: numbers[numbers.length - 1] })
      : gettext("Không có số nào mới."),
    served > 0 && gettext("%(n)s số được ghi là đã phục vụ bằng tay.", { n: served }),
    known > 0 && gettext("%(n)s số đã được nhập từ trước.", { n: known }),
  ];
  return parts.filter(Boolean).join(" ");
}

/**
 * @param {Tablet} tablet
 * @param {readonly string[]} tickets
 */
async function takeBack(tablet, tickets) {
  /** @type {EnteredPaper | null} */
  const answer = await tablet.send("take-back-paper", { tickets }, "/api/guide/take-back-paper");
  if (answer !== null) {
    tablet.tell(gettext("Đã hoàn tác: %(n)s số phiếu giấy không còn trong hàng chờ. Có thể nhập lại.", { n: answer.numbers.length }));
  }
}
