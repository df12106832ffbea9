/** Leaving without a number: what to bring, or where to file; who leaves so is counted, not known. */
/** @import { ProcedureRow, ServiceRow, UnitRow } from "../view_types.js" */
/** @import { FlowState, Leaving } from "./flow.js" */
import { freshKey, html, Icon, post } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Checklist } from "./checklist.js";
import { languageOf, nameOf } from "./facts.js";
import { Head } from "./frame.js";
import { OtherWays } from "./late.js";
import { chooseSize } from "./papers.js";

const QR_LINES = 3; // of papers, that the code beside them takes

/**
 * Counts a visit that ends on this page without a number. It is posted again while nobody answers; that
 * the kiosk is the next one's by then makes no difference.
 * @param {FlowState} state
 */
export function countEnded({ step, leaving, choice }) {
  if (step === "leaving" && leaving !== null && choice !== null) {
    post("/api/visits/end", { reason: leaving.reason, service: choice.service, procedure: choice.procedure }, freshKey());
  }
}

/** @param {{ address: string, title: string, text: string, alt: string, lang?: string }} props */
function Code({ address, title, text, alt, lang }) {
  return html`<section class="qr"><img src=${address} alt=${alt} /><div><b>${title}</b><p lang=${lang}>${text}</p></div></section>`;
}

/** @param {{ procedure: ProcedureRow, papers: readonly string[], opening: string | null }} props */
function WhatToBring({ procedure, papers, opening }) {
  return html`<div class="side"><p class="until">${gettext("Hôm nay chưa cần lấy số. Khi đủ giấy tờ, mời Ông/Bà quay lại.")}
      <${OtherWays} procedure=${procedure} opening=${opening} /></p>
    <${Code} address=${`/procedures/${encodeURIComponent(procedure.code)}/qr.svg`} alt=${gettext("Mã QR trang thủ tục")}
      title=${gettext("Quét mã để xem lại trên điện thoại")}
      text=${procedure.fee ? gettext("Trang có giấy tờ, lệ phí và số phút chờ lúc này. Không cần cài ứng dụng.")
        : gettext("Trang có giấy tờ và số phút chờ lúc này. Không cần cài ứng dụng.")} /></div>
    <${Checklist} title=${gettext("Giấy tờ cần mang theo")} papers=${papers.length > 0 ? papers : procedure.documents || []}
      ticked=${[]} onTick=${null} around="" />`;
}

/** @param {{ procedure: ProcedureRow }} props */
function WhereToFile({ procedure }) {
  return html`<div class="side"><p class="until">${procedure.online === "full"
    ? gettext("Nộp trực tuyến thì không cần đến trung tâm và không cần lấy số.")
    : gettext("Nộp trực tuyến trước; có bước sau đó vẫn cần đến trung tâm.")}</p>
    <${Code} address=${`/procedures/${encodeURIComponent(procedure.code)}/online.svg`} alt=${gettext("Mã QR nộp hồ sơ trực tuyến")}
      title=${gettext("Quét mã để nộp hồ sơ trên điện thoại")} lang="vi" text=${String(procedure.online_at).replace(/^https?:\/\//u, "")} /></div>
    ${(procedure.documents || []).length > 0 ? html`<${Checklist} title=${gettext("Giấy tờ cần chụp hoặc quét")}
      papers=${procedure.documents || []} ticked=${[]} onTick=${null} around="" />` : null}`;
}

/**
 * `leaving`: why no number is needed. The number can still be taken: advice refuses nothing.
 * @param {{
 *   procedure: ProcedureRow, unit: UnitRow, row: ServiceRow, leaving: Leaving, locked: boolean,
 *   onTake: () => void, onBack: () => void, onDone: () => void,
 * }} props
 */
export function LeavingPage({ procedure, unit, row, leaving, locked, onTake, onBack, onDone }) {
  const online = leaving.reason === "online";
  return html`<main class=${`pick before leaving ${chooseSize(procedure.documents || [], QR_LINES)}`}>
    <${Head} title=${nameOf(procedure)} step=${1} lang=${languageOf(procedure)} onBack=${onBack}
      hint=${`${names.department(unit.code)} · ${online ? gettext("nộp trực tuyến") : gettext("chuẩn bị giấy tờ")}`} />
    <div class="known">${online ? html`<${WhereToFile} procedure=${procedure} />`
      : html`<${WhatToBring} procedure=${procedure} papers=${leaving.papers} opening=${row.opens_at} />`}</div>
    <div class="take"><div class="act">
      <button type="button" class="sec" disabled=${locked || !row.open} onClick=${onTake}>
        <${Icon} name="ticket" />${gettext("Vẫn lấy số")}</button>
      <button type="button" class="pri" onClick=${onDone}>${gettext("Xong, về trang đầu")}</button>
    </div></div>
  </main>`;
}
