/** Reading aloud with the browser's own voice: what has the focus, and each new page. */
import { page, useEffect, useRef, useState } from "../web/screen.js";

const REPEAT_KEY = "5"; // the middle of a keypad, found without sight by its dot

function voiceFor(language) {
  const voices = window.speechSynthesis ? window.speechSynthesis.getVoices() : [];
  return voices.find((voice) => voice.lang.slice(0, 2).toLowerCase() === language) || null;
}

/** Returns the browser's voice for the language, or null; browsers learn of their voices late. */
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

/** Returns what is said of an element: its label, or its texts one after the other. */
export function spoken(element) {
  const label = element.getAttribute("aria-label");
  if (element.matches("input")) {
    return [label, element.value].filter(Boolean).join(", ");
  }
  return label || texts(element).join(", ");
}

function texts(element) {
  if (element.matches(".tk .no")) {
    // a number is said sign by sign, and twice
    const signs = element.textContent.split("").join(", ");
    return [signs, signs];
  }
  return Array.from(element.childNodes).reduce((all, node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      return all.concat(node.textContent.replace(/\s+/g, " ").trim() || []);
    }
    const hidden = node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden");
    return hidden ? all : all.concat(texts(node));
  }, []);
}

/** Says it instead of what is being said; `after`: when that is said. */
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

/** Says what the page marks as its news, whenever it has become another; never over something else. */
function useNews(active, voice) {
  const heard = useRef("");
  useEffect(() => {
    const place = document.querySelector("[data-news]");
    const news = place === null ? "" : spoken(place);
    if (active && news !== heard.current) {
      say(news, voice, true);
    }
    heard.current = news;
  });
}

/**
 * Reads while `on`: each element that gets the focus, and the page's news; key 5 turns it on, and says
 * it again.
 */
export function useReading(on, voice, onStart) {
  const active = on && voice !== null;
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const focused = (event) => say(spoken(event.target), voice);
    const first = document.activeElement;
    say(first === null || first === document.body
      ? spoken(document.querySelector("h1")) : spoken(first), voice);
    window.addEventListener("focusin", focused);
    return () => {
      window.removeEventListener("focusin", focused);
      window.speechSynthesis.cancel();
    };
  }, [active, page.language]);
  useEffect(() => {
    const pressed = (event) => {
      if (event.key !== REPEAT_KEY || voice === null || event.target.matches("input")) {
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
