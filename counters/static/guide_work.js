/** The guide's search and list: finding a number, issuing one, and everybody who is in the hall. */
/** @typedef {import("./guide.js").Tablet} Tablet */
/** @import { GuideRow } from "../guide_view_types.js" */
/** @import { GuideTab } from "./guide_rows.js" */
/** @import { Thing } from "./picker.js" */
/** @import { ServiceThing } from "./services.js" */
import { Icon, html, serverNow, useEffect, useNow, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { TABS, fitting, isNumber, stillHere, tabName } from "./guide_rows.js";
import { Tabs } from "./guide_tabs.js";
import { Tickets, useLookUp } from "./guide_tickets.js";
import { holds } from "./moments.js";
import { underDepartment } from "./services.js";

/** So many of what the kiosk's search finds say whom the list shows. */
const LED_TO = 3;

/**
 * Finding, issuing, printing, and the list.
 * @param {{ tablet: Tablet }} props
 */
export function Work({ tablet }) {
  const { view, stale, typed, setTyped, service, setService } = tablet;
  const now = useNow(1000);
  const gone = useLookUp(typed, view, stale);
  const here = stillHere(view, now);
  const seeking = typed.trim() !== "";
  const listed = seeking ? fitting(typed, here, leadingTo(tablet.search, typed)).concat(gone || []) : here.filter((ticket) => (
    TABS[tablet.tab].includes(ticket.state) && (service === null || ticket.service === service)));
  const onEnter = useEnter(tablet, typed, gone === null ? null : listed);
  return html`
    <section class="work" aria-label=${gettext("Phiếu trong ngày")}>
      <div class="tools">
        <label class="seek"><span class="vh">${gettext("Tìm số thứ tự")}</span><${Icon} name="search" />
          <input type="search" value=${typed} placeholder=${gettext("Số hoặc thủ tục, ví dụ D018")}
            autocomplete="off" autocapitalize="characters" enterkeyhint="search"
            onInput=${(event) => setTyped(withoutCard(tablet, event.target))}
            onKeyDown=${(event) => event.key === "Enter" && !event.isComposing && onEnter()} /></label>
        <button class="primary" data-action="issue" aria-disabled=${String(stale || !holds(view.issue, now))}
          onClick=${() => askToIssue(tablet)}>
          <${Icon} name="ticket" /><span>${gettext("Cấp số mới")}</span></button>
        <button class="plain" data-action="paper" onClick=${() => window.print()}>
          <${Icon} name="printer" /><span>${gettext("In danh sách")}</span></button>
      </div>
      ${!seeking && html`<${Tabs} tablet=${tablet} here=${here} />`}
      ${!seeking && service !== null && html`
        <p class="only"><span>${gettext("Chỉ xem: %(service)s", { service: underDepartment(service) })}</span>
          <button class="quiet" onClick=${() => setService(null)}>${gettext("Xem tất cả")}</button></p>`}
      <div class="rows" id="rows" role=${seeking ? "region" : "tabpanel"} tabindex="0"
        aria-label=${seeking ? gettext("Phiếu tìm thấy") : tabName(tablet.tab)}>
        <p class="vh" role="status">${seeking ? gettext("Tìm thấy %(n)s phiếu", { n: listed.length }) : ""}</p>
        <${Tickets} tickets=${listed} view=${view} nothing=${seeking ? notFound(gone === null) : nobody(tablet.tab)}
          onTicket=${(ticket) => tablet.setDialog({ name: "ticket", ticket })} />
      </div>
    </section>`;
}

/**
 * Returns what was typed; what a slow scanner read from a card names its holder, and is taken out again.
 * @param {Tablet} tablet
 * @param {HTMLInputElement} field
 */
function withoutCard(tablet, field) {
  if (field.value.includes("|")) {
    field.value = "";
    tablet.tell(gettext("Thẻ và giấy tờ không dùng để tìm ở đây. Hãy gõ số thứ tự, ví dụ D018."));
  }
  return field.value;
}

/**
 * Returns what Enter in the search does: it opens the only number that was found, and goes to the first of
 * several. `listed` is null while the server has not said yet: then that waits for the answer.
 * @param {Tablet} tablet
 * @param {string} typed
 * @param {GuideRow[] | null} listed
 */
function useEnter(tablet, typed, listed) {
  const [entered, setEntered] = useState(/** @type {string | null} */ (null));
  useEffect(() => {
    if (entered === null || (entered === typed && listed === null)) {
      return;
    }
    setEntered(null);
    if (entered === typed && listed !== null && listed.length === 1) {
      tablet.setDialog({ name: "ticket", ticket: listed[0] });
    } else if (entered === typed) {
      /** @type {HTMLElement | null} */ (document.querySelector("#rows .row"))?.focus();
    }
  }, [entered, typed, listed]);
  return () => { if (typed.trim() !== "") { setEntered(typed); } };
}

/**
 * Returns the codes of the services that the kiosk's search leads to first.
 * @param {((typed: string) => Thing[]) | null} search
 * @param {string} typed
 */
function leadingTo(search, typed) {
  return search === null || isNumber(typed) ? [] : search(typed).slice(0, LED_TO).map(
    (thing) => /** @type {ServiceThing} */ (thing).body.service);
}

/** @param {Tablet} tablet */
function askToIssue(tablet) {
  if (tablet.stale) {
    tablet.tell(outOfTouch());
  } else if (holds(tablet.view.issue, serverNow())) {
    tablet.setDialog({ name: "issue" });
  } else {
    tablet.tell(gettext("Ngày làm việc đã kết thúc."));
  }
}

/** @param {boolean} asking whether the server has not said yet */
function notFound(asking) {
  return asking ? gettext("Đang tìm…") : gettext("Hôm nay không có số này. Hãy xem lại phiếu, hoặc cấp số mới.");
}

/** @param {GuideTab} tab */
function nobody(tab) {
  return {
    waiting: gettext("Không có ai trong hàng chờ."), counter: gettext("Không có số nào ở quầy."),
    parked: gettext("Không có phiếu nào đang giữ lại."),
    missed: gettext("Không có số bị lỡ nào còn được chờ lại."),
  }[tab];
}

export function outOfTouch() {
  return gettext("Đang kết nối lại, xin chờ.");
}
