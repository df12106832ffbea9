/** Commands of the kiosk: one at a time, and what to say when one is refused. */
import { post, useCallback, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { reasonText } from "./frame.js";

const PENDING_MS = 300;

/** Runs one command at a time; `pending` once it has taken 300 ms. */
export function useCommand() {
  const running = useRef(false);
  const [busy, setBusy] = useState("no");
  const run = useCallback(async (path, body) => {
    if (running.current) {
      return null;
    }
    running.current = true;
    setBusy("yes");
    const slow = setTimeout(() => setBusy("long"), PENDING_MS);
    try {
      return await post(path, body);
    } finally {
      clearTimeout(slow);
      running.current = false;
      setBusy("no");
    }
  }, []);
  return { run, busy: busy !== "no", pending: busy === "long" };
}

/** Says why there is no number, and what to do next. */
export function trouble(result, view) {
  if (result.status === 0 || result.status >= 500) {
    return gettext("Chưa lấy được số. Mời Ông/Bà gặp nhân viên hướng dẫn.");
  }
  if (result.data.error === "service_closed" || result.data.error === "day_closed") {
    return reasonText(result.data.reason || result.data.error, view.next_opening);
  }
  return result.data.message || gettext("Mời Ông/Bà gặp nhân viên hướng dẫn.");
}
