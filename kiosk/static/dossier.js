/** Picking up a result: the code of the dossier is scanned or typed, and what became of it is told. */
/**
 * @typedef {{
 *   standing: "ready" | "not_yet" | "late" | "paper_missing" | "returned" | "unknown" | "unavailable" | "no_code",
 *   day: string | null, papers: string[], department: string | null, service: string | null,
 * }} Dossier the answer of `POST /api/results`
 */
/** @import { KioskView } from "../view_types.js" */
import { freshKey, html, Icon, post, useEffect, useRef, useState } from "../web/screen.js";
import { takeScans } from "../web/scan_texts.js";
import { gettext, names } from "../web/words.js";
import { extra } from "./extra.js";
import { Back, Head, Steps } from "./frame.js";

const ROWS = ["1234567890", "qwertyuiop", "asdfghjkl"];
const LONGEST = 300;
/** No answer, or one that says nothing. @type {Dossier} */
export const UNAVAILABLE = { standing: "unavailable", day: null, papers: [], department: null, service: null };

/**
 * The keys of a code: letters, digits, dot and hyphen; the focus stays in the field.
 * @param {{ locked: boolean, onType: (change: (typed: string) => string) => void, onDone: () => void }} props
 */
function CodeKeys({ locked, onType, onDone }) {
  const key = (/** @type {string} */ sign) => html`<button type="button" key=${sign}
    onClick=${() => onType((typed) => typed + sign.toUpperCase())}>${sign.toUpperCase()}</button>`;
  const keepFocus = (/** @type {Event} */ event) => event.preventDefault();
  return html`<section class="kb code" aria-label=${gettext("Bàn phím")} onMouseDown=${keepFocus}>
    ${ROWS.map((row, place) => html`<div class=${place === 2 ? "kr b" : "kr"} key=${row}>${row.split("").map(key)}</div>`)}
    <div class="kr c">
      <button type="button" class="sp" onClick=${() => onType(() => "")}>${gettext("Xóa hết")}</button>
      ${"zxcvbnm".split("").map(key)}
      <button type="button" class="sp" aria-label=${gettext("Xóa một chữ")}
        onClick=${() => onType((typed) => typed.slice(0, -1))}><${Icon} name="erase" /></button>
    </div>
    <div class="kr d">${key(".")}
      <button type="button" class="done" disabled=${locked} onClick=${onDone}>${gettext("Tra cứu")}</button>${key("-")}</div>
  </section>`;
}

/** @param {{ icon: string, name: string, about: string, locked: boolean, onChoose: () => void }} props */
function Way({ icon, name, about, locked, onChoose }) {
  return html`<li><button type="button" class="r none" disabled=${locked} onClick=${onChoose}>
    <span class="ic"><${Icon} name=${icon} /></span>
    <span><b class="n">${name}</b><small>${about}</small></span><span></span>
    <span class="go"><${Icon} name="forward" /></span>
  </button></li>`;
}

/**
 * Asks for the code. What is typed or scanned is gone when this page is left.
 * @param {{
 *   locked: boolean, onCode: (text: string) => void, onWithout: () => void, onLost: () => void, onBack: () => void,
 * }} props
 */
