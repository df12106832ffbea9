/** A device that shows its code: it goes on by itself once somebody has let it in. */
/** @import { PairExtra, PairClaim } from "../view_types.js" */
import { page } from "./page.js";
import { postOnce } from "./post.js";
import { gettext } from "./words.js";

const EVERY_MS = 1000;
const TIMEOUT_MS = 4000;

const extra = /** @type {PairExtra} */ (page.extra);
const began = performance.now();

/**
 * @param {string} part
 * @param {string} text
 */
function say(part, text) {
  const element = document.querySelector(`[data-part=${part}]`);
  if (element !== null && element.textContent !== text) {
    element.textContent = text;
  }
}

function leftSeconds() {
  return extra.good_for_s - (performance.now() - began) / 1000;
}

/** Asks whether the device has been let in; without an answer what is shown stays, and says so. */
async function ask() {
  const answer = await postOnce(`/pair/claim?next=${encodeURIComponent(extra.next)}`, {}, TIMEOUT_MS);
  if (answer === null || answer.status >= 500) {
    say("state", gettext("Mất kết nối với máy chủ. Đang thử lại…"));
    return;
  }
  const claim = /** @type {Partial<PairClaim>} */ (answer.data);
  if (claim.state === "approved" && claim.next) {
    say("state", gettext("Đã được duyệt. Đang mở màn hình…"));
    location.replace(claim.next);
  } else if (claim.state === "waiting") {
    say("state", gettext("Đang chờ duyệt"));
  } else {
    location.reload(); // its time is over: another code
  }
}

async function turn() {
  const left = leftSeconds();
  const shown = document.querySelector("[data-part=code]") !== null;
  if (shown) {
    say("left", gettext("Mã còn hiệu lực %(minutes)s phút", { minutes: Math.max(1, Math.ceil(left / 60)) }));
  }
  if (shown || left <= 0) {
    await ask();
  }
  setTimeout(turn, EVERY_MS);
}

turn();
