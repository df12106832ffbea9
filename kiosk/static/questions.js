/** The two questions before a number: which service of the unit, and whether a priority group. */
import { html, Icon, page } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Head, reasonText, Waiting } from "./frame.js";
import { Paged } from "./paged.js";
import { NoSlips } from "./slip.js";

/** The services of one unit. */
export function Unit({ unit, opening, locked, onService, onBack }) {
  const icon = (page.catalogue.departments[unit.code] || {}).icon;
  const draw = (service) => html`<li key=${service.code}>
    <button type="button" class=${service.open ? "r" : "r closed"}
      disabled=${locked || !service.open} onClick=${() => onService(service)}>
      <span class="ic"><${Icon} name=${icon} /></span>
      <span><b class="n">${names.service(service.code)}</b>
        ${service.open ? null : html`<small>${reasonText(service.reason, opening)}</small>`}</span>
      <${Waiting} waiting=${service.waiting} open=${service.open} />
      <span class="go"><${Icon} name="forward" /></span>
    </button></li>`;
  return html`<main class="pick">
    <${Head} title=${names.department(unit.code)} onBack=${onBack}
      hint=${`${names.floor(unit.floor)} · ${gettext("Ông/Bà cần làm gì?")}`} />
    <${Paged} kind="res" items=${unit.services} draw=${draw} shape=${[page.language].concat(
      unit.services.map((service) => `${service.code}${service.open}`)).join()} />
  </main>`;
}

/** One neutral question with the list of groups; nobody has to prove anything here. */
export function Priority({ classes, locked, printing, onAnswer, onBack }) {
  return html`<main class="pick">
    <${Head} title=${gettext("Ông/Bà có thuộc nhóm được ưu tiên không?")} onBack=${onBack}
      hint=${gettext("Không cần giấy tờ tại đây. Cán bộ tiếp nhận sẽ xác nhận tại quầy.")} />
    <div class="groups">
      <button type="button" class="no" disabled=${locked} onClick=${() => onAnswer("normal")}>
        ${gettext("Không")}</button>
      <${Paged} kind="yeses" items=${classes} shape=${page.language}
        draw=${(code) => html`<li key=${code}><button type="button" class="yes" disabled=${locked}
          onClick=${() => onAnswer(code)}><${Icon} name="priority" />
          <span>${names.priority(code)}</span></button></li>`} />
    </div><${NoSlips} printing=${printing} kind="soon" />
  </main>`;
}
