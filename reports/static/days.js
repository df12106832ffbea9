/** Days are typed as 23/11/2026; the button beside them opens the browser's calendar. */

/** @param {Element} field */
function offerCalendar(field) {
  const button = /** @type {HTMLButtonElement} */ (field.querySelector("button"));
  const typed = /** @type {HTMLInputElement} */ (field.querySelector("input[name]"));
  const calendar = /** @type {HTMLInputElement} */ (field.querySelector(".calendar"));
  if (!("showPicker" in calendar)) {
    return;
  }
  button.hidden = false;
  calendar.hidden = false;
  button.addEventListener("click", () => {
    const [day, month, year] = typed.value.split(/\D+/);
    calendar.value = year === undefined ? "" : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    if (calendar.value !== "") {
      typed.value = calendar.value.split("-").reverse().join("/");
      typed.focus();
    }
  });
}

document.querySelectorAll(".day").forEach(offerCalendar);
