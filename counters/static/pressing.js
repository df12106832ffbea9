/** How a press becomes a command: one at a time, answered at once on screen, never twice by mistake. */
/** @typedef {Record<string, (data: any) => void>} Asks what a refusal leads to in place of a notice, by its code */
/** @typedef {(command: string, body?: object, path?: string, asks?: Asks) => Promise<any>} Send */
/** @import { Answer } from "../web/post.js" */
/** @import { Message } from "./notices.js" */
import { post, useRef, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { CALLING, LOCK_MS } from "./commands.js";
import { consoleExtra } from "./extra.js";

/** Where commands go: to the centre, or to the officer's own practice. */
export const API = consoleExtra.api || "/api";

/**
 * Returns {pending, locked, send}. `pending` names the command on its way, or is null; `locked` for a
 * moment after a call, when a second press would be a mistake. `send(command, body, path, asks)` posts to
 * `path`, or to the command's own address under `base`; it resolves to the answer, or to null when nothing was sent or the server refused; the refusal
 * goes to `onNotice`. `onDone` runs after every answer.
 * @param {{ base: string, onNotice: (notice: Message | null) => void, onDone: () => void }} page
 */
export function usePressing({ base, onNotice, onDone }) {
  const [pending, setPending] = useState(/** @type {string | null} */ (null));
  const [locked, setLocked] = useState(false);
  const busy = useRef(false);
  const lock = useRef(/** @type {number | undefined} */ (undefined));

  /** @type {Send} */
  async function send(command, body, path, asks = {}) {
    if (busy.current || (lock.current !== undefined && CALLING.includes(command))) {
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
    const ask = answer.ok ? undefined : asks[answer.data.error || ""];
    if (ask) {
      ask(answer.data);
    } else if (!answer.ok) {
      onNotice({ kind: "refusal", text: sentence(answer) });
    }
    onDone();
    return answer.ok ? answer.data : null;
  }

  function startLock() {
    clearTimeout(lock.current);
    setLocked(true);
    lock.current = setTimeout(() => { lock.current = undefined; setLocked(false); }, LOCK_MS);
  }

  return { pending, locked, send };
}

/** @param {Answer<unknown> & { ok: false }} answer */
function sentence(answer) {
  return answer.status === 0
    ? gettext("Máy chủ không trả lời. Hãy thử lại, hoặc báo quản trị nếu vẫn không được.")
    : answer.data.message || gettext("Máy chủ không nhận yêu cầu này.");
}

/**
 * Returns a body with the reason, or without one.
 * @param {string | null} reason
 */
export function optional(reason) {
  return reason === null ? {} : { reason };
}
