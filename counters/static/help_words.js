/** What a call for help says, and the key that makes one. Pure. */
/** @import { HelpCallJson } from "../../web/help_call_view_types.js" */
/** @import { NearHelpCall } from "../view_types.js" */
import { clockTime, gettext } from "../web/words.js";
import { counterName } from "./tickets.js";

/**
 * Says whether a key press calls for help: Ctrl, Shift and the long bar, blind and with one hand. No scanner types it.
 * @param {Pick<KeyboardEvent, "code" | "repeat" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">} event
 */
export function isHelpKey(event) {
  return event.code === "Space" && event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey && !event.repeat;
}

/**
 * Returns what the officer reads of the own call: that it was sent, who comes; nothing while there is none.
 * `practice`: it is only practised, and reaches nobody.
 * @param {HelpCallJson | null} own
 * @param {boolean} [practice]
 */
export function ownWords(own, practice = false) {
  if (own === null) {
    return "";
  }
  if (practice) {
    return gettext("Không báo ai");
  }
  const said = own.coming === null ? gettext("Đã báo") : gettext("%(who)s đang đến", { who: own.coming });
  return own.test ? gettext("Thử: %(said)s", { said }) : said;
}

/**
 * Returns for how long whoever made a call cannot end it yet, 0: can now, or there is none.
 * @param {HelpCallJson | null} own
 * @param {number} now
 */
export function heldMs(own, now) {
  return own === null ? 0 : Math.max(0, Date.parse(own.held_until) - now);
}

/**
 * Returns what is read of a call: which counter, since when, who comes.
 * @param {HelpCallJson} call
 */
export function helpWords({ counter, at, test, coming, coming_at }) {
  const fields = { counter: counterName(counter), time: clockTime(at) };
  return {
    title: test ? gettext("Thử: %(counter)s gọi hỗ trợ từ %(time)s", fields) : gettext("%(counter)s cần hỗ trợ ngay, từ %(time)s", fields),
    detail: coming === null ? gettext("Chưa ai nhận.") : gettext("%(who)s đang đến, từ %(time)s.", { who: coming, time: clockTime(coming_at || at) }),
  };
}

/**
 * Says whether the officer may end the call of a counter near: as anybody here, or as the one who comes.
 * @param {Pick<NearHelpCall, "coming" | "may_end">} call
 * @param {string} officer
 */
export function mayEnd(call, officer) {
  return call.may_end || call.coming === officer;
}
