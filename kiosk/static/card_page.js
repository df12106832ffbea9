/** The priority of age by an identity card: a notice first, then the scan; nothing of the card leaves this page but a group. */
/** @import { KioskView } from "../view_types.js" */
import { html, Icon, useEffect, useState } from "../web/screen.js";
import { takeScans } from "../web/scan_texts.js";
import { gettext, names } from "../web/words.js";
import { groupOf, readCard } from "./card.js";
import { extra } from "./extra.js";
import { Head } from "./frame.js";

/** What stands for the card among the groups of the question. */
export const BY_CARD = "by-card";

/** The button of the card, as another row of the groups. @param {{ locked: boolean, onCard: () => void }} props */
export function CardRow({ locked, onCard }) {
  return html`<li key=${BY_CARD}><button type="button" class="yes" disabled=${locked} onClick=${onCard}><${Icon} name="qr" />
    <span>${gettext("Quét thẻ căn cước, xét theo tuổi")}</span></button></li>`;
}

/** @param {{ group: string | null | undefined, wrong: boolean }} props */
function Verdict({ group, wrong }) {
  if (group) {
    return html`<p role="status" class="verdict"><b>${gettext("Ông/Bà thuộc nhóm ưu tiên:")}</b> ${names.priority(group)}</p>`;
  }
  if (group === null) {
    return html`<p role="status" class="verdict">${gettext("Theo tuổi trên thẻ, Ông/Bà chưa thuộc nhóm ưu tiên. Thuộc nhóm khác, xin bấm “Quay lại” để chọn.")}</p>`;
  }
  return html`<p role="status" class="verdict">${wrong ? gettext("Chưa đọc được thẻ. Xin quét lại, hoặc bấm “Quay lại”.")
    : gettext("Đưa mã QR của thẻ vào máy quét: thẻ căn cước công dân ở mặt trước, thẻ căn cước mới ở mặt sau.")}</p>`;
}

/**
 * `onAnswer`: the group, and the card's number where numbers are limited by it, else null.
 * @param {{ view: KioskView, locked: boolean, onAnswer: (group: string, card: string | null) => void, onBack: () => void }} props
 */
export function CardPage({ view, locked, onAnswer, onBack }) {
  const [read, setRead] = useState(/** @type {{ group?: string | null, card: string | null, wrong: boolean }} */ ({ card: null, wrong: false }));
  const refuse = () => setRead({ card: null, wrong: true });
  useEffect(() => takeScans((scan) => {
    const card = readCard(scan);
    if (card === null) {
      refuse();
      return;
    }
    setRead({ group: groupOf(card.birth, view.day, extra.card), card: extra.card_limited ? card.number : null, wrong: false });
  }, refuse), [view.day]);
  return html`<main class="pick before few told">
    <${Head} title=${gettext("Ưu tiên theo tuổi")} step=${1} onBack=${onBack}
      hint=${extra.card_limited ? gettext("Máy chỉ đọc năm sinh. Số thẻ chỉ được đếm trong hôm nay ở dạng không đọc lại được, rồi xóa.")
    : gettext("Máy chỉ đọc năm sinh trên thẻ, không lưu và không gửi đi. Không quét thẻ vẫn lấy được số.")} />
    <div class="known"><section class="papers"><h2><${Icon} name="qr" />${gettext("Thẻ căn cước")}</h2>
      <${Verdict} group=${read.group} wrong=${read.wrong} /></section></div>
    <div class="take"><div class=${read.group ? "act" : "act one"}>
      <button type="button" class="sec" disabled=${locked} onClick=${() => onAnswer("normal", null)}>
        ${gettext("Lấy số thường")}</button>
      ${read.group ? html`<button type="button" class="pri" disabled=${locked}
        onClick=${() => onAnswer(/** @type {string} */ (read.group), read.card)}>${gettext("Lấy số ưu tiên")}</button>` : null}
    </div></div>
  </main>`;
}
