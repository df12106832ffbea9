/** The printers of the hall: how each is, its paper, and what the guide does with it. */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { Message } from "./notices.js" */
/** @import { PrinterForGuides, RollAnswer } from "../../web/view_types.js" */
import { Icon, html, useEffect, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { Notice } from "./notices.js";
import {
  conditionText, lateSlips, metresLeft, printerName, prints, remedy, trialText, unconfirmedRemedy,
} from "./printers.js";

/**
 * `at`: the printer to begin with, or null; `onCare(id, command)` resolves to the answer or null.
 * @param {{
 *   view: GuideView, at: string | null, stale: boolean, notice: Message | null,
 *   onCare: (id: string, command: string) => Promise<any>, onNotice: () => void, onClose: () => void,
 * }} props
 */
export function PrintersDialog({ view, at, stale, notice, onCare, onNotice, onClose }) {
  const [said, say] = useState(/** @type {Record<string, string>} */ ({}));
  /**
   * @param {string} id
   * @param {string} command
   */
  const care = async (id, command) => {
    const answer = await onCare(id, command);
    if (answer !== null && command === "new-roll") {
      say((before) => Object.assign({}, before, { [id]: newRoll(answer.late) }));
    }
  };
  return html`
    <${Dialog} wide title=${gettext("Máy in phiếu")} onClose=${onClose}>
      <${Notice} notice=${notice} onClose=${onNotice} />
      <ul class="printers">${view.printers.map((printer) => html`
        <${Printer} key=${printer.id} printer=${printer} view=${view} first=${printer.id === at} stale=${stale}
          said=${said[printer.id]} onCare=${(command) => care(printer.id, command)} />`)}</ul>
    <//>`;
}

/**
 * Says what a new roll brings: slips that were stuck come out of it at once.
 * @param {RollAnswer["late"]} late
 */
function newRoll(late) {
  const noted = gettext("Đã ghi nhận cuộn giấy mới.");
  return late.length === 0 ? noted : `${noted} ${gettext("Có thể in ra ngay bây giờ: %(numbers)s.", {
    numbers: late.join(", "),
  })} ${lateSlips()}`;
}

/**
 * @param {{
 *   printer: PrinterForGuides, view: GuideView, first: boolean, stale: boolean,
 *   said: string | undefined, onCare: (command: string) => void,
 * }} props
 */
function Printer({ printer, view, first, stale, said, onCare }) {
  const row = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (first) {
      row.current?.scrollIntoView({ block: "nearest" });
    }
  }, []);
  const grade = !prints(printer) ? "missed" : printer.paper_low ? "near" : "fine";
  const shown = printer.paper_low && prints(printer) ? "near_end" : printer.condition;
  const unconfirmed = printer.confirms ? "" : unconfirmedRemedy(printer.id);
  const places = printer.places.map(names.kiosk).join(", ");
  /**
   * @param {string} command
   * @param {string} icon
   * @param {string} text
   */
  const button = (command, icon, text) => html`
    <button class="plain" data-care=${command} aria-disabled=${String(stale)} onClick=${() => onCare(command)}>
      <${Icon} name=${icon} /><span>${text}</span></button>`;
  return html`
    <li ref=${row} data-printer=${printer.id}>
      <div class="printer"><h3>${printerName(view, printer.id)}<small>${places}</small></h3>
        <span class=${`s ${grade}`} role="status">${conditionText(shown)}</span></div>
      <p class="paper-left">${paperText(printer)}</p>
      <p class="what-to-do">${[remedy(shown), unconfirmed, doubtText(printer)].filter(Boolean).join(" ")}</p>
      <p class="outcome" role="status">${[said, printer.trial && trialText(printer.trial)].filter(Boolean).join(" ")}</p>
      <div class="care">${button("new-roll", "recall", gettext("Đã thay giấy"))}
        ${button("test", "printer", gettext("In thử"))}</div>
    </li>`;
}

/** @param {PrinterForGuides} printer */
function paperText(printer) {
  if (printer.condition === "paper_out") {
    return ""; // whatever our count says
  }
  const left = metresLeft(printer);
  return left === null
    ? gettext("Cảm biến của máy in báo giấy sắp hết.")
    : gettext("Giấy còn khoảng %(n)s m của cuộn %(all)s m.", { n: left, all: printer.roll_m });
}

/** @param {PrinterForGuides} printer */
function doubtText(printer) {
  return printer.doubtful.length === 0 ? "" : `${gettext("Phiếu %(numbers)s có thể in ra muộn", {
    numbers: printer.doubtful.map((slip) => slip.number).join(", "),
  })}. ${lateSlips()}`;
}
