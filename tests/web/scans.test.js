// What a hand scanner types is told from typing by the moments of its keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FAST_MS, HOLD_MS, PAUSE_MS, SLOW_MS, isTyped, watchPace } from "../../web/static/scans.js";

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
  assert.deepEqual(belongs([0, 5, 110, 110, 400]), [false, true, true, true, false]);
  assert.deepEqual(belongs([0, 5, 150, 150, 150, 150]), [false, true, true, true, false, false]);
});

test("nobody who types is taken for a scanner", () => {
  const fastTypist = [0, 90, 45, 110, 70, 40, 48, 95, 60, 45];
  assert.ok(scanned(fastTypist, "text").every((count) => count === 0));
  // Some go on at such a pace for long, but nobody evenly; nor does anybody press keys that act so
  const typist = [0, 95, 60, 80, 140, 70, 100, 55, 85, 120, 90, 65, 100, 50, 110, 75, 95];
  assert.ok(scanned(typist.concat(typist), "text").every((count) => count === 0));
  assert.ok(scanned([0, 110, 120, 130], "act").every((count) => count === 0));
});

test("a scanner that waits evenly between its signs is known too: at once where keys act", () => {
  for (const gap of [55, 60, 70, 80, SLOW_MS]) {
    assert.deepEqual(scanned([0, gap, gap, gap], "act"), [0, 2, 3, 4]);
    const text = scanned(Array(30).fill(gap), "text");
    assert.deepEqual(text.slice(0, 10), Array(10).fill(0));
    assert.deepEqual(text.slice(10), Array.from(text.slice(10), (_, n) => Math.min(11 + n, 24)));
  }
});

test("such a scan goes on over the longer gap of a capital, and ends with its Enter", () => {
  const card = Array(12).fill(70).concat([140, 70, 70, 70, 70, 140, 70, 70, 70, 70]);
  assert.ok(scanned(card, "text").slice(10).every((count) => count > 0));
  const code = Array(8).fill("text").concat("end");
  assert.equal(scanned(Array(9).fill(70), code).pop(), 9);
  assert.equal(scanned(Array(5).fill(70), ["text", "text", "text", "text", "end"]).pop(), 0);
});

test("a key that acts waits for the next one of a scanner, but not for long", () => {
  assert.ok(SLOW_MS < HOLD_MS && HOLD_MS <= 120);
});

test("arrows, function keys and the keys of an input method are nobody's scan", () => {
  const typed = (code) => isTyped({ code });
  assert.ok(["KeyA", "Digit7", "Numpad7", "NumpadEnter", "Space", "Enter", "Tab", "Backslash"].every(typed));
  assert.ok(!["", "Backspace", "ArrowLeft", "ShiftLeft", "F9", "Escape", "NumLock", "Home"].some(typed));
});
