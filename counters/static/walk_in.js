/** Whoever stands at the counter without a number: what it is about, and the service has begun. */
/** @import { CounterView } from "../view_types.js" */
/** @import { ServiceThing } from "./services.js" */
import { html, useMemo } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Dialog } from "./dialogs.js";
import { searchOver, useDirectory } from "./directory.js";
import { Picker } from "./picker.js";
import { services } from "./services.js";

const PROCEDURE = /^procedure (.+)$/;

/**
 * `onServe({service, procedure})`: one choice gives the number and begins; it can be undone.
 * @param {{ view: CounterView, onServe: (body: object) => void, onClose: () => void }} props
 */
export function WalkInDialog({ view, onServe, onClose }) {
  const things = services(view.walk_in);
  const directory = useDirectory();
  const search = useMemo(() => searchOver(directory, things), [directory, view]);
  /** @param {ServiceThing} thing */
  const pick = (thing) => {
    const procedure = PROCEDURE.exec(thing.key);
    onServe({ ...thing.body, ...(procedure && { procedure: procedure[1] }) });
  };
  return html`
    <${Dialog} wide title=${gettext("Tiếp người chưa có số")} onClose=${onClose}>
      <p class="hint">${gettext("Số được cấp và phục vụ ngay, không gọi ở sảnh. Chọn nội dung rồi nhấn Enter.")}</p>
      ${view.waiting_total > 0 && html`<p class="hint">${
        gettext("Đang có %(n)s người chờ quầy này: lượt này được ghi là ngoài thứ tự.", { n: view.waiting_total })}</p>`}
      <${Picker} label=${gettext("Thủ tục hoặc nội dung")} things=${things} search=${search} chosen=${null}
        onPick=${pick} none=${gettext("Quầy này không phục vụ nội dung đó. Hãy mời người dân lấy số.")} />
    <//>`;
}
