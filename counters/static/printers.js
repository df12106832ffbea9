/** Printers of slips in words: how each is, what the guide does about it, what became of a slip. */
/** @import { GuideView, SlipState } from "../guide_view_types.js" */
/** @import { Alarm } from "./alarms.js" */
/** @import { PrinterForGuides, TrialPrint } from "../../web/view_types.js" */
import { page } from "../web/page.js";
import { gettext } from "../web/words.js";

const NO_STATUS = "no_status"; // the printer never answers: that is no fault
const LOW_SHARE = 0.1;

/**
 * Returns a printer's name in the page's language; an unknown one stands for itself.
 * @param {GuideView} view
 * @param {string} id
 */
export function printerName(view, id) {
  const printer = view.printers.find((each) => each.id === id);
  return printer ? printer.names[page.language] || printer.names.vi || id : id;
}

/**
 * Says whether a slip would come out of the printer now.
 * @param {PrinterForGuides} printer
 */
export function prints(printer) {
  return printer.condition === "ready" || printer.condition === "near_end";
}

/**
 * Returns how the printer is, in a word or two.
 * @param {string} condition
 */
export function conditionText(condition) {
  /** @type {Record<string, string>} */
  const words = {
    ready: gettext("Sẵn sàng"), near_end: gettext("Sắp hết giấy"), paper_out: gettext("Hết giấy"),
    cover_open: gettext("Đang mở nắp"), error: gettext("Báo lỗi"), offline: gettext("Chưa sẵn sàng"),
    no_reply: gettext("Không trả lời"), garbled: gettext("Trả lời không như máy in"),
    unreachable: gettext("Không kết nối được"),
    away: gettext("Chưa có chương trình in"),
  };
  return words[condition] || condition;
}

/**
 * Returns what the guide does about it; empty where nothing has to be done.
 * @param {string} condition
 */
export function remedy(condition) {
  /** @type {Record<string, string>} */
  const words = {
    near_end: gettext("Hãy chuẩn bị cuộn giấy mới."),
    paper_out: gettext("Hãy thay cuộn giấy, đóng nắp, rồi chọn “Đã thay giấy”."),
    cover_open: gettext("Hãy đóng chặt nắp máy in."),
    error: gettext("Hãy tắt máy in, gỡ giấy kẹt rồi bật lại. Nếu vẫn lỗi, hãy báo quản trị."),
    offline: gettext("Hãy xem máy in đã bật và đã có giấy chưa."),
    no_reply: gettext("Hãy tắt máy in rồi bật lại, xem lại dây nối."),
    garbled: gettext("Hãy xem máy in có bật không, rồi báo quản trị xem lại địa chỉ của máy in."),
    unreachable: gettext("Hãy xem máy in đã bật và dây nối đã cắm chưa."),
    away: gettext("Hãy bật lại máy tính điều khiển máy in, hoặc báo quản trị."),
  };
  return words[condition] || "";
}

/**
 * Returns the metres left, or null where our count and the printer's own sensor disagree.
 * @param {PrinterForGuides} printer
 */
export function metresLeft(printer) {
  return printer.paper_low && printer.left_m > LOW_SHARE * printer.roll_m ? null : printer.left_m;
}

/**
 * Returns the alarms of all printers: {key, kind, level, printer, title, detail}. `kind` is printer
 * (it cannot print), doubtful (slips that may come out late), paper_low or unconfirmed.
 * @param {GuideView} view
 */
export function printerAlarms(view) {
  const found = view.printers.map((printer) => [
    prints(printer) ? null : broken(view, printer),
    printer.doubtful.length > 0 ? doubtful(view, printer) : null,
    prints(printer) && printer.paper_low ? low(view, printer) : null,
    prints(printer) && !printer.confirms ? unconfirmed(view, printer) : null,
  ]);
  return found.flat().filter((alarm) => alarm !== null);
}

/**
 * @param {GuideView} view
 * @param {PrinterForGuides} printer
 * @returns {Alarm}
 */
function broken(view, printer) {
  return {
    key: `printer ${printer.id} ${printer.condition}`, kind: "printer", level: "missed", printer: printer.id,
    title: `${printerName(view, printer.id)}: ${conditionText(printer.condition).toLowerCase()}`,
    detail: `${remedy(printer.condition)} ${gettext("Người dân đang được mời chụp lại số.")}`,
  };
}

/**
 * @param {GuideView} view
 * @param {PrinterForGuides} printer
 * @returns {Alarm}
 */
