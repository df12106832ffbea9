/** Letting a device in: the long list of places gets a field that shortens it. */

import { plainWords } from "../web/folding.js";

/**
 * Says whether every word that was typed begins a word of the place's name.
 * @param {string} name
 * @param {string} typed
 */
export function fits(name, typed) {
  const named = plainWords(name);
  return plainWords(typed).every((part) => named.some((word) => word.startsWith(part)));
}

/**
 * Lets the field shorten the list; what was chosen stays chosen while it is in the list.
 * @param {HTMLInputElement} field
 * @param {HTMLSelectElement} list
 */
function shorten(field, list) {
  const groups = [...list.children].map((group) => ({ group, options: [...group.children] }));
  field.addEventListener("input", () => {
    const chosen = list.value;
    const found = groups.map(({ group, options }) => {
      const fitting = options.filter((option) => fits(option.textContent || "", field.value));
      if (options.length === 0) {
        return field.value === "" ? group : null;
      }
      group.replaceChildren(...fitting);
      return fitting.length > 0 ? group : null;
    });
    list.replaceChildren(...found.filter((group) => group !== null));
    const options = [...list.options];
    const still = options.find(({ value }) => value === chosen);
    list.value = (still || options[0] || { value: "" }).value;
  });
}

const find = /** @type {HTMLInputElement | null} */ (document.getElementById("find"));
const places = /** @type {HTMLSelectElement | null} */ (document.getElementById("place"));
if (find !== null && places !== null) {
  /** @type {HTMLElement} */ (find.closest("[data-find]")).hidden = false;
  shorten(find, places);
}
