/** A number on behalf of a citizen: what for, for whom, and then the number to hand over. */
/** @typedef {{ service: string, priority: string, language: string, also: { service: string }[] }} Wish what a number is asked for */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { IssueAnswer } from "../../web/issue_view_types.js" */
/** @import { SomeRow } from "./guide_rows.js" */
/** @import { Thing } from "./picker.js" */
/** @import { ServiceThing } from "./services.js" */
import { listCounters } from "../web/places.js";
import { Fitted, html, page, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { guideExtra } from "./extra.js";
import { overrideText, tagIntake } from "./guide_intake.js";
import { openServices } from "./guide_ticket.js";
import { Picker } from "./picker.js";
import { slipText } from "./printers.js";
import { languageName } from "./tickets.js";

const MOST_MORE = 4;

/**
 * @param {{
 *   view: GuideView, search: ((typed: string) => Thing[]) | null,
 *   onIssue: (wish: Wish) => void,
 *   onConfirm: (said: string) => void,
 *   onClose: () => void,
 * }} props
 */
export function IssueDialog({ view, search, onIssue, onConfirm, onClose }) {
  const [target, setTarget] = useState(/** @type {ServiceThing | null} */ (null));
  const [more, setMore] = useState(/** @type {ServiceThing[]} */ ([]));
  const [priority, setPriority] = useState("normal");
  const [language, setLanguage] = useState("vi");
  const confirm = useRef(/** @type {HTMLElement | null} */ (null));
  const tagged = tagIntake(view);
  const overridden = target && overrideText(view, target.body.service);
  /** @param {ServiceThing} thing */
  const pick = (thing) => { setTarget(thing); confirm.current?.focus(); };
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const all = more.concat(target === null ? [] : [target]).map(({ body }) => ({ service: body.service }));
    if (all.length > 0) {
      onIssue({ service: all[0].service, priority, language, also: all.slice(1) });
    }
  };
  const taken = more.map(({ body }) => body.service);
  /** @param {ServiceThing[]} things */
  const others = (things) => things.filter(({ body }) => !taken.includes(body.service)).map(tagged);
  const add = () => {
    if (target !== null && more.length < MOST_MORE) {
      setMore(more.concat([target]));
      setTarget(null);
    }
  };
  return html`
    <${Dialog} wide title=${gettext("Cấp số mới")} onClose=${onClose}>
      <${Matters} things=${more} onRemove=${(/** @type {ServiceThing} */ thing) => setMore(more.filter((each) => each !== thing))} />
      <${Picker} key=${more.length} label=${gettext("Thủ tục, nội dung hoặc cơ quan")} things=${others(openServices(view, null))}
        search=${search && ((typed) => others(/** @type {ServiceThing[]} */ (search(typed))))} chosen=${target && target.key} onPick=${pick}
        none=${gettext("Không tìm thấy. Hãy gõ tên nội dung hoặc tên cơ quan.")} />
      <div role="status">${overridden && html`<p class="hint">${overridden}</p>`}</div>
      ${guideExtra.bookings && html`<${Booked} onConfirm=${onConfirm} />`}
      <form onSubmit=${submit}>
        <label>${gettext("Lượt ưu tiên")}
          <select value=${priority} onChange=${(event) => setPriority(event.target.value)}>
            <option value="normal">${gettext("Không ưu tiên")}</option>
            ${guideExtra.priorities.map((code) => html`
              <option key=${code} value=${code}>${names.priority(code)}</option>`)}
          </select></label>
        <${Choice} title=${gettext("Ngôn ngữ")} name="language" chosen=${language} onChoose=${setLanguage}
          options=${guideExtra.languages.map((code) => [code, languageName(code)])} />
        <div class="buttons three">
          <button type="button" class="plain" onClick=${onClose}>${gettext("Thôi")}</button>
          <button type="button" class="plain" data-action="more" onClick=${add}
            aria-disabled=${String(target === null || more.length >= MOST_MORE)}>${gettext("Thêm việc khác")}</button>
          <button class="primary" ref=${confirm} aria-disabled=${String(target === null && more.length === 0)}>${
            issueText(target, more)}</button>
        </div>
      </form>
    <//>`;
}

/**
 * @param {ServiceThing | null} target
 * @param {ServiceThing[]} more
 */
function issueText(target, more) {
  const count = more.length + (target === null ? 0 : 1);
  if (count > 1) {
    return gettext("Cấp một số cho %(n)s việc", { n: count });
  }
  const only = target || more[0];
  return only ? gettext("Cấp số: %(service)s", { service: only.title }) : gettext("Chọn nội dung");
}

/**
 * What the number is for so far; each can be taken out again.
 * @param {{ things: ServiceThing[], onRemove: (thing: ServiceThing) => void }} props
 */
function Matters({ things, onRemove }) {
  return things.length === 0 ? null : html`
    <section class="matters"><h3>${gettext("Số này dùng cho")}</h3>
      <ul>${things.map((thing) => html`<li key=${thing.key}><span>${thing.title}</span>
        <button type="button" class="plain" onClick=${() => onRemove(thing)}
          aria-label=${gettext("Bỏ việc: %(service)s", { service: thing.title })}>${gettext("Bỏ")}</button></li>`)}</ul>
    </section>`;
}

/**
 * The six digits of a booking whose holder has come.
 * @param {{ onConfirm: (said: string) => void }} props
 */
function Booked({ onConfirm }) {
  const [code, setCode] = useState("");
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    onConfirm(code);
  };
  return html`<form class="booked" onSubmit=${submit}>
    <label>${gettext("Đã lấy số từ nhà, đặt lịch: mã sáu chữ số")}
      <input class="num" inputmode="numeric" autocomplete="off" maxlength="7" value=${code}
        onInput=${(/** @type {any} */ event) => setCode(event.target.value)} /></label>
    <button class="plain" aria-disabled=${String(code.replace(/\s/g, "").length !== 6)}>${gettext("Xác nhận đã đến")}</button>
  </form>`;
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
      ${answer.matters.length > 1 && html`<div class="matters"><h3>${
        gettext("Số này dùng cho cả %(n)s việc, thứ tự dự kiến:", { n: answer.matters.length })}</h3>
        <ol>${answer.matters.map(({ service }) => html`<li key=${service}><span>${names.service(service)}</span></li>`)}</ol></div>`}
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
