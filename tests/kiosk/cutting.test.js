// Where a list is cut into pages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cutPages } from "../../kiosk/static/cutting.js";

test("in one column each page takes as many as fit by their own heights", () => {
  assert.deepEqual(cutPages([100, 100, 100, 200, 100], 1, 330, 10, null), { starts: [0, 3], pinned: false });
  assert.deepEqual(cutPages([100, 100, 100, 200, 100], 1, 440, 10, 100), { starts: [0, 3], pinned: true });
});

test("in several columns every page has as many rows of the tallest as fit", () => {
  assert.deepEqual(cutPages([50, 80, 50, 50, 50], 2, 170, 10, null), { starts: [0, 4], pinned: false });
  assert.deepEqual(cutPages([50, 80, 50, 50, 50], 2, 170, 10, 60), { starts: [0, 3], pinned: true });
});

test("where one fits and no more, it is an item, and none is lost", () => {
  assert.deepEqual(cutPages([100, 100], 1, 120, 10, 100), { starts: [0, 1], pinned: false });
  assert.deepEqual(cutPages([300], 1, 120, 10, null), { starts: [0], pinned: false });
  assert.deepEqual(cutPages([], 2, 120, 10, null), { starts: [0], pinned: false });
});
