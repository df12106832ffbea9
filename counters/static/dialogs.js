/** The console's dialogs: one frame, and the short ones that ask for a reason. */
/** @typedef {{ name?: string, text: string, detail?: string | null, later?: boolean, choose: () => void }} Choice `later`: not yet */
/** @import { CounterView } from "../view_types.js" */
import { Icon, html, useLayoutEffect, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { consoleExtra } from "./extra.js";

/**
 * A modal dialog with a title; Esc, the cross and a press beside it close it.
 * @param {{ title: string, onClose: () => void, wide?: boolean, children?: any }} props
 */
export function Dialog({ title, onClose, wide, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  // Before the next key press, not after the next picture: what is typed at once belongs to the dialog.
  useLayoutEffect(() => {
    const dialog = /** @type {HTMLDialogElement} */ (ref.current);
    dialog.showModal();
    /** @type {HTMLElement | null} */ (dialog.querySelector("[data-first]"))?.focus();
    return () => dialog.close();
  }, []);
  return html`
    <dialog ref=${ref} class=${wide ? "wide" : ""} aria-labelledby="dialog-title"
      onCancel=${(event) => { event.preventDefault(); onClose(); }}
      onKeyDown=${(event) => closeByEscape(event, onClose)}
      onClick=${(event) => event.target === ref.current && onClose()}>
      <div class="sheet">
        <header><h2 id="dialog-title">${title}</h2>
          <button class="x" onClick=${onClose} aria-label=${gettext("Đóng")}><${Icon} name="close" /></button>
        </header>
        ${children}
      </div>
    </dialog>`;
}

/**
 * Closes at the first Esc: a search field would only be emptied by it, and take the next key.
 * @param {KeyboardEvent} event
 * @param {() => void} onClose
 */
function closeByEscape(event, onClose) {
  if (event.key === "Escape" && !event.isComposing) {
    event.preventDefault();
    onClose();
  }
}

/**
 * Returns a key handler that presses the choice whose digit was typed.
 * @param {(place: number) => void} choose
 * @param {number} count
 * @returns {(event: KeyboardEvent) => void}
 */
function digits(choose, count) {
  return (event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    if (digit && Number(digit[1]) <= count && !/** @type {Element} */ (event.target).closest("input, textarea")) {
      event.preventDefault();
      choose(Number(digit[1]) - 1);
    }
  };
}

/**
 * A list of choices with digits: [{text, detail, choose}].
 * @param {{ choices: Choice[] }} props
 */
export function Choices({ choices }) {
  const press = (/** @type {Choice} */ choice) => choice.later || choice.choose();
  return html`
    <div class="choices" onKeyDown=${digits((n) => press(choices[n]), choices.length)}>
      ${choices.map((choice, place) => html`
        <button key=${choice.text} data-first=${place === 0} onClick=${() => press(choice)}
          aria-disabled=${String(choice.later === true)} data-choice=${choice.name}>
          <kbd>${place + 1}</kbd><span>${choice.text}${choice.detail && html`<small>${choice.detail}</small>`}</span>
        </button>`)}
    </div>`;
}

/**
 * A question with a free, optional reason: one field, one button. Enter in the field answers.
 * @param {{
 *   title: string, hint?: string, field: string, button: string, suggestions?: string[],
 *   onDone: (reason: string | null) => void, onClose: () => void,
 * }} props
 */
export function ReasonDialog({ title, hint, field, button, suggestions = [], onDone, onClose }) {
  const [reason, setReason] = useState("");
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    onDone(reason.trim() || null);
  };
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <form onSubmit=${submit}>
        ${hint && html`<p class="hint">${hint}</p>`}
        <label>${field}
          <input value=${reason} maxlength="200" data-first="true" autocomplete="off"
            onInput=${(event) => setReason(event.target.value)} />
        </label>
        ${suggestions.length > 0 && html`<div class="suggestions">${suggestions.map((text) => html`
          <button type="button" key=${text} onClick=${() => onDone(text)}>${text}</button>`)}</div>`}
        <div class="buttons">
          <button type="button" class="plain" onClick=${onClose}>${gettext("Thôi")}</button>
          <button class="primary">${button}</button>
        </div>
      </form>
    <//>`;
}

/**
 * Keep the citizen's place at this counter while something is fetched.
 * @param {{
 *   view: CounterView, onPark: (reason: string | null) => void, onClose: () => void,
 * }} props
 */
export function ParkDialog({ view, onPark, onClose }) {
  const number = view.current && view.current.number;
  return html`<${ReasonDialog}
    title=${gettext("Giữ lại số %(number)s", { number })}
    hint=${gettext("Quầy gọi được số khác. Số này ở mục Đang giữ cho đến khi phục vụ tiếp.")}
    field=${gettext("Lý do (không bắt buộc)")} button=${gettext("Giữ lại")}
    suggestions=${[gettext("Sao chụp giấy tờ"), gettext("Nộp phí, lệ phí"), gettext("Bổ sung giấy tờ")]}
    onDone=${onPark} onClose=${onClose} />`;
}

/** Says whether this is the narrow panel, which has a button for each of its two menus. */
export function isPanel() {
  return document.documentElement.classList.contains("side");
}

/**
 * What belongs to the person, in the panel behind the own initials. `onAction` takes practice and leave.
 * @param {{ onAction: (action: string) => void, onClose: () => void }} props
 */
export function PersonDialog({ onAction, onClose }) {
  const go = (/** @type {string} */ address) => () => { location.href = address; };
  const own = consoleExtra.person ? [
    { name: "mine", text: gettext("Kết quả của tôi"), choose: go("/reports/mine") },
    { name: "account", text: gettext("Tài khoản của tôi"), choose: go("/account") },
  ] : [];
  return html`
    <${Dialog} title=${consoleExtra.officer || gettext("Quầy này")} onClose=${onClose}>
      <${Choices} choices=${[...own, ...personal(onAction)]} /><//>`;
}

/**
 * @param {(action: string) => void} onAction
 * @returns {Choice[]}
 */
function personal(onAction) {
  const leave = { name: "leave", text: gettext("Đổi quầy hoặc đăng xuất"), choose: () => onAction("leave") };
  return consoleExtra.practice ? [leave] : [{
    name: "practice", text: gettext("Tập dùng thử"), choose: () => onAction("practice"),
    detail: gettext("Quầy tập riêng, không có người dân thật."),
  }, leave];
}

/** @param {CounterView} view */
function handingOver(view) {
  return view.actions["hand-over"] && consoleExtra.person && {
    name: "hand-over", text: gettext("Bàn giao quầy"), detail: gettext("Số đang ở quầy được giữ cho người nhận."),
  };
}

/**
 * Whoever is served before those whose turn it is.
 * @param {CounterView} view
 */
function outOfTurn(view) {
  return [
    view.actions["walk-in"] && { name: "walk-in", text: gettext("Tiếp người chưa có số") },
    view.actions.call && { name: "by-number", text: gettext("Gọi số chỉ định") },
  ];
}

/**
 * What one does a few times a day. `onAction` takes finish, return, close, find, help.
 * @param {{ view: CounterView, onAction: (action: string) => void, onClose: () => void }} props
 */
export function MenuDialog({ view, onAction, onClose }) {
  const number = view.current === null ? null : view.current.number;
  const choices = [
    view.actions.finish && { name: "finish", text: gettext("Hoàn tất số %(number)s, chưa gọi tiếp", { number }) },
    view.actions.return && { name: "return", text: gettext("Trả số %(number)s lại hàng chờ", { number }) },
    { name: "find", text: gettext("Tìm phiếu") },
    view.counter.state !== "closed" && {
      name: "close", text: gettext("Đóng quầy này"),
      detail: number && view.current?.state === "serving"
        ? gettext("Số %(number)s được ghi hoàn tất trước.", { number }) : null,
    },
    handingOver(view),
    view.actions.finish && { name: "deliver", text: gettext("Hoàn tất số %(number)s với hồ sơ", { number }) },
    ...outOfTurn(view),
    { name: "help", text: gettext("Các phím tắt") },
    !isPanel() && { name: "side", text: gettext("Mở bảng thu gọn cạnh chương trình khác") },
  ].filter(Boolean).map((choice) => Object.assign({ choose: () => onAction(choice.name) }, choice));
  return html`
    <${Dialog} title=${gettext("Việc khác")} onClose=${onClose}>
      <${Choices} choices=${isPanel() ? choices : [...choices, ...personal(onAction)]} /><//>`;
}
