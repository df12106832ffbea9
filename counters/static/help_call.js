/** The silent call for help: a key at any moment or a small button; and what counters near read of it. */
/** @import { HelpCallJson } from "../../web/help_call_view_types.js" */
/** @import { CounterView } from "../view_types.js" */
/** @import { Message } from "./notices.js" */
import { Icon, html, post, useEffect, useNow, useRef } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { chime } from "./chime.js";
import { Choices, Dialog } from "./dialogs.js";
import { consoleExtra } from "./extra.js";
import { heldMs, helpWords, isHelpKey, mayEnd, ownWords } from "./help_words.js";
import { API } from "./pressing.js";

/**
 * Returns {call, end}: what the officer does. The key holds in fields and dialogs too; nothing is heard here.
 * @param {string} counter
 * @param {(notice: Message | null) => void} onNotice
 */
export function useHelpCall(counter, onNotice) {
  /**
   * @param {string} command
   * @param {object} [body]
   */
  const send = async (command, body) => {
    const answer = await post(`${API}/counters/${encodeURIComponent(counter)}/${command}`, body);
    if (!answer.ok) {
      onNotice({ kind: "refusal", text: answer.data.message || gettext("Chưa gửi được. Hãy gọi người ở gần.") });
    }
  };
  const call = (/** @type {boolean} */ test) => send("call-for-help", { test });
  const newest = useRef(call);
  newest.current = call;
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      if (isHelpKey(event)) {
        event.preventDefault();
        event.stopPropagation();
        newest.current(false);
      }
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, []);
  return { call, end: () => send("end-help") };
}

/**
 * The small button of the bar on top; it says in a word how the own call stands.
 * @param {{ own: HelpCallJson | null, onOpen: () => void }} props
 */
export function HelpButton({ own, onOpen }) {
  const said = ownWords(own, consoleExtra.practice);
  return html`
    <button class=${own === null ? "sos" : "sos on"} onClick=${onOpen} aria-haspopup="dialog" title=${gettext("Ctrl Shift Phím cách")}>
      <${Icon} name="bell" /><span class="vh">${gettext("Gọi hỗ trợ")}</span><span class="sos-state" role="status">${said}</span>
    </button>`;
}

/**
 * Calls by one more Enter, tries it, or ends what was called.
 * @param {{ view: CounterView, onCall: (test: boolean) => void, onEnd: () => void, onClose: () => void }} props
 */
export function HelpCallDialog({ view, onCall, onEnd, onClose }) {
  const own = view.help.here;
  const heldS = Math.ceil(heldMs(own, useNow(500)) / 1000);
  const calling = own !== null && !own.test;
  const choices = [
    !calling && { name: "call-for-help", text: gettext("Gọi hỗ trợ ngay"),
      detail: consoleExtra.practice ? gettext("Đang tập: không báo ai. Khi cần thật, hãy kết thúc tập hoặc gọi người ở gần.")
        : gettext("Nhân viên hướng dẫn, lãnh đạo và các quầy cùng tầng thấy ngay. Người dân không thấy gì."), choose: () => onCall(false) },
    own !== null && { name: "end-help", text: gettext("Đã ổn, kết thúc cuộc gọi"), later: heldS > 0,
      detail: heldS > 0 ? gettext("Bấm được sau %(n)s giây.", { n: heldS }) : null, choose: onEnd },
    own === null && { name: "test-help", text: gettext("Gọi thử"),
      detail: gettext("Mọi nơi ghi rõ là thử; không tính vào đâu."), choose: () => onCall(true) },
  ].filter(Boolean);
  return html`
    <${Dialog} title=${gettext("Gọi hỗ trợ")} onClose=${onClose}>
      <${Choices} choices=${choices} />
      <p class="hint">${gettext("Gọi nhanh bất cứ lúc nào: Ctrl Shift Phím cách.")}</p>
    <//>`;
}

/**
 * Calls of counters near: one press to come, one to end it; a new one chimes. `onNotice`: what was refused.
 * @param {{ view: CounterView, onNotice: (notice: Message | null) => void }} props
 */
export function HelpNear({ view, onNotice }) {
  const keys = view.help.near.map(({ counter, at }) => `${counter} ${at}`);
  const known = useRef(/** @type {string[]} */ ([]));
  useEffect(() => {
    if (keys.some((key) => !known.current.includes(key))) {
      chime();
    }
    known.current = keys;
  }, [keys.join()]);
  const send = async (/** @type {string} */ counter, /** @type {string} */ what) => {
    const answer = await post(`/api/help/${encodeURIComponent(counter)}/${what}`, {});
    if (!answer.ok) {
      onNotice({ kind: "refusal", text: answer.data.message || gettext("Chưa gửi được. Hãy gọi người ở gần.") });
    }
  };
  const { officer } = consoleExtra;
  return html`${view.help.near.map((call) => {
    const { title, detail } = helpWords(call);
    return html`
      <div class="toast dark helps" role="alert" key=${call.counter} data-help=${call.counter}>
        <span><b>${title}</b><small>${detail}</small></span>
        ${call.coming === null && html`<button data-action="come" onClick=${() => send(call.counter, "come")}>${gettext("Tôi đến ngay")}</button>`}
        ${mayEnd(call, officer) && html`<button data-action="end" onClick=${() => send(call.counter, "end")}>${gettext("Đã ổn")}</button>`}
      </div>`;
  })}`;
}
