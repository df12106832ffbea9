/** What was really done: procedures with numbers of dossiers, said with the finish. */
/** @typedef {{ procedure: string, title: string, count: number, code: string }} Done */
/** @import { CounterView, CurrentRow } from "../view_types.js" */
/** @import { Thing } from "./picker.js" */
import { Icon, html, page, recall, remember, serverNow, useMemo, useState } from "../web/screen.js";
import { dayName, gettext, names } from "../web/words.js";
import { mainCommand } from "./commands.js";
import { Dialog, isPanel } from "./dialogs.js";
import { searchOver, useDirectory } from "./directory.js";
import { Picker } from "./picker.js";
import { services } from "./services.js";
import { purpose } from "./tickets.js";

const PROCEDURE = "procedure ";
const RECENT = 8;
const MOST = 99;

/** @param {string} counter */
function store(counter) {
  return `delivered-${counter}`;
}

/**
 * Returns what is chosen after one more pick: a dossier more, or a line of its own beside one with a code.
 * @param {Done[]} rows
 * @param {Thing} thing
 * @returns {Done[]}
 */
export function addPick(rows, thing) {
  const procedure = thing.key.slice(PROCEDURE.length);
  const at = rows.findIndex((row) => row.procedure === procedure && row.code === "");
  return at < 0
    ? [...rows, { procedure, title: thing.title, count: 1, code: "" }]
    : rows.map((row, place) => (place === at ? { ...row, count: Math.min(MOST, row.count + 1) } : row));
}

/**
 * Returns what the server is told; a code belongs to a single dossier, those of a procedure without one are one line.
 * @param {Done[]} rows
 */
export function delivered(rows) {
  /** @type {{ procedure: string, count: number, code?: string }[]} */
  const told = [];
  rows.forEach(({ procedure, count, code }) => {
    const known = /[\p{L}\p{N}]/u.test(code) && count === 1 ? { code: code.trim() } : {};
    const same = told.find((each) => each.procedure === procedure && each.code === known.code);
    if (same !== undefined && same.code === undefined) {
      same.count = Math.min(MOST, same.count + count);
    } else {
      told.push({ procedure, count, ...known });
    }
  });
  return told;
}

/**
 * Returns the procedures of the counter that were used last, the newest first, with those of now.
 * @param {Thing[]} before
 * @param {Done[]} rows
 */
function usedLast(before, rows) {
  const now = rows.map(({ procedure, title }) => (
    { key: PROCEDURE + procedure, title, detail: procedure, text: `${title} ${procedure}`, tag: null }));
  return [...now, ...before.filter(({ key }) => now.every((thing) => thing.key !== key))].slice(0, RECENT);
}

/** @param {CurrentRow} current @returns {Done[]} */
function asAsked(current) {
  return current.procedure === null ? []
    : [{ procedure: current.procedure, title: purpose(current), count: 1, code: "" }];
}

/**
 * `onDone(command, {delivered})`. Enter adds what is marked, once more of the same one more dossier; Ctrl Enter ends.
 * @param {{
 *   view: CounterView, current: CurrentRow, outcome: string | null,
 *   onDone: (command: string, body: object) => void, onClose: () => void,
 * }} props
 */
