/** The steps of a practice in words, and what comes before each: pure functions of the view. */
/** @import { CounterView, PracticeStep } from "../view_types.js" */
import { page } from "../web/page.js";
import { gettext } from "../web/words.js";

/**
 * Returns what the officer is asked to do, with its key.
 * @param {PracticeStep} step
 */
export function task(step) {
  return {
    open: gettext("Mở quầy: nhấn phím cách hoặc nút lớn."),
    call: gettext("Gọi số tiếp theo: nhấn phím cách."),
    recall: gettext("Người dân chưa đến, gọi lại: nhấn R."),
    finish: gettext("Chọn kết quả bằng phím 1–%(n)s, rồi hoàn tất bằng phím cách.", {
      n: Object.keys(page.catalogue.outcomes).length,
    }),
    park: gettext("Giữ lại một số để người dân đi sao chụp: nhấn G."),
    transfer: gettext("Chuyển một số sang nội dung khác: nhấn C."),
    no_show: gettext("Gọi mà không ai đến, ghi vắng mặt: nhấn V."),
    restore: gettext("Mở mục Vắng mặt (Shift 3) và cho số đó chờ lại."),
    walk_in: gettext("Tiếp người đến thẳng quầy, chưa có số: nhấn N khi quầy trống."),
    deliver: gettext("Ghi hồ sơ đã làm: nhấn D, chọn thủ tục, rồi nhấn Ctrl Enter."),
    undo: gettext("Hoàn tác việc vừa làm trong 10 giây: nhấn Ctrl Z."),
  }[step];
}

/** @type {PracticeStep[]} */
const WITH_SOMEBODY = ["recall", "finish", "park", "transfer", "no_show", "deliver"];
/** @type {PracticeStep[]} */
const WHILE_CALLED = ["recall", "no_show"];

/**
 * Returns what has to be done before a step can be, null where nothing has: no key is named that would do
 * nothing now.
 * @param {PracticeStep} step
 * @param {Pick<CounterView, "counter" | "current" | "missed" | "undo" | "waiting_total">} view
 */
export function firstOf(step, view) {
  if (step !== "open" && view.counter.state !== "open" && view.current === null) {
    return gettext("Mở quầy trước: nhấn phím cách.");
  }
  if (WITH_SOMEBODY.includes(step)) {
    return somebodyFirst(step, view);
  }
  if (step === "restore" && view.missed.length === 0) {
    return gettext("Ghi vắng mặt một số trước: gọi số bằng phím cách, rồi nhấn V.");
  }
  if (step === "walk_in" && view.current !== null) {
    return gettext("Hoàn tất số đang ở quầy trước, chưa gọi tiếp: nhấn H.");
  }
  return step === "undo" && view.undo === null
    ? gettext("Làm một việc trước, ví dụ gọi số bằng phím cách.") : null;
}

/**
 * @param {PracticeStep} step
 * @param {Pick<CounterView, "current" | "waiting_total">} view
 */
function somebodyFirst(step, { current, waiting_total: waiting }) {
  if (current === null) {
    return waiting > 0 ? gettext("Gọi một số trước: nhấn phím cách.") : gettext("Chờ người tiếp theo đến.");
  }
  return WHILE_CALLED.includes(step) && current.state === "serving"
    ? gettext("Số này đang được phục vụ. Hoàn tất và gọi số tiếp theo trước: nhấn phím cách.") : null;
}

/** @param {PracticeStep} step */
export function stepName(step) {
  return {
    open: gettext("Mở quầy"), call: gettext("Gọi số"), recall: gettext("Gọi lại"),
    finish: gettext("Hoàn tất có kết quả"), park: gettext("Giữ lại"), transfer: gettext("Chuyển"),
    no_show: gettext("Vắng mặt"), restore: gettext("Cho chờ lại"), undo: gettext("Hoàn tác"),
    walk_in: gettext("Tiếp người chưa có số"),
    deliver: gettext("Hoàn tất với hồ sơ"),
  }[step];
}
