// What a hand scanner types is told from typing by the moments of its keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FAST_MS, HOLD_MS, isTyped, watchPace } from "../../web/static/scans.js";

const INTO_A_TEXT = 4;

/** Whether each of the keys, so many ms after the one before, belongs to a scan. */
function scanned(gaps, enough) {
  const pace = watchPace();
  let at = 1000;
  return gaps.map((gap) => {
    at += gap;
    return pace.typed(at, enough).scan;
  });
}

test("two keys at a machine's speed are a scan, and all that follow at once", () => {
  for (const gap of [1, 5, 15, 30, FAST_MS]) {
    assert.deepEqual(scanned([0, gap, gap, gap], 2), [false, true, true, true]);
  }
});

test("a scan into a text is known from its fourth key, whatever the first were", () => {
  assert.deepEqual(scanned([0, 5, 5, 5, 5], INTO_A_TEXT), [false, false, false, true, true]);
  assert.deepEqual(scanned([0, 200, 30, 30, 30], INTO_A_TEXT), [false, false, false, false, true]);
});

test("what ends a scan belongs to it although it comes a little later; a person's next key does not", () => {
  assert.deepEqual(scanned([0, 5, 100, 100, 400], 2), [false, true, true, true, false]);
  assert.deepEqual(scanned([0, 5, 150, 150, 150, 150], 2), [false, true, true, true, false, false]);
});

test("nobody who types is taken for a scanner", () => {
  const fastTypist = [0, 90, 45, 110, 70, 40, 48, 95, 60, 45];
  assert.ok(!scanned(fastTypist, INTO_A_TEXT).includes(true));
  assert.ok(!scanned([0, 60, 60, 60], 2).includes(true));
});

test("a key that acts waits for a second one, but never noticeably", () => {
  assert.ok(FAST_MS < HOLD_MS && HOLD_MS <= 60);
});

test("arrows, function keys and the keys of an input method are nobody's scan", () => {
  const typed = (code) => isTyped({ code });
  assert.ok(["KeyA", "Digit7", "Numpad7", "NumpadEnter", "Space", "Enter", "Tab", "Backslash"].every(typed));
  assert.ok(!["", "Backspace", "ArrowLeft", "ShiftLeft", "F9", "Escape", "NumLock", "Home"].some(typed));
});
