/** The panel: how large everything is drawn on it, and turning to what a small one cannot show at once. */
import { html, Icon, useEffect, useState } from "../web/screen.js";
import { gettext } from "../web/words.js";
import { extra } from "./extra.js";

/** As drawn: 1080 × 1920 of 16 pixels a rem, and no target below four of these. */
const SHORT_REM = 67.5;
const LONG_REM = 120;
const TARGET_REM = 4;
const LEAST_MM = 15;
const MM_AN_INCH = 25.4;
/** Aids and languages side by side. */
const BAR_REM = 48;
/** The keyboard beside what it finds. */
const ROOMY_REM = 80;
const LOOK_MS = 250;

/**
 * Everything is drawn as large as the panel allows. Where a target would then be below 15 mm, the
 * page becomes compact: it keeps the millimetres and shows less at once.
 */
function enlarge() {
  const { innerWidth: width, innerHeight: height } = window;
  const drawn = Math.min(Math.min(width, height) / SHORT_REM, Math.max(width, height) / LONG_REM);
  const pixelsAMm = Math.hypot(width, height) / (extra.panel_inches * MM_AN_INCH);
  const least = LEAST_MM * pixelsAMm / TARGET_REM;
  const { style, classList } = document.documentElement;
  style.fontSize = `${Math.max(drawn, least)}px`;
  classList.toggle("compact", least > drawn);
  classList.toggle("narrow", least > drawn && width < BAR_REM * least);
  classList.toggle("roomy", least > drawn && width >= ROOMY_REM * least);
}

/** Keeps the size right from now on; what was fitted to the size before is fitted anew. */
export function fitPanel() {
  window.addEventListener("resize", () => {
    const before = document.documentElement.style.fontSize;
    enlarge();
    if (document.documentElement.style.fontSize !== before) {
      window.dispatchEvent(new Event("resize"));
    }
  });
  enlarge();
}

export function isCompact() {
  return document.documentElement.classList.contains("compact");
}

/** @returns {{ more: boolean, first: boolean, last: boolean }} */
function look() {
  const main = document.querySelector("main");
  if (main === null || !isCompact()) {
    return { more: false, first: true, last: true };
  }
  const { scrollTop, scrollHeight, clientHeight } = main;
  return {
    more: scrollHeight > clientHeight + 1, first: scrollTop < 1,
    last: scrollTop + clientHeight >= scrollHeight - 1,
  };
}

/** @param {number} way */
function turn(way) {
  const main = document.querySelector("main");
  if (main !== null) {
    main.scrollTop += way * main.clientHeight * 0.8;
  }
}

/** Two large buttons that turn to what is below and above, where the page is longer than the panel. */
export function Turn() {
  const [seen, see] = useState(look);
  useEffect(() => {
    const again = () => see((was) => {
      const now = look();
      return JSON.stringify(now) === JSON.stringify(was) ? was : now;
    });
    const timer = setInterval(again, LOOK_MS);
    window.addEventListener("resize", again);
    return () => {
      clearInterval(timer);
      window.removeEventListener("resize", again);
    };
  }, []);
  return seen.more && html`<div class="turn">
    <button type="button" disabled=${seen.first} onClick=${() => turn(-1)}><${Icon} name="back" />${gettext("Trang trước")}</button>
    <button type="button" disabled=${seen.last} onClick=${() => turn(1)}>${gettext("Trang sau")}<${Icon} name="forward" /></button>
  </div>`;
}
