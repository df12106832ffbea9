/** A number on behalf of a citizen: what for, for whom, and then the number to hand over. */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { IssueAnswer } from "../../web/view_types.js" */
/** @import { SomeRow } from "./guide_rows.js" */
/** @import { Thing } from "./picker.js" */
/** @import { ServiceThing } from "./services.js" */
import { listCounters } from "../web/places.js";
import { Fitted, html, page, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { guideExtra } from "./extra.js";
import { openServices, tagWaiting } from "./guide_ticket.js";
import { Picker } from "./picker.js";
import { slipText } from "./printers.js";
import { languageName } from "./tickets.js";

/**
 * @param {{
 *   view: GuideView, search: ((typed: string) => Thing[]) | null,
 *   onIssue: (wish: { service: string, priority: string, language: string }) => void,
 *   onClose: () => void,
 * }} props
 */
export function IssueDialog({ view, search, onIssue, onClose }) {
  const [target, setTarget] = useState(/** @type {ServiceThing | null} */ (null));
  const [priority, setPriority] = useState("normal");
  const [language, setLanguage] = useState("vi");
  const confirm = useRef(/** @type {HTMLElement | null} */ (null));
  const tagged = tagWaiting(view);
  /** @param {ServiceThing} thing */
  const pick = (thing) => { setTarget(thing); confirm.current?.focus(); };
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    if (target !== null) {
      onIssue({ service: target.body.service, priority, language });
    }
  };
  return html`
    <${Dialog} wide title=${gettext("Cấp số mới")} onClose=${onClose}>
      <${Picker} label=${gettext("Thủ tục, nội dung hoặc cơ quan")} things=${openServices(view, null).map(tagged)}
        search=${search && ((typed) => /** @type {ServiceThing[]} */ (search(typed)).map(tagged))} chosen=${target && target.key} onPick=${pick}
        none=${gettext("Không tìm thấy. Hãy gõ tên nội dung hoặc tên cơ quan.")} />
      <form onSubmit=${submit}>
        <label>${gettext("Lượt ưu tiên")}
          <select value=${priority} onChange=${(event) => setPriority(event.target.value)}>
            <option value="normal">${gettext("Không ưu tiên")}</option>
            ${guideExtra.priorities.map((code) => html`
              <option key=${code} value=${code}>${names.priority(code)}</option>`)}
          </select></label>
        <${Choice} title=${gettext("Ngôn ngữ")} name="language" chosen=${language} onChoose=${setLanguage}
          options=${guideExtra.languages.map((code) => [code, languageName(code)])} />
        <div class="buttons">
          <button type="button" class="plain" onClick=${onClose}>${gettext("Thôi")}</button>
          <button class="primary" ref=${confirm} aria-disabled=${String(target === null)}>${
            target === null ? gettext("Chọn nội dung")
              : gettext("Cấp số: %(service)s", { service: target.title })}</button>
        </div>
      </form>
    <//>`;
}

/**
 * @param {{
 *   title: string, name: string, options: [string, string][], chosen: string,
 *   onChoose: (code: string) => void,
 * }} props
 */
function Choice({ title, name, options, chosen, onChoose }) {
  return html`
    <fieldset class="pick"><legend>${title}</legend>
      ${options.map(([code, text]) => html`
        <label key=${code} class=${code === chosen ? "on" : ""}>
          <input type="radio" name=${name} value=${code} checked=${code === chosen}
            onChange=${() => onChoose(code)} /><span>${text}</span></label>`)}
    </fieldset>`;
}

/**
 * The number just given. `answer` is what the server said, `newest` the ticket as it is now; `onReprint` asks
 * for a slip.
 * @param {{
 *   answer: IssueAnswer, newest: SomeRow, view: GuideView, onReprint: () => void, onClose: () => void,
 * }} props
 */
export function IssuedDialog({ answer, newest, view, onReprint, onClose }) {
  const { ticket, ahead, wait, follow_url: follow } = answer;
  const slip = newest.slip || null;
  const counters = listCounters(page.catalogue.services[ticket.service].counters);
  return html`
    <${Dialog} title=${gettext("Đã cấp số")} onClose=${onClose}>
      <${Fitted} as="div" class="found-no given num">${ticket.number}<//>
      <p class="found-for"><b>${names.service(ticket.service)}</b><span>${counters && gettext("Quầy %(label)s", { label: counters })}</span></p>
      <dl class="facts">
        <div><dt>${gettext("Số người phía trước")}</dt><dd class="num">${ahead}</dd></div>
        ${wait && html`<div><dt>${gettext("Dự kiến chờ")}</dt><dd class="num">${
          gettext("%(low)s–%(high)s phút", { low: wait.low_min, high: wait.high_min })}</dd></div>`}
      </dl>
      <div class="follow"><img src=${`${follow}/qr.svg`} width="144" height="144"
          alt=${gettext("Mã QR theo dõi số %(number)s", { number: ticket.number })} />
        <p>${gettext("Mời Ông/Bà chụp mã này để theo dõi số trên điện thoại.")}</p></div>
      <p class="hint" role="status">${slipText(view, slip, null)}</p>
      <div class="buttons">
        ${view.printers.length > 0 && html`
          <button class="plain" onClick=${onReprint}>${slip ? gettext("In lại phiếu") : gettext("In phiếu")}</button>`}
        <button class="primary" data-first="true" onClick=${onClose}>${gettext("Xong")}</button>
      </div>
    <//>`;
}
