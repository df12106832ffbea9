// A key that is held, or comes again at once, presses nothing but what it came down on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { watchPresses } from "../../web/static/same_key.js";

const SETTLE_MS = 500;
const [FIELD, BUTTON] = ["field", "button"];

/** Which of these presses are refused: [at, target, repeat, key] each. */
function refused(presses, { settle_ms = SETTLE_MS } = {}) {
  const watched = watchPresses(settle_ms);
  return presses.map(([at, target, repeat = false, key = "Enter"]) => (
    watched.goesOnElsewhere({ key, repeat, target }, at)));
}

test("a key that is held down presses nothing else, for as long as it is held", () => {
  assert.deepEqual(refused([[0, FIELD], [500, FIELD, true], [533, BUTTON, true], [2000, BUTTON, true]]),
    [false, false, true, true]);
  assert.deepEqual(refused([[0, FIELD, false, " "], [600, BUTTON, true, " "]]), [false, true]);
});

test("one that was pressed on the page before presses nothing on this one", () => {
  assert.deepEqual(refused([[0, BUTTON, true], [40, BUTTON, true], [700, BUTTON]]), [true, true, false]);
});

test("pressed again at once it does nothing elsewhere, nor at its own pace, until it rests", () => {
  assert.deepEqual(refused([[0, FIELD], [250, BUTTON], [650, BUTTON], [1200, BUTTON]]),
    [false, true, true, false]);
});

test("the same control may be pressed as fast as one likes", () => {
  assert.deepEqual(refused([[0, FIELD], [90, FIELD], [180, FIELD, true]]), [false, false, false]);
});

test("another key, or a tap, leads elsewhere on purpose", () => {
  assert.deepEqual(refused([[0, FIELD], [100, FIELD, false, "Tab"], [200, BUTTON]]), [false, false, false]);
  assert.deepEqual(refused([[0, FIELD], [100, BUTTON, false, " "], [200, BUTTON, false, " "]]), [false, false, false]);
  const watched = watchPresses(SETTLE_MS);
  const press = (target) => ({ key: "Enter", repeat: false, target });
  watched.goesOnElsewhere(press(FIELD), 0);
  watched.forget();
  assert.equal(watched.goesOnElsewhere(press(BUTTON), 100), false);
  assert.deepEqual(refused([[0, FIELD], [100, FIELD, false, "Shift"], [200, BUTTON]]), [false, false, true]);
});
