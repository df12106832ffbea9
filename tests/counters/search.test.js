// Finding things by a few letters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { find, fold, score } from "../../counters/static/search.js";

test("letters lose their marks: đ is d", () => {
  assert.equal(fold("Đất ĐAI, Người có công"), "dat dai, nguoi co cong");
});

test("i and y after a consonant are one letter, in numbers they are two", () => {
  assert.equal(fold("Công ty, quản lý"), fold("công ti, quản lí"));
  assert.notEqual(fold("Y 018"), fold("I 018"));
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
