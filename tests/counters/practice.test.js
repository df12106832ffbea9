// What a practice asks for next, and what comes before it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstOf } from "../../counters/static/practice_steps.js";

const view = (changes = {}) => ({
  counter: { state: "open" }, current: null, missed: [], undo: null, waiting_total: 3, ...changes,
});
const called = view({ current: { state: "called" } });
const serving = view({ current: { state: "serving" } });
const all = (shown) => ["open", "call", "recall", "finish", "park", "transfer", "no_show", "restore", "undo", "walk_in", "deliver"]
  .filter((step) => firstOf(step, shown) === null);

test("a step is asked for by its key only where that key does something", () => {
  assert.deepEqual(all(view({ counter: { state: "closed" } })), ["open"]);
  assert.deepEqual(all(view()), ["open", "call", "walk_in"]);
  assert.deepEqual(all(called), ["open", "call", "recall", "finish", "park", "transfer", "no_show", "deliver"]);
  assert.deepEqual(all(serving), ["open", "call", "finish", "park", "transfer", "deliver"]);
  assert.deepEqual(all(view({ missed: [{}], undo: {} })), ["open", "call", "restore", "undo", "walk_in"]);
});

test("what comes first is said: to call somebody, or to wait for somebody who comes", () => {
  assert.match(firstOf("park", view()), /^Gọi một số trước/);
  assert.match(firstOf("park", view({ waiting_total: 0 })), /^Chờ người tiếp theo đến/);
  assert.match(firstOf("no_show", serving), /Hoàn tất và gọi số tiếp theo trước/);
});
