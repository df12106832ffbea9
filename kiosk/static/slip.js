/** The paper slip on the ticket page: what became of it, what to do, and the slot it comes out of. */
/**
 * @typedef {"none" | "coming" | "out" | "cannot" | "doubtful"} Face
 * @typedef {ReturnType<typeof useSlip>} FollowedSlip
 */
/** @import { KioskView, KioskSlip, NoCounter, ServiceRow } from "../view_types.js" */
import { html, Icon, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { noCounterText, whenCalled } from "./reasons.js";

const NO_STATUS = "no_status"; // the printer never answers, so this is its normal end

/** What the page looks like: by the slip's state, as the server knows it. */
/** @type {Record<KioskSlip["state"], Face>} */
const FACES = {
  intent: "coming", sending: "coming", printed: "out", not_started: "cannot", unknown: "doubtful",
};

/**
 * Returns the face of a ticket's slip: none (no printer), coming, out, cannot or doubtful. `asked`:
 * the copies this page has asked for, of which the view may not know yet.
 * @param {KioskView["printing"]} printing
 * @param {KioskSlip | undefined} slip
 * @param {number} asked
 * @returns {Face}
 */
function faceOf(printing, slip, asked) {
  if (printing.state === "none") {
    return "none";
  }
  if (slip === undefined || slip.copy < asked || slip.state === "intent") {
    return printing.state === "out" ? "cannot" : "coming";
  }
  return slip.cause === NO_STATUS ? "out" : FACES[slip.state];
}

/**
 * Follows the slip of a ticket. Returns {face, refused, more, again}: `refused` when a copy was asked
 * for in vain, `more` whether this page may ask for one more, `again` asks for it.
 * @param {KioskView["printing"]} printing
 * @param {string} ticket
 * @param {() => Promise<boolean>} onReprint
 */
export function useSlip(printing, ticket, onReprint) {
  const [asked, setAsked] = useState({ copies: 0, refused: false });
  const slip = printing.slips[ticket];
  const copies = Math.max(asked.copies, slip ? slip.copy : 0);
  const again = async () => {
    setAsked({ copies: copies + 1, refused: false });
    if (!await onReprint()) {
      setAsked({ copies: 0, refused: true });
    }
  };
  return {
    face: faceOf(printing, slip, asked.copies), refused: asked.refused,
    more: copies < printing.most_copies, again,
  };
}

/**
 * @param {FollowedSlip} slip
 * @param {NoCounter | null} noCounter
 */
function sentenceOf({ face, refused, more }, noCounter) {
  if (refused) {
    return gettext("Chưa in lại được phiếu. Nếu cần phiếu giấy, mời Ông/Bà gặp nhân viên hướng dẫn.");
  }
  if (face === "cannot") {
    return gettext("Hiện máy chưa in được phiếu. Số này vẫn có giá trị và vẫn được gọi.");
  }
  if (face === "doubtful") {
    return more ? gettext("Phiếu có thể chưa in xong. Nếu cần, mời Ông/Bà chạm “In lại phiếu”.")
      : gettext("Phiếu có thể chưa in xong. Nếu cần phiếu giấy, mời Ông/Bà gặp nhân viên hướng dẫn.");
  }
  if (face === "out" && !more) {
    return gettext("Nếu cần thêm bản in, mời Ông/Bà gặp nhân viên hướng dẫn.");
  }
  return whenCalled(noCounter);
}

/**
 * Returns [title, sentence] of the ticket page.
 * @param {FollowedSlip} slip
 * @param {NoCounter | null} noCounter
 */
function wordsOf(slip, noCounter) {
  /** @type {Partial<Record<Face, string>>} */
  const titles = {
    coming: gettext("Đang in phiếu, xin đợi một chút"),
    out: gettext("Mời Ông/Bà lấy phiếu bên dưới"),
  };
  return [titles[slip.face] || gettext("Mời Ông/Bà chụp lại số này"), sentenceOf(slip, noCounter)];
}

/**
 * What to do with the number. Its changes are announced, and read aloud where there is a slip.
 * @param {{ slip: FollowedSlip, noCounter: NoCounter | null }} props
 */
export function SlipNews({ slip, noCounter }) {
  const [title, sentence] = wordsOf(slip, noCounter);
  return html`<section class="ok" role="status" data-news=${slip.face === "none" ? undefined : slip.face}>
    <h1>${title}</h1><p>${sentence}</p></section>`;
}

const PAPER = "M70 40h260v120l-13 9-13-9-13 9-13-9-13 9-13-9-13 9-13-9-13 9-13-9-13 9-13-9-13 9-13-9-13"
  + " 9-13-9-13 9-13-9-13 9-13-9z";

/**
 * The slot with the paper that comes out of it; as large as there is room.
 * @param {{ face: Face, number: string }} props
 */
export function Slot({ face, number }) {
  return html`<div class=${`slot ${face}`} aria-hidden="true">
    <svg viewBox="-120 0 640 190" focusable="false"><rect class="mouth" x="20" y="20" width="360" height="34" rx="17" />
      <svg x="0" y="38" width="400" height="152" viewBox="0 38 400 152"><g class="paper">
        <path d=${PAPER} /><text x="200" y="108" text-anchor="middle">${number}</text>
        <rect class="line" x="120" y="126" width="160" height="7" rx="3.5" /></g></svg>
      <rect class="gap" x="48" y="33" width="304" height="8" rx="4" />
      <g class="nod"><circle cx="470" cy="100" r="44" /><path d="M470 80v40M454 105l16 16 16-16" /></g></svg>
  </div>`;
}

/**
 * Before the press: that nobody could call the number now, and what becomes of it.
 * @param {{ row: ServiceRow | null }} props
 */
export function NoCounterNote({ row }) {
  return row === null || row.no_counter === null ? null : html`<p class="no-counter soon" role="status">
    <${Icon} name="warning" /><span>${`${noCounterText(row, row.opens_at).replace(/\.$/u, "")}. ${
      row.no_counter === "over" ? whenCalled(row.no_counter)
        : gettext("Số vẫn giữ thứ tự và được gọi khi có quầy mở.")}`}</span></p>`;
}

/**
 * Before the press: that no slip will come out, and what to do instead. `kind` is its place.
 * @param {{ printing: KioskView["printing"], kind: string }} props
 */
export function NoSlips({ printing, kind }) {
  return printing.state === "out" ? html`<p class=${`no-slips ${kind}`} role="status">
    <${Icon} name="printer" /><span>${gettext("Hiện chưa in được phiếu. Mời Ông/Bà chụp lại số và mã QR trên màn hình.")}</span>
  </p>` : null;
}
