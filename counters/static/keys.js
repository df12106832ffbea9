/** Which key does what at a counter: a pure map from a key press to the name of an action. */
/**
 * @typedef {"main" | "recall" | "no-show" | "transfer" | "park" | "pause" | "hand-over" | "hold-auto-call" | "walk-in" | "by-number" | "deliver" | "start" | "finish" | "return"
 *   | "find" | "help" | "answer" | "undo" | "list-waiting" | "list-parked" | "list-missed" | "list-finished"} KeyAction
 * @typedef {{ action: KeyAction, codes: string[], shown: string[], ctrl?: boolean, shift?: boolean }} Key
 * @typedef {{ typing: boolean, dialog: boolean, button: boolean }} Place
 */

/**
 * Keys by meaning. `letter` marks single letters, which can be switched off; `pad` is on the number pad.
 * @type {Key[]}
 */
export const KEYS = [
  { action: "main", codes: ["Space", "NumpadEnter", "F9"], shown: ["Phím cách", "Num Enter", "F9"] },
  { action: "recall", codes: ["KeyR", "NumpadAdd"], shown: ["R", "Num +"] },
  { action: "no-show", codes: ["KeyV", "NumpadSubtract"], shown: ["V", "Num −"] },
  { action: "transfer", codes: ["KeyC", "NumpadMultiply"], shown: ["C", "Num *"] },
  { action: "park", codes: ["KeyG", "NumpadDecimal"], shown: ["G", "Num ."] },
  { action: "pause", codes: ["KeyP"], shown: ["P"] },
  { action: "hand-over", codes: ["KeyO"], shown: ["O"] },
  { action: "hold-auto-call", codes: ["KeyL"], shown: ["L"] },
  { action: "walk-in", codes: ["KeyN"], shown: ["N"] },
  { action: "by-number", codes: ["KeyS"], shown: ["S"] },
  { action: "start", codes: ["KeyB", "Numpad0"], shown: ["B", "Num 0"] },
  { action: "finish", codes: ["KeyH"], shown: ["H"] },
  { action: "deliver", codes: ["KeyD"], shown: ["D"] },
  { action: "return", codes: ["KeyT"], shown: ["T"] },
  { action: "answer", codes: ["KeyK"], shown: ["K"] },
  { action: "list-waiting", codes: ["Digit1"], shift: true, shown: ["Shift 1"] },
  { action: "list-parked", codes: ["Digit2"], shift: true, shown: ["Shift 2"] },
  { action: "list-missed", codes: ["Digit3"], shift: true, shown: ["Shift 3"] },
  { action: "list-finished", codes: ["Digit4"], shift: true, shown: ["Shift 4"] },
  { action: "find", codes: ["Slash", "NumpadDivide"], shown: ["/"] },
  { action: "help", codes: ["Slash"], shift: true, shown: ["?"] },
  { action: "undo", codes: ["KeyZ"], ctrl: true, shown: ["Ctrl Z"] },
];

const OUTCOME = /^(?:Digit|Numpad)([1-9])$/;

/**
 * Returns how the first key of an action is written on its button.
 * @param {string} action
 */
export function keyOf(action) {
  const entry = KEYS.find((key) => key.action === action);
  return entry ? entry.shown[0] : "";
}

/**
 * Returns the action of a key press, `outcome-N` for a digit, or null.
 *
 * `event` needs only code, repeat, isComposing, ctrlKey, altKey, metaKey and shiftKey. `place` says
 * where the press happened: `typing` in a field, `dialog` while one is open, `button` on a button
 * other than the main one. `letters` false switches the single letters off.
 * @param {Pick<KeyboardEvent, "code" | "repeat" | "isComposing" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey">} event
 * @param {Place} place
 */
export function actionFor(event, place, letters = true) {
  if (elsewhere(event, place)) {
    return null;
  }
  const ctrl = event.ctrlKey || event.metaKey;
  const outcome = OUTCOME.exec(event.code);
  if (outcome && !ctrl && !event.shiftKey) {
    return `outcome-${outcome[1]}`;
  }
  const letter = !ctrl && event.code.startsWith("Key");
  const entry = KEYS.find(
    (key) => key.codes.includes(event.code)
      && Boolean(key.ctrl) === ctrl && Boolean(key.shift) === event.shiftKey,
  );
  return entry && (letters || !letter) ? entry.action : null;
}

/**
 * Returns 1 for the key that goes on, -1 for the one that goes back, else 0.
 * @param {string} key
 * @param {string} back
 * @param {string} on
 */
export function arrowStep(key, back, on) {
  return Number(key === on) - Number(key === back);
}

/**
 * Says whether the press belongs to something else: a field, a dialog, another button.
 * @param {Pick<KeyboardEvent, "code" | "repeat" | "isComposing" | "altKey">} event
 * @param {Place} place
 */
function elsewhere(event, place) {
  const whole = !event.repeat && !event.isComposing && !event.altKey;
  return !whole || place.typing || place.dialog || (place.button && event.code === "Space");
}

/**
 * Returns where a key press happened, as `actionFor` wants to know it.
 * @param {Element} target
 * @param {Element | null} main
 * @returns {Place}
 */
export function placeOf(target, main) {
  const field = /** @type {HTMLInputElement | null} */ (
    target.closest("input, textarea, select, [contenteditable]"));
  const button = target.closest("button, a, [role=tab], summary");
  return {
    typing: field !== null && field.type !== "checkbox" && field.type !== "radio",
    dialog: document.querySelector("dialog[open]") !== null,
    button: button !== null && button !== main,
  };
}
