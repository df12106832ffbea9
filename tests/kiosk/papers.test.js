// How large the papers of a procedure are drawn.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseSize } from "../../kiosk/static/papers.js";

test("the fewer lines of papers, the larger the page", () => {
  const papers = (count, signs) => Array.from({ length: count }, () => "x".repeat(signs));
  assert.deepEqual([[0, 0], [3, 30], [5, 36], [6, 30], [3, 80], [9, 44], [10, 44], [13, 56], [14, 20]].map(
    ([count, signs]) => chooseSize(papers(count, signs))),
  ["few", "few", "few", "some", "some", "some", "many", "many", ""]);
});
