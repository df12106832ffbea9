/** The four aids of the bar: read aloud, large text, high contrast, everything low. */
/**
 * @typedef {"reading" | "large" | "contrast" | "low"} Aid
 * @typedef {Record<Aid, boolean>} Wearing which aids are on
 */
import { html, Icon, useEffect, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { isCompact } from "./panel.js";

/**
 * What every citizen begins with.
 * @type {Wearing}
 */
export const NO_AIDS = { reading: false, large: false, contrast: false, low: false };

/**
 * The aids that are a class of the page, in the order of the bar.
 * @type {Aid[]}
 */
const CLASSES = ["large", "contrast", "low"];

/** @param {Wearing} aids */
function wear(aids) {
  CLASSES.forEach((name) => document.documentElement.classList.toggle(name, aids[name]));
}

/** Returns {aids, toggle(name), reset()}; the page's look follows. */
export function useAids() {
  const [aids, setAids] = useState(NO_AIDS);
  /** @param {Wearing} next */
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
    toggle: (/** @type {Aid} */ name) => change(Object.assign({}, aids, { [name]: !aids[name] })),
    reset: () => change(NO_AIDS),
  };
}

/**
 * The tools at the bottom; reading aloud is left out where the browser has no voice for it.
 * @param {{ aids: Wearing, voice: SpeechSynthesisVoice | null, onToggle: (name: Aid) => void }} props
 */
export function Aids({ aids, voice, onToggle }) {
  /** @type {[Aid, string, string][]} */
  const all = [
    ["reading", "sound", gettext("Nghe đọc")],
    ["large", "text-size", gettext("Chữ to")],
    ["contrast", "contrast", gettext("Tương phản")],
    ["low", "wheelchair", gettext("Hạ thấp nút")],
  ];
  // all of a small panel is within reach: it has no lower half to go to
  const tools = all.filter(([name]) => (name !== "reading" || voice) && (name !== "low" || !isCompact()));
  return html`<div class="tools" role="group" aria-label=${gettext("Hỗ trợ tiếp cận")}>
    ${tools.map(([name, icon, label]) => html`<button type="button" key=${name} data-aid=${name}
      aria-pressed=${String(aids[name])} onClick=${() => onToggle(name)}>
      <${Icon} name=${icon} />${label}</button>`)}
  </div>`;
}
