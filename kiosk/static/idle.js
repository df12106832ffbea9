/** Time limits: after a while without a touch the screen asks, 20 s later it goes home. */
import { useEffect, useRef, useState } from "../web/screen.js";
import { play } from "../web/tones.js";
import { extra } from "./extra.js";

const WARNING_S = 20;
const TOUCHES = ["pointerdown", "keydown", "input"];

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
    const touched = () => {
      clearTimeout(timer);
      setLeft(null);
      timer = setTimeout(warn, extra.idle_s * times * 1000);
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
