/** Sending the citizen on: to another service or to one counter, found by typing a few letters. */
/** @typedef {Thing & { body: { service: string } }} ServiceThing */
/** @import { CounterView } from "../view_types.js" */
/** @import { Thing } from "./picker.js" */
import { html, page, useRef, useState } from "../web/screen.js";
import { gettext, names } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { Picker } from "./picker.js";
import { counterName } from "./tickets.js";

/**
 * Returns services as things for a picker; `body` is what a transfer to it carries.
 * @param {readonly string[]} codes
 * @returns {ServiceThing[]}
 */
export function services(codes) {
  return codes.filter((code) => code in page.catalogue.services)
    .map((code) => {
      const department = names.department(page.catalogue.services[code].department);
      const title = names.service(code);
      return {
        key: `service ${code}`, body: { service: code }, title, detail: department,
        text: title === department ? title : `${title} ${department}`, tag: null,
      };
    });
}

/** @param {readonly string[]} ids */
function counters(ids) {
  return ids.filter((id) => id in page.catalogue.counters)
    .map((id) => {
      const counter = page.catalogue.counters[id];
      const title = counterName(id);
      const detail = `${names.department(counter.department)} · ${names.floor(counter.floor)}`;
      return {
        key: `counter ${id}`, body: { counter: id }, title, detail,
        text: `${title} ${detail}`, tag: gettext("Quầy"),
      };
    });
}

/**
 * `onTransfer({service | counter, reason})`. The number keeps its place by arrival.
 * @param {{ view: CounterView, onTransfer: (body: object) => void, onClose: () => void }} props
 */
export function TransferDialog({ view, onTransfer, onClose }) {
  const [target, setTarget] = useState(/** @type {Thing & { body: object } | null} */ (null));
  const [reason, setReason] = useState("");
  const confirm = useRef(/** @type {HTMLElement | null} */ (null));
  const targets = view.transfer_to || { services: [], counters: [] };
  const things = [...services(targets.services), ...counters(targets.counters)];
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    if (target !== null) {
      onTransfer(Object.assign({}, target.body, reason.trim() ? { reason: reason.trim() } : {}));
    }
  };
  /** @param {ServiceThing} thing */
  const pick = (thing) => {
    setTarget(thing);
    confirm.current?.focus();
  };
  return html`
    <${Dialog} wide title=${gettext("Chuyển số %(number)s", { number: view.current?.number })} onClose=${onClose}>
      <p class="hint">${gettext("Số thứ tự giữ nguyên và giữ chỗ theo giờ lấy số.")}</p>
      <${Picker} label=${gettext("Nội dung, cơ quan hoặc quầy")} things=${things}
        chosen=${target && target.key} onPick=${pick}
        none=${gettext("Không tìm thấy. Hãy gõ tên nội dung, tên cơ quan hoặc số quầy.")} />
      <form onSubmit=${submit}>
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
