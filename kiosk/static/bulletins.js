/** What all who wait are told, at the kiosk: all of it on the first page, below it what concerns the choice. */
/** @import { BulletinJson } from "../../web/bulletin_view_types.js" */
/** @import { KioskView } from "../view_types.js" */
/** @import { FlowState } from "./flow.js" */
import { Bulletins, concerns } from "../web/bulletins.js";
import { html, useLayoutEffect } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { useRoom } from "./paged.js";

const AT_ONCE = 2;

/**
 * Returns the bulletins that this page shows, the newest first: the list of a unit's services those of the unit.
 * @param {Pick<KioskView, "bulletins" | "departments">} view
 * @param {Pick<FlowState, "choice" | "unit" | "matters" | "step">} state
 * @returns {readonly BulletinJson[]}
 */
export function bulletinsFor({ bulletins, departments }, { choice, unit, matters, step }) {
  const chosen = [...matters, ...(choice === null ? [] : [choice])].map(({ service }) => service);
  /** @type {{ department: string, service: string }[]} */
  const all = [];
  departments.forEach(({ code, services }) => services.forEach((each) => all.push({ department: code, service: each.code })));
  const asked = step === "unit" ? all.filter(({ department }) => department === unit)
    : all.filter(({ service }) => chosen.includes(service));
  return asked.length === 0 ? bulletins
    : bulletins.filter((each) => asked.some(({ department, service }) => concerns(each, department, service)));
}

/** Tells the style sheet how high the head is with what everybody is told: what is low begins at half the panel. */
function useHead() {
  useRoom();
  useLayoutEffect(() => {
    const { documentElement: root } = document;
    const head = document.querySelector(".head");
    const rem = parseFloat(getComputedStyle(root).fontSize);
    const height = head === null ? "" : `${Math.round(head.clientHeight / rem * 100) / 100}rem`;
    if (root.style.getPropertyValue("--head") !== height) {
      root.style.setProperty("--head", height);
      window.dispatchEvent(new Event("resize")); // the lists have another room now
    }
  });
}

/** @param {{ view: KioskView, state: FlowState }} props */
export function Told({ view, state }) {
  useHead();
  return html`<${Bulletins} bulletins=${bulletinsFor(view, state).slice(0, AT_ONCE)} label=${gettext("Tin báo")}
    say=${(/** @type {string} */ time) => gettext("Tin lúc %(time)s", { time })} />`;
}
