/** The tabs over the guide's list: who waits, is at a counter, is put aside, has missed the call. */
/** @import { GuideRow } from "../guide_view_types.js" */
/** @import { Tablet } from "./guide.js" */
/** @import { GuideTab } from "./guide_rows.js" */
import { html } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { TABS, tabName } from "./guide_rows.js";
import { arrowStep } from "./keys.js";

/** @param {{ tablet: Tablet, here: GuideRow[] }} props */
export function Tabs({ tablet, here }) {
  const all = /** @type {GuideTab[]} */ (Object.keys(TABS));
  /** @param {KeyboardEvent} event */
  const step = (event) => {
    const by = arrowStep(event.key, "ArrowLeft", "ArrowRight");
    if (by !== 0) {
      const next = all[(all.indexOf(tablet.tab) + by + all.length) % all.length];
      tablet.setTab(next);
      document.getElementById(`tab-${next}`)?.focus();
    }
  };
  const there = here.filter((ticket) => tablet.service === null || ticket.service === tablet.service);
  return html`
    <div class="tabs" role="tablist" aria-label=${gettext("Phiếu trong ngày")}>
      ${all.map((tab) => html`
        <button key=${tab} role="tab" id=${`tab-${tab}`} aria-controls="rows" onKeyDown=${step}
          aria-selected=${String(tab === tablet.tab)} tabindex=${tab === tablet.tab ? 0 : -1}
          onClick=${() => tablet.setTab(tab)}>${tabName(tab)}${" "}<span class="num">${
            there.filter((ticket) => TABS[tab].includes(ticket.state)).length}</span></button>`)}
    </div>`;
}
