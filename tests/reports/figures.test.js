// Figures of the managers' page: how they are written and compared.
import assert from "node:assert/strict";
import { test } from "node:test";
import { servedBeside, sortRows, takingPart, waitBeside, waitingWhere } from "../../reports/static/comparing.js";
import {
  count, minutes, missed, percent, ratingsInShort, ratingsNote, satisfaction, toneOf, wholeMinutes,
} from "../../reports/static/formatting.js";
import { stepFor, stepOf } from "../../reports/static/scales.js";

const MONDAY = { day: "2026-11-16", served: 200, wait_mean_s: 600 };

test("counts have dots, minutes a comma, and nothing stays nothing", () => {
  assert.deepEqual([count(1430), minutes(630), wholeMinutes(630)], ["1.430", "10,5", "11"]);
  assert.deepEqual([minutes(null), wholeMinutes(null), percent(null)], [null, null, null]);
});

test("a share is never 100 % for less than all of them", () => {
  assert.deepEqual([0.999, 1, 0.29, 0].map(percent), ["99%", "100%", "29%", "0%"]);
});

test("a share keeps to the aim, misses it, or misses it by far", () => {
  assert.deepEqual([0.9, 0.899, 0.75, 0.749].map(toneOf), ["good", "low", "low", "poor"]);
  assert.deepEqual([900, 900.1, null].map(missed), [false, true, false]);
});

test("fewer than ten ratings say nothing of the others", () => {
  assert.equal(satisfaction({ ratings: 9, satisfaction: 1 }), null);
  assert.equal(satisfaction({ ratings: 10, satisfaction: 0.8 }), "80%");
  assert.equal(ratingsNote({ ratings: 9, rated_share: null }), "9 đánh giá · 0% lượt phục vụ");
  assert.equal(ratingsInShort({ ratings: 9, rated_share: 0.5 }), "9 đánh giá · 50%");
});

test("what was served is compared with the same weekday, if something was served then", () => {
  assert.deepEqual(servedBeside({ served: 250 }, MONDAY), { text: "cao hơn thứ Hai trước 25%", better: true });
  assert.deepEqual(servedBeside({ served: 150 }, MONDAY), { text: "thấp hơn thứ Hai trước 25%", better: false });
  assert.deepEqual(servedBeside({ served: 200 }, MONDAY), { text: "bằng thứ Hai trước", better: false });
  assert.equal(servedBeside({ served: 250 }, { ...MONDAY, served: 0 }), null);
  assert.equal(servedBeside({ served: 250 }, null), null);
});

test("a wait is compared from half a minute on, and shorter is better", () => {
  const beside = (seconds) => waitBeside({ wait_mean_s: seconds }, MONDAY);
  assert.deepEqual(beside(629), { text: "bằng thứ Hai trước", better: false });
  assert.deepEqual(beside(780), { text: "cao hơn thứ Hai trước 3 phút", better: false });
  assert.deepEqual(beside(420), { text: "thấp hơn thứ Hai trước 3 phút", better: true });
  assert.equal(beside(null), null);
});

test("departments stand by their worst wait, those that called nobody behind them, the empty ones last", () => {
  const rows = [null, 300, null, 900].map((wait_mean_s, place) => (
    { place, wait_mean_s, waiting_now: place, issued: place, called: 0, counters: 1 }));
  assert.deepEqual(sortRows(rows, (row) => row.wait_mean_s, true).map(({ place }) => place), [3, 1, 2, 0]);
  const rising = sortRows(rows, (row) => row.wait_mean_s, false);
  assert.deepEqual(rising.map(({ place }) => place), [1, 3, 2, 0]);
  assert.equal(waitingWhere(rows), "ở 3 trên 4 cơ quan");
});

test("a department without counter and citizens is left out, unless it is one's own", () => {
  const shut = { waiting_now: 0, issued: 0, called: 0, counters: 0 };
  const open = { ...shut, counters: 1 };
  const visited = { ...shut, issued: 1, waiting_now: 1 };
  assert.deepEqual(takingPart([shut, open, visited]), [open, visited]);
  assert.deepEqual(takingPart([shut]), [shut]);
  assert.equal(waitingWhere([shut, open, visited]), "ở 1 trên 2 cơ quan");
});

test("four lines of a chart reach its highest bar, at round numbers", () => {
  assert.deepEqual([1, 4, 5, 13, 4000, 4001].map(stepFor), [1, 1, 2, 5, 1000, 2000]);
});

test("shades go by thirds of the target, and the last is beyond twice of it", () => {
  assert.deepEqual([300, 301, 900, 1200, 1800, 1801].map(stepOf), [1, 2, 3, 4, 5, 6]);
});
