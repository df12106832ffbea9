/** Sending the citizen on: to another service or to one counter, found by typing a few letters. */
/**
 * @typedef {{ code: string, service: string, names: Record<string, string>, keywords?: string }} Procedure
 * @typedef {{ procedures: Procedure[], synonyms: Record<string, string> }} Directory
 */
/** @import { CounterView, TransferTargets } from "../view_types.js" */
/** @import { Thing } from "./picker.js" */
/** @import { ServiceThing } from "./services.js" */
import { html, page, useEffect, useMemo, useRef, useState } from "../web/screen.js";
import { index, otherNames, query } from "../web/search.js";
import { gettext, names } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { Picker } from "./picker.js";
import { services } from "./services.js";
import { counterName } from "./tickets.js";

const BEHIND = { service: 3, counter: 4, closed: 8 }; // a procedure is the better answer when all fit

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
        text: `${title} ${counter.label.replace(/^0+/, "")} ${detail}`, tag: closed ? gettext("Đang đóng") : gettext("Quầy"), closed,
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
    ? gettext("quầy mở: %(counters)s", { counters: open.join(", ") }) : gettext("chưa có quầy mở")}`;
}

/**
 * Returns the search that kiosks have, over procedures, services and counters.
 * @param {Directory} directory
 * @param {ServiceThing[]} toServices
 * @param {Thing[]} toCounters
 */
function searchOver(directory, toServices, toCounters) {
  const byService = new Map(toServices.map((thing) => [thing.body.service, thing]));
  const procedures = directory.procedures.filter(({ service }) => byService.has(service)).map((each) => {
    const to = /** @type {ServiceThing} */ (byService.get(each.service));
    const name = each.names[page.language] || each.names.vi;
    return {
      name, also: otherNames(each),
      thing: { ...to, key: `procedure ${each.code}`, title: name, detail: `${to.title} · ${to.detail}` },
    };
  });
  /** @param {number} behind */
  const place = (behind) => (/** @type {Thing} */ thing) => ({ name: thing.title, also: thing.text, behind, thing });
  const entries = [
    ...procedures, ...toServices.map(place(BEHIND.service)),
    ...toCounters.map((thing) => place(thing.closed ? BEHIND.closed : BEHIND.counter)(thing)),
  ];
  const indexed = index(entries, directory.synonyms);
  return (/** @type {string} */ typed) => query(indexed, typed).map((hit) => hit.entry.thing);
}

/** Returns the procedures and the words people use for them; none until they have come. */
function useDirectory() {
  const [directory, setDirectory] = useState(/** @type {Directory} */ ({ procedures: [], synonyms: {} }));
  useEffect(() => {
    fetch("/api/procedures", { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((found) => found && setDirectory(found), () => undefined);
  }, []);
  return directory;
}

/**
 * `onTransfer({service | counter, reason})`. The number keeps its place by arrival.
 * @param {{ view: CounterView, onTransfer: (body: object) => void, onClose: () => void }} props
 */
export function TransferDialog({ view, onTransfer, onClose }) {
  const [target, setTarget] = useState(/** @type {Thing & { body: object } | null} */ (null));
  const [reason, setReason] = useState("");
  const confirm = useRef(/** @type {HTMLElement | null} */ (null));
  const targets = view.transfer_to || { services: [], counters: [], waiting: {}, open: {}, closed: [] };
  const toServices = services(targets.services).map((thing) => Object.assign(thing, {
    detail: [thing.title === thing.detail ? "" : thing.detail, standing(targets, thing.body.service)].filter(Boolean).join(" · "),
  }));
  const toCounters = [...counters(targets.counters, false), ...counters(targets.closed, true)];
  const directory = useDirectory();
  const search = useMemo(() => searchOver(directory, toServices, toCounters), [directory, view]);
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
