/** Sending the citizen on: to another service or to one counter, found by typing a few letters. */
/** @import { CounterView, TransferTargets } from "../view_types.js" */
/** @import { Thing } from "./picker.js" */
/** @import { ServiceThing } from "./services.js" */
import { listCounters } from "../web/places.js";
import { html, page, useMemo, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { searchOver, useDirectory } from "./directory.js";
import { Picker } from "./picker.js";
import { services, staysHere } from "./services.js";
import { counterName } from "./tickets.js";

const BEHIND = 4; // procedures and services are the better answer when all fit
const CLOSED_BEHIND = 8;

/**
 * @param {readonly string[]} ids
 * @param {boolean} closed
 */
function counters(ids, closed) {
  return ids.filter((id) => id in page.catalogue.counters)
    .map((id) => {
      const counter = page.catalogue.counters[id];
      const title = counterName(id);
      const detail = `${names.department(counter.department)} · ${names.floor(counter.floor)}`;
      return {
        key: `counter ${id}`, body: { counter: id }, title, detail,
        text: `${title} ${counter.label.replace(/^0+/, "")} ${detail}`, tag: closed ? gettext("Đã đóng") : gettext("Quầy"), closed,
      };
    });
}

/**
 * Returns how many wait for a service and which counters are open for it.
 * @param {TransferTargets} targets
 * @param {string} code
 */
function standing(targets, code) {
  const waiting = gettext("%(n)s đang chờ", { n: targets.waiting[code] });
  const open = targets.open[code];
  return `${waiting} · ${open.length > 0
    ? gettext("quầy mở: %(counters)s", { counters: listCounters(open) }) : gettext("chưa có quầy mở")}`;
}

/**
 * Returns what is said of the present matter where the number is sent to one that is still to come; else "".
 * @param {CounterView} view
 * @param {Thing & { body: { service?: string } } | null} target
 */
function sayWhatEnds(view, target) {
  const wanted = target && target.body.service;
  return view.current !== null && target !== null && view.current.matters.some(({ service }) => service === wanted)
    ? gettext("Việc đang làm được coi là kết thúc, không chờ lại: số này chuyển sang việc tiếp theo, %(place)s.", { place: target.title })
    : "";
}

/**
 * `onTransfer({service | counter, reason})`. The number keeps its place by arrival.
 * @param {{ view: CounterView, onTransfer: (body: object) => void, onClose: () => void }} props
 */
export function TransferDialog({ view, onTransfer, onClose }) {
  const [target, setTarget] = useState(/** @type {Thing & { body: { service?: string } } | null} */ (null));
  const ends = sayWhatEnds(view, target);
  const [reason, setReason] = useState("");
  const confirm = useRef(/** @type {HTMLElement | null} */ (null));
  const targets = view.transfer_to || { services: [], counters: [], waiting: {}, open: {}, closed: [] };
  const toServices = services(targets.services).map((thing) => Object.assign(thing, {
    detail: [thing.title === thing.detail ? "" : thing.detail, standing(targets, thing.body.service)].filter(Boolean).join(" · "),
  }));
  const toCounters = [...counters(targets.counters, false), ...counters(targets.closed, true)];
  const directory = useDirectory();
  const here = services(view.current ? [view.current.service] : []).map(
    (thing) => staysHere(thing, gettext("Để chờ tiếp ở đây, bấm “Trả lại hàng chờ”")));
  const search = useMemo(() => searchOver(directory, [...toServices, ...here], toCounters.map(
    (thing) => ({ thing, behind: thing.closed ? CLOSED_BEHIND : BEHIND }))), [directory, view]);
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    if (target !== null) {
      onTransfer(Object.assign({}, target.body, reason.trim() ? { reason: reason.trim() } : {}));
    }
  };
  /** @param {ServiceThing} thing */
  const pick = (thing) => {
    if (thing.closed) {
      return;
    }
    setTarget(thing);
    confirm.current?.focus();
  };
  return html`
    <${Dialog} wide title=${gettext("Chuyển số %(number)s", { number: view.current?.number })} onClose=${onClose}>
      <p class="hint">${gettext("Số thứ tự giữ nguyên và giữ chỗ theo giờ lấy số.")}</p>
      <${Picker} label=${gettext("Thủ tục, nội dung, cơ quan hoặc quầy")} things=${[...toServices, ...toCounters]} search=${search}
        chosen=${target && target.key} onPick=${pick}
        none=${gettext("Không tìm thấy. Hãy gõ tên nội dung, tên cơ quan hoặc số quầy.")} />
      <form onSubmit=${submit}>
        ${ends && html`<p role="status">${ends}</p>`}
        <label>${gettext("Lý do (không bắt buộc)")}
          <input value=${reason} maxlength="200" autocomplete="off"
            onInput=${(event) => setReason(event.target.value)} /></label>
        <div class="buttons">
          <button type="button" class="plain" onClick=${onClose}>${gettext("Thôi")}</button>
          <button class="primary" ref=${confirm} aria-disabled=${String(target === null)}>${
            target === null ? gettext("Chọn nơi chuyển đến")
              : gettext("Chuyển đến %(place)s", { place: target.title })}</button>
        </div>
      </form>
    <//>`;
}
