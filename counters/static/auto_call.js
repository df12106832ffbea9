/** Calling without a press: that somebody is at the console is told sparsely, and the seconds run down in sight. */
/** @import { AutoCall, CounterView } from "../view_types.js" */
import { html, post, serverNow, useEffect, useNow, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { keyOf } from "./keys.js";

const TOLD_EVERY_MS = 60000;
const LATE_S = 3; // so long after its time the call may still be on its way

/**
 * Tells the server of real presses, about once a minute, where calls come by themselves. Returns since when
 * somebody is here again after a long silence, 0 while there was none.
 * @param {AutoCall | null} auto
 * @param {string} base address of the counter's commands
 */
export function usePresses(auto, base) {
  const [began, setBegan] = useState(0);
  const last = useRef(serverNow());
  const told = useRef(-Infinity);
  const silenceMs = auto === null ? null : auto.pressed_s * 1000;
  useEffect(() => {
    if (silenceMs === null) {
      return undefined;
    }
    const onPress = async () => {
      const now = serverNow();
      if (now - last.current > silenceMs) {
        setBegan(now);
      }
      last.current = now;
      if (now - told.current >= TOLD_EVERY_MS) {
        told.current = now;
        const answer = await post(`${base}/pressed`, {});
        told.current = answer.ok ? now : -Infinity;
      }
    };
    // Not sooner than whatever keeps scans out: what comes as far as this was pressed by somebody
    window.addEventListener("keydown", onPress);
    window.addEventListener("pointerdown", onPress);
    return () => {
      window.removeEventListener("keydown", onPress);
      window.removeEventListener("pointerdown", onPress);
    };
  }, [silenceMs, base]);
  return began;
}

/**
 * Returns how many seconds are left until the next is called, null where that will not be; below 0 it is late.
 * @param {AutoCall | null} auto
 * @param {number} began see `usePresses`
 * @param {number} now
 */
export function secondsLeft(auto, began, now) {
  if (auto === null || auto.at === null) {
    return null;
  }
  const due = Math.max(Date.parse(auto.at), began === 0 ? 0 : began + auto.after_s * 1000);
  return Math.ceil((due - now) / 1000);
}

/**
 * The seconds until the next is called, and what holds the call; nothing where none comes by itself.
 * @param {{ view: CounterView, began: number, stale: boolean, onHold: () => void }} props
 */
export function Countdown({ view, began, stale, onHold }) {
  const now = useNow(500);
  const left = secondsLeft(view.auto_call, began, now);
  if (left === null || stale || view.auto_call === null) {
    return null;
  }
  if (left < -LATE_S) {
    return html`<p class="auto late">${gettext("Chưa tự gọi: lâu không có thao tác ở đây. Hãy bấm phím cách để gọi.")}</p>`;
  }
  const share = Math.max(0, Math.min(100, left / view.auto_call.after_s * 100));
  return html`
    <div class="auto" role="timer">
      <b class="num">${gettext("Tự gọi số kế tiếp sau %(n)s giây", { n: Math.max(left, 0) })}</b>
      <button class="quiet" data-action="hold-auto-call" onClick=${onHold}>
        ${gettext("Để lát nữa")}<kbd>${keyOf("hold-auto-call")}</kbd></button>
      <i class="left" style=${{ width: `${share}%` }}></i>
    </div>`;
}