function doubtful(view, printer) {
  const numbers = printer.doubtful.map((slip) => slip.number).join(", ");
  return {
    key: `doubtful ${printer.id} ${numbers}`, kind: "doubtful", level: "near", printer: printer.id,
    title: gettext("Phiếu %(numbers)s có thể in ra muộn", { numbers }),
    detail: `${printerName(view, printer.id)}. ${lateSlips()}`,
  };
}

/** Says what is done with a slip that comes out when its holder may have another one. */
export function lateSlips() {
  return gettext("Khi phiếu ra, hãy bỏ tờ đó nếu người lấy số đã có bản in lại.");
}

/**
 * @param {GuideView} view
 * @param {PrinterForGuides} printer
 * @returns {Alarm}
 */
function low(view, printer) {
  const left = metresLeft(printer);
  return {
    key: `paper_low ${printer.id}`, kind: "paper_low", level: "near", printer: printer.id,
    title: `${printerName(view, printer.id)}: ${gettext("Sắp hết giấy").toLowerCase()}${
      left === null ? "" : `, ${gettext("còn khoảng %(n)s m", { n: left })}`}`,
    detail: remedy("near_end"),
  };
}

/**
 * @param {GuideView} view
 * @param {PrinterForGuides} printer
 * @returns {Alarm}
 */
function unconfirmed(view, printer) {
  return {
    key: `unconfirmed ${printer.id}`, kind: "unconfirmed", level: "near", printer: printer.id,
    title: gettext("%(printer)s không xác nhận đã in", { printer: printerName(view, printer.id) }),
    detail: unconfirmedRemedy(printer.id),
  };
}

/**
 * Says what is done about a printer that prints and never says so.
 * @param {string} printer
 */
export function unconfirmedRemedy(printer) {
  return gettext("Phiếu vẫn được in. Hãy xem phiếu có ra không, và báo người quản trị đặt “status: none” cho máy %(printer)s.", {
    printer,
  });
}

/**
 * Returns why a slip did not come out, as the end of a sentence.
 * @param {string | null} cause
 */
function causeText(cause) {
  /** @type {Record<string, string>} */
  const words = {
    broken_off: gettext("mất kết nối giữa chừng"), late: gettext("quá thời gian chờ in"),
    interrupted: gettext("chương trình in bị ngắt"), agent_silent: gettext("chương trình in bị ngắt"),
  };
  return cause === null
    ? gettext("chưa rõ vì sao") : words[cause] || conditionText(cause).toLowerCase();
}

/**
 * Returns what is known of a test print, and what to do.
 * @param {TrialPrint} trial
 */
export function trialText({ state, cause }) {
  if (state === "printed") {
    return gettext("Đã in thử. Hãy xem tờ in: chữ rõ, vạch liền, mã QR quét được.");
  }
  if (state === "not_started") {
    return gettext("Chưa in thử được: %(cause)s.", { cause: causeText(cause) });
  }
  if (state === "unknown") {
    return cause === NO_STATUS
      ? gettext("Đã gửi tờ in thử. Máy in này không báo lại, hãy xem giấy có ra không.")
      : gettext("Tờ in thử có thể chưa ra hết: %(cause)s.", { cause: causeText(cause) });
  }
  return gettext("Đang in thử, xin chờ.");
}

/**
 * Returns what became of a ticket's slip, in one sentence. `asked`: the number of its last slip when
 * another one was asked for here, else null; -1 when there was none.
 * @param {GuideView} view
 * @param {SlipState | null} slip
 * @param {number | null} [asked]
 */
export function slipText(view, slip, asked = null) {
  if (slip === null) {
    return asked === null ? "" : gettext("Số này không có máy in phiếu. Hãy ghi lại số cho Ông/Bà.");
  }
  const fields = { printer: printerName(view, slip.printer), cause: causeText(slip.cause) };
  switch (asked !== null && slip.copy <= asked ? "intent" : slip.state) {
    case "printed":
      return gettext("Phiếu đã in ở %(printer)s.", fields);
    case "not_started":
      return gettext("Chưa in được phiếu ở %(printer)s: %(cause)s.", fields);
    case "unknown":
      return slip.cause === NO_STATUS
        ? gettext("Phiếu đã gửi đến %(printer)s. Máy in này không báo lại.", fields)
        : gettext("Phiếu có thể chưa in xong ở %(printer)s: %(cause)s.", fields);
    default:
      return gettext("Phiếu đang in ở %(printer)s.", fields);
  }
}
