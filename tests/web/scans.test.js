// What a hand scanner types is told from typing by the moments of its keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FAST_MS, HOLD_MS, PAUSE_MS, isTyped, watchPace } from "../../web/static/scans.js";

/** How many of the last keys are a scan, at each of the keys so many ms after the one before. */
function scanned(gaps, kind) {
  const pace = watchPace();
  let at = 5000;
  return gaps.map((gap, place) => {
    at += gap;
    return pace.typed(at, Array.isArray(kind) ? kind[place] : kind);
  });
}

test("two keys at a machine's speed are a scan, and all that follow at once", () => {
  for (const gap of [1, 5, 15, 30, FAST_MS]) {
    assert.deepEqual(scanned([0, gap, gap, gap], "act"), [0, 2, 3, 4]);
  }
});

test("a scan into a text is known from its fourth key, whatever the first were", () => {
  assert.deepEqual(scanned([0, 5, 5, 5, 5], "text"), [0, 0, 0, 4, 5]);
  assert.deepEqual(scanned([0, 200, 30, 30, 30], "text"), [0, 0, 0, 0, 4]);
});

test("a code of one sign that ends at once is a scan, the end of what somebody types is none", () => {
  assert.deepEqual(scanned([0, 5], ["text", "end"]), [0, 2]);
  assert.deepEqual(scanned([0, 3000, 5], ["text", "text", "end"]), [0, 0, 2]);
  assert.deepEqual(scanned([0, 120, 110, 45], ["text", "text", "text", "end"]), [0, 0, 0, 0]);
  assert.deepEqual(scanned([0, 5, 5], ["text", "text", "end"]), [0, 0, 3]);
});

test("what came before a pause of the scanner belongs to the scan, what a person typed does not", () => {
  assert.deepEqual(scanned([0, 60, 5, 5, 5], "text"), [0, 0, 0, 0, 5]);
  assert.equal(scanned([0, 5, 80, 5, PAUSE_MS, 5, 5, 5], "text").pop(), 8);
  assert.equal(scanned([0, 60, 60, 60, 5, 5, 5], "text").pop(), 6);
  assert.equal(scanned([0, 95, 5, 5, 5], "text").pop(), 4);
});

test("what ends a scan belongs to it although it comes a little later; a person's next key does not", () => {
  const belongs = (gaps) => scanned(gaps, "act").map((count) => count > 0);
  assert.deepEqual(belongs([0, 5, 100, 100, 400]), [false, true, true, true, false]);
  assert.deepEqual(belongs([0, 5, 150, 150, 150, 150]), [false, true, true, true, false, false]);
});

test("nobody who types is taken for a scanner", () => {
  const fastTypist = [0, 90, 45, 110, 70, 40, 48, 95, 60, 45];
  assert.ok(scanned(fastTypist, "text").every((count) => count === 0));
  assert.ok(scanned([0, 60, 60, 60], "act").every((count) => count === 0));
});

test("a key that acts waits for the next one, but never noticeably", () => {
  assert.ok(FAST_MS < HOLD_MS && HOLD_MS <= 70);
});

test("arrows, function keys and the keys of an input method are nobody's scan", () => {
  const typed = (code) => isTyped({ code });
  assert.ok(["KeyA", "Digit7", "Numpad7", "NumpadEnter", "Space", "Enter", "Tab", "Backslash"].every(typed));
  assert.ok(!["", "Backspace", "ArrowLeft", "ShiftLeft", "F9", "Escape", "NumLock", "Home"].some(typed));
});
