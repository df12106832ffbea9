/** Commands of the kiosk: one at a time, and what to say when one is refused. */
/** @import { Answer } from "../web/post.js" */
import { freshKey, post, useCallback, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { reasonText } from "./reasons.js";

const PENDING_MS = 300;

/**
 * Runs one command at a time; `pending` once it has taken 300 ms. `run(path, body, key)` resolves to
 * the answer, or to null when another command is on its way or `abandon()` was called since: whoever
 * pressed has left.
 */
export function useCommand() {
  const running = useRef(/** @type {object | null} */ (null));
  const [busy, setBusy] = useState("no");
  const run = useCallback(async (
    /** @type {string} */ path, /** @type {object} */ body, /** @type {string} */ key = freshKey(),
  ) => {
    if (running.current !== null) {
      return null;
    }
    const own = {};
    running.current = own;
    setBusy("yes");
    const slow = setTimeout(() => running.current === own && setBusy("long"), PENDING_MS);
    const answer = await post(path, body, key);
    clearTimeout(slow);
    if (running.current !== own) {
      return null;
    }
    running.current = null;
    setBusy("no");
    return answer;
  }, []);
  const abandon = useCallback(() => {
    running.current = null;
    setBusy("no");
  }, []);
  return { run, abandon, busy: busy !== "no", pending: busy === "long" };
}

/**
 * Says why there is no number, and what to do next.
 * @param {Answer<unknown> & { ok: false }} result
 * @param {string | null} opening
 */
export function trouble(result, opening) {
  if (result.status === 0 || result.status >= 500) {
    return gettext("Chưa lấy được số. Mời Ông/Bà gặp nhân viên hướng dẫn.");
  }
  if (result.data.error === "service_closed" || result.data.error === "day_closed") {
    const reason = result.data.reason || result.data.error;
    return reasonText(reason, ["outside_hours", "day_closed"].indexOf(reason) >= 0 ? opening : null);
  }
  return result.data.message || gettext("Mời Ông/Bà gặp nhân viên hướng dẫn.");
}
