/** What the console follows by itself: the live view, arrivals, the keyboard, the window's title. */
/** @import { CounterView, CurrentRow } from "../view_types.js" */
import {
  follow, readBlock, recall, remember, useEffect, useRef, useState,
} from "../web/screen.js";
import { gettext } from "../web/words.js";
import { chime } from "./chime.js";
import { consoleExtra } from "./extra.js";
import { actionFor, placeOf } from "./keys.js";

// In a practice the same ticket ids mean other citizens.
const OUTCOME = consoleExtra.practice ? "practice-outcome" : "counter-outcome";

/**
 * Returns [view, stale]: the newest view, and whether it may be out of date. `source` is {namespace, query}.
 * `onEnd`, where given, is called once when the server lets this page follow no more.
 * @template {{ seq: number }} View
 * @param {() => boolean} mayReload
 * @param {{ namespace: string, query?: Record<string, string> }} source
 * @param {() => void} [onEnd]
 * @returns {[View, boolean]}
 */
export function useView(mayReload, source, onEnd) {
  const [view, setView] = useState(() => readBlock("view"));
  const [stale, setStale] = useState(false);
  useEffect(() => {
    const onRefused = () => {
      if (onEnd) {
        following.stop();
        onEnd();
      }
    };
    const following = follow(
      Object.assign({ onView: setView, onStale: setStale, mayReload, onRefused }, source),
    );
    return following.stop;
  }, []);
  return [view, stale];
}

/**
 * Returns [outcome, choose]: the code chosen for the current ticket; it outlives a reload, not the ticket.
 * @param {CurrentRow | null} current
 * @returns {[string | null, (code: string) => void]}
 */
export function useOutcome(current) {
  const id = current === null ? null : current.id;
  const [kept, setKept] = useState(
    /** @returns {{ ticket?: string | null, code?: string | null }} */
    () => recall(sessionStorage, OUTCOME) || {},
  );
  const outcome = id !== null && kept.ticket === id ? kept.code || null : null;
  /** @param {string} code */
  const choose = (code) => {
    /** @type {{ ticket?: string | null, code?: string | null }} */
    const next = { ticket: id, code: code === outcome ? null : code };
    remember(sessionStorage, OUTCOME, next);
    setKept(next);
  };
  return [outcome, choose];
}

/**
 * Chimes when somebody comes while the counter is free and nobody waited. Returns whether that
 * citizen still waits to be called: the window's title says so, for an officer in another program.
 * @param {CounterView} view
 */
export function useArrivals(view) {
  const waited = useRef(view.waiting_total);
  const [someone, setSomeone] = useState(false);
  const free = view.counter.state === "open" && view.current === null;
  useEffect(() => {
    if (free && waited.current === 0 && view.waiting_total > 0) {
      chime();
      setSomeone(true);
    }
    waited.current = view.waiting_total;
  }, [view.seq]);
  return someone && free && view.waiting_total > 0;
}

/**
 * Turns key presses into `act(action)`; `letters` false leaves the single letters alone.
 * @param {(action: string) => void} act
 * @param {{ current: Element | null }} mainRef
 * @param {boolean} letters
 */
export function useKeys(act, mainRef, letters) {
  const newest = useRef(act);
  newest.current = act;
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      const action = actionFor(event, placeOf(/** @type {Element} */ (event.target), mainRef.current), letters);
      if (action !== null) {
        event.preventDefault();
        newest.current(action);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [letters]);
}

/**
 * Keeps the window's title: people waiting, the counter, the number that is there, who has just come.
 * @param {CounterView} view
 * @param {boolean} someone
 */
export function useTitle(view, someone) {
  const number = view.current === null ? "" : ` · ${view.current.number}`;
  useEffect(() => {
    const counter = gettext("Quầy %(label)s", { label: view.counter.label });
    const practice = consoleExtra.practice ? `${gettext("Tập dùng thử")} · ` : "";
    const come = someone ? `${gettext("Có người đến")} · ` : "";
    document.title = `${come}${practice}(${view.waiting_total}) ${counter}${number}`;
  }, [view.waiting_total, number, someone]);
}