export function CodePage({ locked, onCode, onWithout, onLost, onBack }) {
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(/** @type {"" | "no_code" | "broken"} */ (""));
  const ask = (/** @type {string} */ text) => {
    // what an identity card says goes nowhere
    const usable = text.trim() !== "" && text.length <= LONGEST && !text.includes("|");
    setWrong(usable ? "" : "no_code");
    if (usable && !locked) {
      onCode(text);
    }
  };
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => takeScans((text) => latest.current(text), () => setWrong("broken")), []);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && ask(typed);
  return html`<main class="find-page">
    <h1 class="vh">${gettext("Mã hồ sơ trên giấy hẹn")}</h1>
    <section class="q dark"><div class="row"><${Back} onBack=${onBack} />
      <div class="field"><${Icon} name="document" />
        <input data-start value=${typed} inputmode="none" autocomplete="off" spellcheck=${false} maxlength=${LONGEST}
          aria-label=${gettext("Mã hồ sơ trên giấy hẹn")} placeholder="H13.16-240226-0123" onKeyDown=${onKeyDown}
          onInput=${(e) => setTyped(e.target.value)} /></div></div>
      <p role="status">${wrong !== "" ? html`<b class="away">${wrong === "broken"
        ? gettext("Chưa đọc trọn mã. Xin quét lại.") : gettext("Đó không phải mã hồ sơ. Xin quét hoặc gõ mã trên giấy hẹn.")}</b>`
        : gettext("Quét mã trên giấy hẹn bằng máy quét, hoặc gõ mã hồ sơ rồi bấm “Tra cứu”. Máy không lưu mã này.")}</p>
      <${Steps} at=${0} /></section>
    <ul class="res">
      <${Way} icon="help" name=${gettext("Mất giấy hẹn")} locked=${locked} onChoose=${onLost}
        about=${gettext("Lấy số gặp nhân viên hướng dẫn; xin mang giấy tờ tùy thân.")} />
      <${Way} icon="ticket" name=${gettext("Lấy số không cần mã")} locked=${locked} onChoose=${onWithout}
        about=${gettext("Chọn cơ quan đã nhận hồ sơ, như ghi trên giấy hẹn.")} />
    </ul>
    <${CodeKeys} locked=${locked} onType=${(change) => setTyped(change)} onDone=${() => ask(typed)} />
  </main>`;
}

/** @type {Partial<Record<Dossier["standing"], string>>} */
const SAVED_BY = { not_yet: "result_not_ready", paper_missing: "missing_papers" };

/**
 * Counts a visit that ends here without a number, of the queue that has the dossier or else the first of its office:
 * nobody is named. It is posted again while nobody answers.
 * @param {Dossier} dossier
 * @param {KioskView} view
 */
export function countEnded({ standing, department, service }, { departments }) {
  const reason = SAVED_BY[standing];
  const [first = null] = departments.filter((unit) => unit.code === department);
  const queue = service || (first && first.services.length > 0 ? first.services[0].code : null);
  if (reason !== undefined && queue !== null) {
    post("/api/visits/end", { reason, service: queue, procedure: extra.collecting }, freshKey());
  }
}

/** @param {string | null} day */
function writeDay(day) {
  return day === null ? "" : day.split("-").reverse().join("/");
}

/**
 * What a standing says, as its title and the sentence below it.
 * @param {Dossier} dossier
 * @returns {[string, string]}
 */
function wordsOf({ standing, day }) {
  const when = writeDay(day);
  switch (standing) {
    case "ready":
      return [gettext("Hồ sơ đã có kết quả"), gettext("Mời Ông/Bà lấy số để nhận kết quả.")];
    case "not_yet":
      return [gettext("Hồ sơ chưa có kết quả"), gettext("Hồ sơ đang được giải quyết. Lúc này chưa cần lấy số.")];
    case "late":
      return [gettext("Hồ sơ đã quá hẹn trả kết quả"), gettext("Trung tâm xin lỗi Ông/Bà. Mời gặp nhân viên hướng dẫn hoặc cơ quan giải quyết.")];
    case "paper_missing":
      return [gettext("Hồ sơ cần bổ sung giấy tờ"), when ? gettext("Hạn bổ sung: ngày %(day)s.", { day: when })
        : gettext("Có đủ giấy tờ thì lấy số để nộp bổ sung.")];
    case "returned":
      return [gettext("Kết quả của hồ sơ này đã được trả"), gettext("Nếu Ông/Bà chưa nhận được, mời gặp nhân viên hướng dẫn.")];
    case "unavailable":
      return [gettext("Không tra cứu được lúc này"), gettext("Ông/Bà vẫn lấy được số nhận kết quả.")];
    case "no_code":
      return [gettext("Mã này không đúng dạng"), gettext("Xin xem lại mã hồ sơ trên giấy hẹn.")];
    default:
      return [gettext("Không tìm thấy mã này"), gettext("Xin xem lại từng chữ, từng số trên giấy hẹn. Ông/Bà vẫn lấy được số.")];
  }
}

