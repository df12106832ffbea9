/** One ticket on the guide's tablet: what became of it, and what the guide can do for its holder. */
/** @import { GuideView } from "../guide_view_types.js" */
/** @import { ServiceThing } from "./services.js" */
/** @import { SomeRow } from "./guide_rows.js" */
/** @import { Thing } from "./picker.js" */
import { Fitted, html, useNow, useRef, useState } from "../web/screen.js";
import { listCounters } from "../web/places.js";
import { clockTime, gettext, names } from "../web/words.js";
import { Choices, Dialog, ReasonDialog } from "./dialogs.js";
import { countMatters, ended, returnOf, stateName } from "./guide_rows.js";
import { minutes, secondsSince, waited } from "./moments.js";
import { Picker } from "./picker.js";
import { slipText } from "./printers.js";
import { languageName, purpose, toCounters } from "./tickets.js";
import { services, staysHere } from "./services.js";

/**
 * `onAction(name)` takes move, restore, take_back, reprint, cancel. `asked`: the number of the last slip before
 * another one was asked for here, undefined when none was.
 * @param {{
 *   ticket: SomeRow, view: GuideView, asked?: number | null, onAction: (name: string) => void,
 *   onClose: () => void,
 * }} props
 */
export function TicketDialog({ ticket, view, asked = null, onAction, onClose }) {
  const now = useNow(1000);
  /** @type {Record<string, { name: string, text: string, detail?: string }>} */
  const all = {
    restore: { name: "restore", text: gettext("Cho chờ lại"),
      detail: ticket.state === "cancelled" ? gettext("Hủy nhầm: trở lại chỗ theo giờ lấy số.")
        : gettext("Đứng sau những người sắp được gọi.") },
    take_back: { name: "take_back", text: gettext("Mở lại lượt này"),
      detail: gettext("Hoàn tất nhầm: quầy phục vụ tiếp, hoặc gọi trước mọi người.") },
    move: { name: "move", text: gettext("Chuyển đúng nội dung"),
      detail: gettext("Nhầm nút: số thứ tự và chỗ theo giờ lấy số giữ nguyên.") },
    reprint: { name: "reprint", text: ticket.slip ? gettext("In lại phiếu") : gettext("In phiếu") },
    cancel: { name: "cancel", text: gettext("Hủy số này") },
  };
  const choices = possible(ticket, now).filter((name) => name !== "reprint" || view.printers.length > 0).map(
    (name) => Object.assign({ choose: () => onAction(name) }, all[name]),
  );
  const service = names.service(ticket.service);
  return html`
    <${Dialog} title=${names.department(ticket.department)} onClose=${onClose}>
      <div class="found">
        <${Fitted} as="div" class="found-no num">${ticket.number}<//>
        <span class=${`s ${ticket.state}`}>${stateName(ticket.state)}</span>
      </div>
      <p class="found-for"><b>${purpose(ticket)}</b>
        ${purpose(ticket) !== service && service !== names.department(ticket.department) && html`<span>${service}</span>`}</p>
      ${countMatters(ticket) > 1 && html`<${Visit} ticket=${ticket} />`}
      <dl class="facts">${facts(ticket, view, now).map(([name, value]) => html`
        <div key=${name}><dt>${name}</dt><dd class="num">${value}</dd></div>`)}</dl>
      <p class="hint">${advice(ticket, now)}</p>
      <p class="hint" role="status">${slipText(view, ticket.slip || null, asked)}</p>
      ${choices.length > 0 && html`<${Choices} choices=${choices} />`}
    <//>`;
}

/**
 * What the one number is for: what was done, what it waits for, what is still to come.
 * @param {{ ticket: SomeRow }} props
 */