export function DeliverDialog({ view, current, outcome, onDone, onClose }) {
  const [rows, setRows] = useState(() => asAsked(current));
  const recent = useMemo(() => /** @type {Thing[]} */ (recall(localStorage, store(view.counter.id)) || []), []);
  const directory = useDirectory();
  const search = useMemo(() => {
    const found = searchOver(directory, services(Object.keys(page.catalogue.services)));
    return found && ((/** @type {string} */ typed) => found(typed).filter(({ key }) => key.startsWith(PROCEDURE)));
  }, [directory]);
  const { command, title, short } = mainCommand(view, serverNow());
  /** @param {string} by */
  const end = (by) => {
    if (rows.length > 0) {
      remember(localStorage, store(view.counter.id), usedLast(recent, rows));
      onDone(by, { delivered: delivered(rows) });
    }
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      end(command || "finish");
    }
  };
  return html`
    <${Dialog} wide title=${gettext("Hoàn tất số %(number)s với hồ sơ", { number: current.number })} onClose=${onClose}>
      <div class="ask" onKeyDown=${onKeyDown}>
        <p class="hint">${outcome === null ? gettext("Chưa chọn kết quả lượt này.")
          : gettext("Kết quả: %(outcome)s.", { outcome: names.outcome(outcome) })}</p>
        <${Rows} rows=${rows} onRows=${setRows} />
        <${Picker} label=${gettext("Thêm thủ tục")} things=${recent} search=${search} chosen=${null}
          onPick=${(/** @type {Thing} */ thing) => setRows(addPick(rows, thing))}
          none=${gettext("Hãy gõ tên hoặc mã thủ tục.")} />
        <div class="buttons">
          ${command === "finish-and-call-next" && html`
            <button type="button" class="plain" aria-disabled=${String(rows.length === 0)} onClick=${() => end("finish")}>${gettext("Chỉ hoàn tất")}</button>`}
          <button type="button" class="primary" aria-disabled=${String(rows.length === 0)} onClick=${() => end(command || "finish")}>${
            lastWord(rows.length, isPanel() ? short : title)}<kbd>Ctrl Enter</kbd></button>
        </div>
      </div>
    <//>`;
}

/**
 * @param {number} chosen
 * @param {string} title
 */
function lastWord(chosen, title) {
  return chosen === 0 ? gettext("Chọn thủ tục đã làm") : title;
}

/**
 * What is chosen: a number of dossiers each, a code where it is one.
 * @param {{ rows: Done[], onRows: (rows: Done[]) => void }} props
 */
function Rows({ rows, onRows }) {
  /**
   * @param {number} at
   * @param {Partial<Done>} change
   */
  const set = (at, change) => onRows(rows.map((row, place) => (place === at ? { ...row, ...change } : row)));
  return html`
    <ul class="done">
      ${rows.map((row, at) => html`
        <li key=${`${row.procedure} ${at}`}>
          <b>${row.title}</b>
          <label>${gettext("Số hồ sơ")}
            <input type="number" min="1" max=${MOST} value=${row.count} onInput=${(event) => set(at, {
              count: Math.max(1, Math.min(MOST, Math.floor(Number(event.target.value)) || 1)),
            })} /></label>
          <label>${gettext("Mã hồ sơ (nếu có)")}
            <input value=${row.count === 1 ? row.code : ""} disabled=${row.count > 1} maxlength="60" autocomplete="off"
              onKeyDown=${onEnd} onInput=${(event) => set(at, { code: event.target.value })} /></label>
          <button type="button" class="x" aria-label=${gettext("Bỏ %(what)s", { what: row.title })}
            onClick=${() => onRows(rows.filter((_, place) => place !== at))}><${Icon} name="close" /></button>
        </li>`)}
    </ul>`;
}

/**
 * What a scanner ends a code with ends nothing else.
 * @param {KeyboardEvent} event
 */
function onEnd(event) {
  if (event.key === "Enter" && !event.ctrlKey) {
    event.preventDefault();
  }
}

/**
 * The question before papers are asked for once more of one dossier.
 * @param {{ day: string, onAgain: () => void, onClose: () => void }} props
 */
export function AgainDialog({ day, onAgain, onClose }) {
  return html`
    <${Dialog} title=${gettext("Yêu cầu bổ sung lần nữa?")} onClose=${onClose}>
      <div class="ask">
        <p class="hint">${gettext("Hồ sơ này đã được yêu cầu bổ sung ngày %(day)s. Chỉ được yêu cầu bổ sung một lần cho mỗi hồ sơ.", {
          day: dayName(`${day}T05:00:00Z`) })}</p>
        <div class="buttons">
          <button class="plain" data-first="true" onClick=${onClose}>${gettext("Xem lại")}</button>
          <button class="primary" onClick=${onAgain}>${gettext("Vẫn yêu cầu bổ sung")}</button>
        </div>
      </div>
    <//>`;
}
