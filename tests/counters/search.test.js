// Finding things by a few letters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { find, score } from "../../counters/static/search.js";

test("letters lose their marks, however they are put together: đ is d", () => {
  assert.ok(score("dat dai", "Đất ĐAI".normalize("NFD")) > 0);
  assert.ok(score("công ti", "Công ty") > 0);
});

test("every typed word must begin some word", () => {
  assert.equal(score("dat xe", "Đất đai"), 0);
  assert.ok(score("da", "Đất đai") > 0);
});

test("a whole word is worth more than a beginning, and the first word more than a later one", () => {
  assert.ok(score("dat", "Nhà đất") > score("da", "Nhà đất"));
  assert.ok(score("dat", "Đất nhà") > score("dat", "Nhà đất"));
});

test("the best come first, equals in their old order, no more than asked for", () => {
  const things = ["Nhà đất", "Đất đai", "Xe", "Đất nền"].map((text) => ({ text }));
  assert.deepEqual(find("dat", things, 2).map(({ text }) => text), ["Đất đai", "Đất nền"]);
  assert.deepEqual(find("", things, 9), things);
});

test("what is typed while the keyboard is not on Vietnamese is found where nothing else is", () => {
  const things = ["Xây dựng", "Đất đai", "Quầy 27"].map((text) => ({ text }));
  for (const [typed, meant] of [["xaay duwngj", 0], ["Ddaats", 1], ["d9a6t1 dai", 1], ["XA6Y", 0], ["27", 2]]) {
    assert.deepEqual(find(typed, things, 9), [things[meant]]);
  }
  assert.deepEqual(find("x9", things, 9), []);
});
