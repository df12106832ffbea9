// Lengths of time as officers read them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { earlierToday, laterToday, lunchEnds, mean, minutes, secondsSince, stopwatch, waitGrade, waited } from "../../counters/static/moments.js";
import { page } from "../../web/static/page.js";

const NOON = Date.parse("2026-11-23T05:00:00.000Z");

test("seconds count from a time, never below zero, and from no time at all there are none", () => {
  assert.equal(secondsSince("2026-11-23T04:58:30.500Z", NOON), 89.5);
  assert.equal(secondsSince("2026-11-23T05:00:01.000Z", NOON), 0);
  assert.equal(secondsSince(null, NOON), 0);
});

test("a wait is doubtful where the clock was set, and unknown where nobody knows when it began", () => {
  const since = (waited_since, wait_unsure) => waited({ waited_since, wait_unsure }, NOON);
  assert.deepEqual(
    [since("2026-11-23T04:50:00Z", false), since("2026-11-23T04:50:00Z", true), since(null, true)],
    ["10 phút", "10 phút?", "không rõ"]);
});

test("a stopwatch shows hours only when there are some", () => {
  assert.deepEqual([0, 59.9, 272, 3599, 3872].map(stopwatch), ["00:00", "00:59", "04:32", "59:59", "1:04:32"]);
});

test("minutes are whole, hours have two digits of minutes", () => {
  assert.deepEqual([59, 1560, 3900].map(minutes), ["0 phút", "26 phút", "1 giờ 05 phút"]);
});

test("a mean has no leading nought, and is a dash when nobody was served", () => {
  assert.deepEqual([348, 31, 3872, null].map(mean), ["5:48", "0:31", "1:04:32", "–"]);
});

test("a wait is near its limit from the target on, late from the red line on", () => {
  const limits = { target_wait_s: 900, red_line_wait_s: 1800 };
  assert.deepEqual([899, 900, 1799, 1800].map((seconds) => waitGrade(seconds, limits)), ["", "near", "near", "late"]);
});

test("a time of day that is typed is later today, in the centre's time, or nothing", () => {
  const told = (typed) => laterToday(typed, NOON + 12345);
  const same = ["13", "1300", "13:00", " 13 : 00 ", "13h", "13g00", "13.00"].map(told);
  assert.deepEqual(same, same.map(() => "2026-11-23T06:00:00.000Z"));
  assert.equal(told("1205"), "2026-11-23T05:05:00.000Z");
  assert.deepEqual(["12:00", "9", "24:00", "13:75", "soon", ""].map(told), [null, null, null, null, null, null]);
  const over = (typed) => earlierToday(typed, NOON + 12345);
  assert.deepEqual(["12:00", "8h05"].map(over), ["2026-11-23T05:00:00.000Z", "2026-11-23T01:05:00.000Z"]);
  assert.deepEqual(["12:01", "24:00", "soon"].map(over), [null, null, null]);
});

test("a time of day that is typed is meant as the clocks show it once they are changed", () => {
  const { centre, locale } = page;
  Object.assign(page, { centre: { ...centre, time_zone: "Europe/Berlin" }, locale: "de" });
  const told = (typed, now) => laterToday(typed, Date.parse(now));
  assert.equal(told("4", "2026-10-24T23:10:00Z"), "2026-10-25T03:00:00.000Z");
  assert.equal(told("4", "2026-03-29T00:10:00Z"), "2026-03-29T02:00:00.000Z");
  assert.equal(told("23:30", "2026-03-29T00:10:00Z"), "2026-03-29T21:30:00.000Z");
  Object.assign(page, { centre, locale });
});

test("lunch ends when intake goes on, for whoever goes within the hour before it or during it", () => {
  const lunch = { begins: "2026-11-23T03:30:00.000Z", ends: "2026-11-23T06:00:00.000Z" };
  const at = (time) => lunchEnds(lunch, Date.parse(`2026-11-23T${time}:00.000Z`));
  assert.deepEqual(["02:29", "02:30", "05:59", "06:00"].map(at), [null, lunch.ends, lunch.ends, null]);
  assert.equal(lunchEnds(null, NOON), null);
});