/** @param {{ dossier: Dossier, view: KioskView }} props */
function Known({ dossier, view }) {
  const unit = view.departments.find((each) => each.code === dossier.department);
  /** @type {Record<string, string>} */
  const days = { ready: gettext("Có kết quả từ ngày"), not_yet: gettext("Hẹn trả kết quả ngày"),
    late: gettext("Hẹn trả kết quả ngày"), returned: gettext("Đã trả ngày") };
  const label = dossier.day === null ? undefined : days[dossier.standing];
  return html`<div class="known">
    ${unit || label ? html`<dl class="facts">
      ${label && html`<div class="fact"><${Icon} name="clock" />
        <dt>${label}</dt><dd class="num">${writeDay(dossier.day)}</dd></div>`}
      ${unit && html`<div class="fact"><${Icon} name="place" />
        <dt>${gettext("Cơ quan")}</dt><dd>${names.department(unit.code)}</dd></div>`}</dl>` : null}
    ${dossier.papers.length > 0 ? html`<section class="papers">
      <h2><${Icon} name="warning" />${gettext("Giấy tờ còn thiếu")}</h2>
      <ul class="list">${dossier.papers.map((paper) => html`<li key=${paper}><p>
        <${Icon} name="document" /><span lang="vi">${paper}</span></p></li>`)}</ul></section>` : null}
  </div>`;
}

/**
 * Tells what became of the dossier, and what can be done about it; a number is always one of the ways.
 * @param {{
 *   dossier: Dossier, view: KioskView, locked: boolean, onTake: () => void, onSubmit: () => void, onGuide: () => void,
 *   onEnd: () => void, onBack: () => void,
 * }} props
 */
export function DossierPage({ dossier, view, locked, onTake, onSubmit, onGuide, onEnd, onBack }) {
  const [title, hint] = wordsOf(dossier);
  /** @type {Record<string, [string, () => void][]>} what is offered, the usual way last */
  const ways = {
    ready: [[gettext("Mã hồ sơ khác"), onBack], [gettext("Lấy số nhận kết quả"), onTake]],
    not_yet: [[gettext("Vẫn lấy số"), onTake], [gettext("Kết thúc"), onEnd]],
    late: [[gettext("Gặp nhân viên hướng dẫn"), onGuide], [gettext("Lấy số gặp cơ quan"), onTake]],
    paper_missing: [[gettext("Kết thúc"), onEnd], [gettext("Lấy số nộp bổ sung"), onSubmit]],
    returned: [[gettext("Kết thúc"), onEnd], [gettext("Gặp nhân viên hướng dẫn"), onGuide]],
    unavailable: [[gettext("Gặp nhân viên hướng dẫn"), onGuide], [gettext("Lấy số nhận kết quả"), onTake]],
  };
  const [second, first] = ways[dossier.standing] || [[gettext("Vẫn lấy số"), onTake], [gettext("Nhập lại mã"), onBack]];
  return html`<main class="pick before few told">
    <${Head} title=${title} hint=${hint} step=${0} onBack=${onBack} />
    <${Known} dossier=${dossier} view=${view} />
    <div class="take"><div class="act">
      <button type="button" class="sec" disabled=${locked && second[1] !== onEnd} onClick=${second[1]}>${second[0]}</button>
      <button type="button" class="pri" disabled=${locked && first[1] !== onEnd} onClick=${first[1]}>${first[0]}</button>
    </div></div>
  </main>`;
}