function Visit({ ticket }) {
  const { matters = [], matters_done: done = [] } = ticket;
  const all = [
    ...done.map((matter) => [purpose(matter), gettext("đã xong")]),
    [purpose(ticket), stateName(ticket.state).toLowerCase()],
    ...matters.map((matter) => [purpose(matter), gettext("chưa làm")]),
  ];
  return html`
    <section class="matters visit"><h3>${gettext("Một số cho %(n)s việc", { n: all.length })}</h3>
      <ol>${all.map(([name, step], place) => html`
        <li key=${place}><span>${name} <small>${step}</small></span></li>`)}</ol></section>`;
}

/**
 * Returns what may be done with a ticket now; a no-show, or what was finished or cancelled by mistake, comes
 * back only until its time is over.
 * @param {SomeRow} ticket
 * @param {number} now
 */
function possible(ticket, now) {
  const until = ticket.restorable_until;
  const lapsed = until !== null && until !== undefined && Date.parse(until) < now;
  return (ticket.actions || []).filter((name) => !lapsed || !["restore", "reprint", "take_back"].includes(name));
}

/**
 * @typedef {[string, string | number]} Fact its name and what it is
 * @param {SomeRow} ticket
 * @param {GuideView} view
 * @param {number} now
 */
function facts(ticket, view, now) {
  /** @type {(false | null | undefined | "" | Fact)[]} */
  const all = [
    [gettext("Lấy số lúc"), clockTime(ticket.issued_at)],
    ticket.moved && [gettext("Nội dung"), gettext("Đã chuyển")],
    ...ticket.state === "waiting" ? waitingFacts(ticket, view, now) : placeFacts(ticket),
    ticket.priority !== "normal" && [gettext("Ưu tiên"), names.priority(ticket.priority)],
    ticket.language && ticket.language !== "vi" && [gettext("Ngôn ngữ"), languageName(ticket.language)],
  ];
  return all.filter(Boolean);
}

/**
 * @param {SomeRow} ticket
 * @param {GuideView} view
 * @param {number} now
 * @returns {(false | null | undefined | "" | Fact)[]}
 */
function waitingFacts(ticket, view, now) {
  const queue = view.tickets.filter(
    (other) => other.state === "waiting" && other.service === ticket.service,
  );
  const ahead = queue.findIndex((other) => other.id === ticket.id);
  const back = returnOf(view, ticket.service, now);
  return [
    [gettext("Đã chờ"), waited(ticket, now)],
    ticket.here_since && [gettext("Vào hàng này"), gettext("%(time)s trước", {
      time: minutes(secondsSince(ticket.here_since, now)),
    })],
    ahead >= 0 && [gettext("Số người phía trước"), ahead],
    back && [gettext("Quầy trở lại lúc"), clockTime(back)],
  ];
}

/**
 * @param {SomeRow} ticket
 * @returns {(false | null | undefined | "" | Fact)[]}
 */
function placeFacts(ticket) {
  return [
    ticket.counter !== null && [gettext("Quầy"), listCounters([ticket.counter])],
    ended(ticket) && ticket.since && [gettext("Kết thúc lúc"), clockTime(ticket.since)],
  ];
}

/**
 * @param {SomeRow} ticket
 * @param {number} now
 */
function advice(ticket, now) {
  const until = ticket.restorable_until;
  if (ticket.state === "no_show" || (ticket.state === "cancelled" && until)) {
    return until && Date.parse(until) > now
      ? gettext("Có thể cho chờ lại đến %(at)s.", { at: clockTime(until) })
      : gettext("Không cho chờ lại được nữa, hãy cấp số mới.");
  }
  /** @type {Record<string, string>} */
  const words = {
    called: gettext("Mời Ông/Bà đến ngay %(counter)s.", { counter: toCounter(ticket) }),
    serving: gettext("Ông/Bà đang được phục vụ tại %(counter)s.", { counter: toCounter(ticket) }),
    parked: gettext("Khi có đủ giấy tờ, mời Ông/Bà quay lại %(counter)s.", { counter: toCounter(ticket) }),
    served: gettext("Lượt này đã xong. Nếu cần thêm, hãy cấp số mới."),
    cancelled: gettext("Số này đã hủy. Nếu cần, hãy cấp số mới."),
    expired: gettext("Số này đã hết hiệu lực. Hãy cấp số mới."),
  };
  return words[ticket.state] || "";
}

