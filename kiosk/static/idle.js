/** Time limits: after a while without a touch the screen asks, 20 s later it goes home. */
import { useEffect, useRef, useState } from "../web/screen.js";
import { play } from "../web/tones.js";
import { extra } from "./extra.js";

const WARNING_S = 20;
const LOOK_MS = 1000;
const TOUCHES = ["pointerdown", "keydown", "input", "wheel"];

function now() {
  return { mark: performance.now(), day: Date.now() };
}

/**
 * How long ago that was (ms), by two clocks: while the device sleeps only the calendar goes on.
 * @param {{ mark: number, day: number }} since
 */
function measure(since) {
  const { mark, day } = now();
  return Math.max(mark - since.mark, day - since.day);
}

/**
 * Watches for touches while `active`. Returns the seconds left once the warning is up, else null;
 * calls `onOver` when they are gone. `times` makes both limits longer, for who needs more time.
 * @param {boolean} active
 * @param {() => void} onOver
 * @param {number} times
 */
export function useIdle(active, onOver, times) {
  const [left, setLeft] = useState(/** @type {number | null} */ (null));
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    /** @type {number | undefined} */
    let timer;
    const count = (/** @type {number} */ seconds) => {
      setLeft(seconds);
      timer = setTimeout(() => (seconds > 1 ? count(seconds - 1) : end()), 1000);
    };
    const end = () => {
      setLeft(null);
      over.current();
    };
    const warn = () => {
      play([660], { loudness: 0.15 }); // the warning reaches more than one sense
      count(WARNING_S * times);
    };
    const look = (/** @type {ReturnType<typeof now>} */ since) => {
      if (measure(since) < extra.idle_s * times * 1000) {
        timer = setTimeout(() => look(since), LOOK_MS);
      } else {
        warn();
      }
    };
    const touched = () => {
      clearTimeout(timer);
      setLeft(null);
      look(now());
    };
    if (!active) {
      setLeft(null);
      return undefined;
    }
    touched();
    TOUCHES.forEach((kind) => window.addEventListener(kind, touched));
    return () => {
      clearTimeout(timer);
      TOUCHES.forEach((kind) => window.removeEventListener(kind, touched));
    };
  }, [active, times]);
  return left;
}

/**
 * Calls `onOver` so long after the last touch, while `active`: without a question, for nothing is lost
 * of a page that was only looked through.
 * @param {boolean} active
 * @param {() => void} onOver
 */
export function useRest(active, onOver) {
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    /** @type {number | undefined} */
    let timer;
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => over.current(), extra.idle_s * 1000);
    };
    if (!active) {
      return undefined;
    }
    TOUCHES.forEach((kind) => window.addEventListener(kind, touched));
    return () => {
      clearTimeout(timer);
      TOUCHES.forEach((kind) => window.removeEventListener(kind, touched));
    };
  }, [active]);
}

/**
 * Calls `onOver` when the page is come back to that the browser had kept aside: its visit is over.
 * @param {() => void} onOver
 */
export function useReturn(onOver) {
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    const back = (/** @type {PageTransitionEvent} */ event) => event.persisted && over.current();
    window.addEventListener("pageshow", back);
    return () => window.removeEventListener("pageshow", back);
  }, []);
}
