// The field that shortens the list of places where a new device may stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fits } from "../../admin/static/approve.js";

test("words are found without diacritics, by their beginnings, in any order", () => {
  const name = "Máy tính quầy: Quầy 07";
  assert.ok(["", "quay 07", "07 may", "Quầy 0", "q 07"].every((typed) => fits(name, typed)));
  assert.ok(["quay 08", "7", "đánh giá"].every((typed) => !fits(name, typed)));
  assert.ok(fits("Máy đánh giá: Quầy 12", "danh gia 12"));
});
