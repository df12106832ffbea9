// Which key does what at a counter.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isHelpKey, mayEnd } from "../../counters/static/help_words.js";
import { KEYS, actionFor, arrowStep, keyOf } from "../../counters/static/keys.js";

const PLAIN = { repeat: false, isComposing: false, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };
const NOWHERE = { typing: false, dialog: false, button: false };
const press = (code, held = {}, place = {}, letters = true) =>
  actionFor({ ...PLAIN, code, ...held }, { ...NOWHERE, ...place }, letters);

test("the key of the day is the space bar, the pad's Enter and F9", () => {
  assert.deepEqual(["Space", "NumpadEnter", "F9"].map((code) => press(code)), ["main", "main", "main"]);
});

test("every key that is shown acts, and no two actions share one", () => {
  const pressed = KEYS.flatMap(({ codes, ctrl, shift }) => codes.map((code) =>
    press(code, { ctrlKey: Boolean(ctrl), shiftKey: Boolean(shift) })));
  assert.deepEqual(pressed, KEYS.flatMap(({ action, codes }) => codes.map(() => action)));
});

test("a digit chooses an outcome, but not with Ctrl, and with Shift a list", () => {
  assert.deepEqual([press("Digit1"), press("Numpad9")], ["outcome-1", "outcome-9"]);
  assert.deepEqual([press("Digit1", { ctrlKey: true }), press("Digit1", { shiftKey: true })], [null, "list-waiting"]);
});

test("a held key, a composed letter and Alt do nothing", () => {
  const ways = [{ repeat: true }, { isComposing: true }, { altKey: true }];
  assert.deepEqual(ways.map((held) => press("Space", held)), [null, null, null]);
});

test("keys belong to a field and to an open dialog, and the space bar to another button", () => {
  assert.equal(press("KeyR", {}, { typing: true }), null);
  assert.equal(press("KeyR", {}, { dialog: true }), null);
  assert.equal(press("Space", {}, { button: true }), null);
  assert.equal(press("KeyR", {}, { button: true }), "recall");
});

test("single letters can be switched off; the pad, the space bar and Ctrl Z stay", () => {
  const pressed = [press("KeyR", {}, {}, false), press("NumpadAdd", {}, {}, false),
    press("Space", {}, {}, false), press("KeyZ", { ctrlKey: true }, {}, false)];
  assert.deepEqual(pressed, [null, "recall", "main", "undo"]);
});

test("a button shows the first of its keys, and nothing where it has none", () => {
  assert.deepEqual([keyOf("recall"), keyOf("help"), keyOf("close")], ["R", "?", ""]);
});

test("arrows step on and back", () => {
  assert.deepEqual(["ArrowLeft", "ArrowRight", "a"].map((key) => arrowStep(key, "ArrowLeft", "ArrowRight")), [-1, 1, 0]);
});

test("the call of a neighbour is ended by anybody here where the server says so, or by who comes", () => {
  const call = (/** @type {string | null} */ coming, may_end = false) => ({ coming, may_end });
  assert.deepEqual([mayEnd(call(null, true), "lan"), mayEnd(call("lan"), "lan")], [true, true]);
  assert.deepEqual([mayEnd(call(null), "lan"), mayEnd(call("mai"), "lan")], [false, false]);
});

test("help is called by Ctrl, Shift and the space bar, which no other action and no scanner has", () => {
  const held = { ...PLAIN, code: "Space", ctrlKey: true, shiftKey: true };
  assert.equal(isHelpKey(held), true);
  assert.deepEqual([{ ctrlKey: false }, { shiftKey: false }, { altKey: true }, { repeat: true }, { code: "Enter" }]
    .map((others) => isHelpKey({ ...held, ...others })), [false, false, false, false, false]);
  assert.equal(press("Space", { ctrlKey: true, shiftKey: true }), null);
});
