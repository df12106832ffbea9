/** How a press becomes a command: one at a time, answered at once on screen, never twice by mistake. */
import { page, post, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { CALLING, LOCK_MS } from "./commands.js";

/** Where commands go: to the centre, or to the officer's own practice. */
export const API = (page.extra && page.extra.api) || "/api";

/**
 * Returns {pending, locked, send}. `pending` names the command on its way, or is null; `locked` for a
 * moment after a call, when a second press would be a mistake. `send(command, body, path)` posts to
 * `path`, or to the command's own address under `base`; it resolves to the answer, or to null when nothing was sent or the server refused; the refusal
 * goes to `onNotice`. `onDone` runs after every answer.
 */
export function usePressing({ base, onNotice, onDone }) {
  const [pending, setPending] = useState(null);
  const [locked, setLocked] = useState(false);
  const busy = useRef(false);
  const lock = useRef(null);

  async function send(command, body, path) {
    if (busy.current || (lock.current !== null && CALLING.includes(command))) {
      return null;
    }
    busy.current = true;
    setPending(command);
    onNotice(null);
    const answer = await post(path || `${base}/${command}`, body);
    busy.current = false;
    setPending(null);
    if (CALLING.includes(command)) {
      startLock();
    }
    if (!answer.ok) {
      onNotice({ kind: "refusal", text: sentence(answer) });
    }
    onDone();
    return answer.ok ? answer.data : null;
  }

  function startLock() {
    clearTimeout(lock.current);
    setLocked(true);
    lock.current = setTimeout(() => { lock.current = null; setLocked(false); }, LOCK_MS);
  }

  return { pending, locked, send };
}

function sentence(answer) {
  return answer.status === 0
    ? gettext("Máy chủ không trả lời. Hãy thử lại, hoặc báo quản trị nếu vẫn không được.")
    : answer.data.message || gettext("Máy chủ không nhận yêu cầu này.");
}