/** @param {SomeRow} ticket */
function toCounter(ticket) {
  return ticket.counter ? toCounters([ticket.counter]) : gettext("quầy");
}

/**
 * The right service instead of the one taken by mistake.
 * @param {{
 *   ticket: SomeRow, view: GuideView, search: ((typed: string) => Thing[]) | null,
 *   onMove: (body: { service: string, reason: string }) => void, onClose: () => void,
 * }} props
 */
export function MoveDialog({ ticket, view, search, onMove, onClose }) {
  const [target, setTarget] = useState(/** @type {ServiceThing | null} */ (null));
  const confirm = useRef(/** @type {HTMLElement | null} */ (null));
  /** @param {ServiceThing} thing */
  const pick = (thing) => {
    if (!thing.closed) {
      setTarget(thing);
      confirm.current?.focus();
    }
  };
  const tagged = tagWaiting(view);
  const told = (/** @type {ServiceThing} */ thing) => (thing.body.service === ticket.service ? staysHere(thing) : tagged(thing));
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    if (target !== null) {
      onMove({ service: target.body.service, reason: gettext("Nhầm nút") });
    }
  };
  return html`
    <${Dialog} wide title=${gettext("Chuyển số %(number)s đúng nội dung", { number: ticket.number })} onClose=${onClose}>
      <p class="hint">${gettext("Số thứ tự giữ nguyên và giữ chỗ theo giờ lấy số.")}</p>
      <${Picker} label=${gettext("Thủ tục, nội dung hoặc cơ quan")} things=${openServices(view, ticket.service).map(tagged)}
        search=${search && ((typed) => /** @type {ServiceThing[]} */ (search(typed)).map(told))} chosen=${target && target.key} onPick=${pick}
        none=${gettext("Không tìm thấy. Hãy gõ tên nội dung hoặc tên cơ quan.")} />
      <form onSubmit=${submit}><div class="buttons">
        <button type="button" class="plain" onClick=${onClose}>${gettext("Thôi")}</button>
        <button class="primary" ref=${confirm} aria-disabled=${String(target === null)}>${
          target === null ? gettext("Chọn nội dung đúng")
            : gettext("Chuyển đến %(place)s", { place: target.title })}</button>
      </div></form>
    <//>`;
}

/**
 * Returns what tells of a service in a picker how many wait there, and where no counter is open.
 * @param {GuideView} view
 */
export function tagWaiting(view) {
  return (/** @type {ServiceThing} */ thing) => {
    const service = view.services.find((each) => each.service === thing.body.service);
    if (service === undefined) {
      return { ...thing, tag: null };
    }
    const waiting = gettext("%(n)s người chờ", { n: service.waiting });
    return { ...thing, tag: service.open > 0 ? waiting : `${waiting} · ${gettext("chưa có quầy mở")}` };
  };
}

/**
 * Returns what the picker offers: every service that people can be sent to, except one.
 * @param {GuideView} view
 * @param {string | null} except
 */
export function openServices(view, except) {
  return services(view.open_services.filter((code) => code !== except));
}

/** @param {{ ticket: SomeRow, onCancel: (reason: string | null) => void, onClose: () => void }} props */
export function CancelDialog({ ticket, onCancel, onClose }) {
  const number = ticket.number;
  return html`<${ReasonDialog}
    title=${gettext("Hủy số %(number)s?", { number })}
    hint=${gettext("Số đã hủy không được gọi nữa; có thể cho chờ lại trong ít phút.")}
    field=${gettext("Lý do (không bắt buộc)")} button=${gettext("Hủy số %(number)s", { number })}
    suggestions=${[gettext("Lấy nhầm số"), gettext("Lấy trùng số"), gettext("Người dân không chờ nữa")]}
    onDone=${onCancel} onClose=${onClose} />`;
}
