/** The four aids of the bar: read aloud, large text, high contrast, everything low. */
import { html, Icon, useEffect, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";

/** What every citizen begins with. */
export const NO_AIDS = { reading: false, large: false, contrast: false, low: false };

/** The aids that are a class of the page, in the order of the bar. */
const CLASSES = ["large", "contrast", "low"];

function wear(aids) {
  CLASSES.forEach((name) => document.documentElement.classList.toggle(name, aids[name]));
}

/** Returns {aids, toggle(name), reset()}; the page's look follows. */
export function useAids() {
  const [aids, setAids] = useState(NO_AIDS);
  const change = (next) => {
    wear(next); // at once, since the lists measure themselves while they are drawn
    setAids(next);
  };
  // numbers are fitted to their box, and the box has changed
  useEffect(() => {
    window.dispatchEvent(new Event("resize"));
  }, [aids]);
  return {
    aids,
    toggle: (name) => change(Object.assign({}, aids, { [name]: !aids[name] })),
    reset: () => change(NO_AIDS),
  };
}

/** The tools at the bottom; reading aloud is left out where the browser has no voice for it. */
export function Aids({ aids, voice, onToggle }) {
  const tools = [
    ["reading", "sound", gettext("Nghe đọc")],
    ["large", "text-size", gettext("Chữ to")],
    ["contrast", "contrast", gettext("Tương phản")],
    ["low", "wheelchair", gettext("Hạ thấp")],
  ].filter(([name]) => name !== "reading" || voice);
  return html`<div class="tools" role="group" aria-label=${gettext("Hỗ trợ tiếp cận")}>
    ${tools.map(([name, icon, label]) => html`<button type="button" key=${name} data-aid=${name}
      aria-pressed=${String(aids[name])} onClick=${() => onToggle(name)}>
      <${Icon} name=${icon} />${label}</button>`)}
  </div>`;
}
