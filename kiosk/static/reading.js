/** Reading aloud with the browser's own voice: what has the focus, and each new page. */
import { page, useEffect, useRef, useState } from "../web/screen.js";

const REPEAT_KEY = "5"; // the middle of a keypad, found without sight by its dot

/** @param {string} language */
function voiceFor(language) {
  const voices = window.speechSynthesis ? window.speechSynthesis.getVoices() : [];
  return voices.find((voice) => voice.lang.slice(0, 2).toLowerCase() === language) || null;
}

/**
 * Returns the browser's voice for the language, or null; browsers learn of their voices late.
 * @param {string} language
 */
export function useVoice(language) {
  const [, again] = useState(0);
  useEffect(() => {
    const synthesis = window.speechSynthesis;
    if (!synthesis || !synthesis.addEventListener) {
      return undefined;
    }
    const learned = () => again((times) => times + 1);
    synthesis.addEventListener("voiceschanged", learned);
    return () => synthesis.removeEventListener("voiceschanged", learned);
  }, []);
  return voiceFor(language);
}

/**
 * Returns what is said of an element: its label, or its texts one after the other.
 * @param {Element} element
 */
export function spoken(element) {
  const label = element.getAttribute("aria-label");
  if (element.matches("input")) {
    return [label, /** @type {HTMLInputElement} */ (element).value].filter(Boolean).join(", ");
  }
  return label || texts(element).join(", ");
}

/**
 * @param {Element} element
 * @returns {string[]}
 */
function texts(element) {
  if (element.matches(".tk .no")) {
    // a number is said sign by sign, and twice
    const signs = (element.textContent || "").split("").join(", ");
    return [signs, signs];
  }
  return Array.from(element.childNodes).reduce((all, node) => {
    if (node instanceof Text) {
      return all.concat(node.data.replace(/\s+/g, " ").trim() || []);
    }
    const shown = node instanceof Element && !node.getAttribute("aria-hidden");
    return shown ? all.concat(texts(node)) : all;
  }, /** @type {string[]} */ ([]));
}

/**
 * Says it instead of what is being said; `after`: when that is said.
 * @param {string} text
 * @param {SpeechSynthesisVoice} voice
 * @param {boolean} [after]
 */
function say(text, voice, after = false) {
  const { speechSynthesis: synthesis, SpeechSynthesisUtterance: Utterance } = window;
  if (!after) {
    synthesis.cancel();
  }
  if (text) {
    const utterance = new Utterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    synthesis.speak(utterance);
  }
}

/**
 * Says what the page marks as its news, whenever it has become another; never over something else.
 * @param {boolean} active
 * @param {SpeechSynthesisVoice | null} voice
 */
function useNews(active, voice) {
  const heard = useRef("");
  useEffect(() => {
    const place = document.querySelector("[data-news]");
    const news = place === null ? "" : spoken(place);
    if (active && voice !== null && news !== heard.current) {
      say(news, voice, true);
    }
    heard.current = news;
  });
}

/**
 * Reads while `on`: each element that gets the focus, and the page's news; key 5 turns it on, and says
 * it again.
 * @param {boolean} on
 * @param {SpeechSynthesisVoice | null} voice
 * @param {() => void} onStart
 */
export function useReading(on, voice, onStart) {
  const active = on && voice !== null;
  useEffect(() => {
    if (!on || voice === null) {
      return undefined;
    }
    const focused = (/** @type {FocusEvent} */ event) =>
      say(spoken(/** @type {Element} */ (event.target)), voice);
    const focus = document.activeElement;
    const first = focus === null || focus === document.body ? document.querySelector("h1") : focus;
    say(first === null ? "" : spoken(first), voice);
    window.addEventListener("focusin", focused);
    return () => {
      window.removeEventListener("focusin", focused);
      window.speechSynthesis.cancel();
    };
  }, [active, page.language]);
  useEffect(() => {
    const pressed = (/** @type {KeyboardEvent} */ event) => {
      const within = /** @type {Element} */ (event.target).matches("input");
      if (event.key !== REPEAT_KEY || voice === null || within) {
        return;
      }
      if (active) {
        say(spoken(document.activeElement || document.body), voice);
      } else {
        onStart();
      }
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  });
  useNews(active, voice);
}
