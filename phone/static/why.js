/** Reasons for a rating: shown, and sent, only with a level that leaves something to mend. */

const TO_MEND = ["neutral", "dissatisfied"];

/** Shows the reasons, or takes them out of the form, by the level that is chosen now. */
export function dressWhy() {
  const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name=level]:checked"));
  const asked = chosen !== null && TO_MEND.includes(chosen.value);
  document.querySelectorAll("fieldset[data-why]").forEach((field) => {
    const reasons = /** @type {HTMLFieldSetElement} */ (field);
    reasons.hidden = !asked;
    reasons.disabled = !asked;
  });
}

document.addEventListener("change", dressWhy);
