// What the lobby display shows beside the calls: counters, turns, hours, notices.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isBeforeOpening, nextOpening, takingIn, withinHours } from "../../display/static/hours.js";
import { hoursOfToday, noticesOf } from "../../display/static/notices.js";
import { countersShown, partAt, partOf, partWith } from "../../display/static/parts.js";
import { turnAt } from "../../display/static/turns.js";
import { dayName } from "../../web/static/words.js";

const at = (time) => Date.parse(`2026-11-23T${time}:00+07:00`);
const spans = [["07:00", "11:00"], ["13:00", "17:00"]].map((span) =>
  span.map((time) => new Date(at(time)).toISOString()));
const open = { taking_in: true, enforced: true, day_closed: false, holders_served: true, next_opening: null, spans };
const counters = (count, state = () => "open") =>
  Array.from({ length: count }, (_, place) => ({ id: String(place), label: String(place), state: state(place) }));

test("up to fourteen counters all stand there; of more, those that work", () => {
  const odd = (place) => (place % 2 === 0 ? "open" : "closed");
  assert.equal(countersShown(counters(14, odd)).length, 14);
  assert.equal(countersShown(counters(16, odd)).length, 8);
  assert.equal(countersShown(counters(16, () => "closed")).length, 16);
});

test("parts of fourteen have their turn, and the last one keeps the places above full", () => {
  assert.deepEqual([0, 9999, 10000, 20000].map((now) => partAt(20, now, 10)),
    [0, 0, 1, 0].map((part) => ({ part, parts: 2 })));
  assert.deepEqual(partAt(14, 30000, 10), { part: 0, parts: 1 });
  assert.deepEqual(partOf(counters(20), 1).map(({ id }) => Number(id)),
    [0, 1, 2, 3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19]);
});

test("a part is found by a counter of its own", () => {
  assert.deepEqual(["0", "13", "14", "19", "elsewhere"].map((id) => partWith(counters(20), id, 7)), [0, 0, 1, 1, 7]);
});

test("pages and media have their turns, each kind in its own order", () => {
  const media = ["a", "b"].map((url) => ({ kind: "picture", url }));
  assert.deepEqual([0, 1, 2, 3].map((step) => turnAt(step, 3, []).page), [0, 1, 2, 0]);
  const turns = [0, 1, 2, 3, 4, 5].map((step) => turnAt(step, 2, media));
  assert.deepEqual(turns.map(({ page, medium }) => (medium ? medium.url : page)), [0, "a", 1, "b", 0, "a"]);
});

test("numbers are given within the hours, from the first moment to before the last", () => {
  const moments = [at("07:00") - 1, at("07:00"), at("11:00") - 1, at("11:00"), at("13:00")];
  assert.deepEqual(moments.map((now) => withinHours(open, now)), [false, true, true, false, true]);
  assert.ok(takingIn({ ...open, enforced: false }, at("20:00")));
  assert.ok(!takingIn({ ...open, day_closed: true }, at("08:00")));
});

test("the next opening is the next beginning, if one is known", () => {
  assert.equal(nextOpening(open, at("08:00")), at("13:00"));
  assert.equal(nextOpening(open, at("13:00")), null);
  assert.ok(isBeforeOpening(open, at("06:00"), dayName));
  assert.ok(!isBeforeOpening(open, at("12:00"), dayName));
  assert.ok(!isBeforeOpening({ ...open, spans: [] }, at("06:00"), dayName));
});

test("the hours of today are written in the centre's time", () => {
  assert.equal(hoursOfToday(open, at("08:00")), "07:00 – 11:00 và 13:00 – 17:00");
  assert.equal(hoursOfToday(open, at("08:00") + 86400000), "");
  const late = [["13:00", "23:00"].map((time) => new Date(at(time) + 3600000).toISOString())];
  assert.equal(hoursOfToday({ ...open, spans: late }, at("15:00")), "14:00 – 24:00");
});

test("notices: the end of intake first, then who pauses, then the centre's own, then the hours", () => {
  const notices = [{ vi: "Giữ trật tự", en: "Keep order" }];
  const view = { open, notices, counters: counters(3, (place) => (place === 1 ? "paused" : "open")) };
  const tags = (now, closed) =>
    noticesOf({ view, now, closed }).map(({ tag }) => tag);
  assert.deepEqual(tags(at("08:00"), false), ["Tạm nghỉ", "Xin lưu ý", "Giờ tiếp nhận"]);
  assert.deepEqual(tags(at("11:30"), false), ["Đã ngừng cấp số", "Tạm nghỉ", "Xin lưu ý", "Giờ tiếp nhận"]);
  assert.deepEqual(tags(at("11:30"), true), ["Tạm nghỉ", "Xin lưu ý", "Giờ tiếp nhận"]);
  assert.equal(noticesOf({ view, now: at("08:00"), closed: false })[1].text, "Giữ trật tự");
});

test("counters that pause are told by when they are back; who is late only that it goes on", () => {
  const back = ["09:00", "09:00", "08:30", "07:30"];
  const shown = counters(5, () => "paused").map(
    (counter, place) => ({ ...counter, until: place < 4 ? new Date(at(back[place])).toISOString() : null }));
  const labels = shown.map(({ label }) => label);
  const told = noticesOf({ view: { open, notices: [], counters: shown }, now: at("08:00"), closed: false });
  assert.deepEqual(told.filter(({ tag }) => tag === "Tạm nghỉ").map(({ text }) => text), [
    `Quầy ${labels[2]} trở lại lúc 08:30. Xin Ông/Bà chờ tại khu vực.`,
    `Quầy ${labels[0]}, ${labels[1]} trở lại lúc 09:00. Xin Ông/Bà chờ tại khu vực.`,
    `Quầy ${labels[3]}, ${labels[4]}. Xin Ông/Bà chờ tại khu vực, quầy sẽ gọi tiếp.`,
  ]);
});
