// Words, names and times in the page's language.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { page } from "../../web/static/page.js";
import { clockTime, dayName, gettext, names, speakWith, untranslated, weekdayName } from "../../web/static/words.js";

afterEach(() => {
  Object.assign(page, { language: "vi", locale: "vi-VN" });
  speakWith({});
});

test("without a translation the Vietnamese stands there, and is noted where another language is spoken", () => {
  assert.equal(gettext("Gọi số %(number)s", { number: "D018" }), "Gọi số D018");
  assert.equal(untranslated.size, 0);
  page.language = "en";
  assert.equal(gettext("Đóng"), "Đóng");
  assert.deepEqual([...untranslated], ["Đóng"]);
});

test("a translation is filled in like the text, an unknown field stays as it is", () => {
  speakWith({ "Gọi số %(number)s": "Call %(number)s, %(other)s" });
  assert.equal(gettext("Gọi số %(number)s", { number: "D018" }), "Call D018, %(other)s");
});

test("words go with their numbers", () => {
  speakWith({ "Thêm %(n)s cảnh báo": "%(n)s more {n|alert|alerts}" });
  const said = (n) => gettext("Thêm %(n)s cảnh báo", { n });
  assert.deepEqual(["1", 2, "1.430", 0].map(said),
    ["1 more alert", "2 more alerts", "1.430 more alerts", "0 more alerts"]);
  speakWith({ "Quầy %(counters)s": "{counters,|Counter|Counters} %(counters)s" });
  assert.deepEqual(["07", "1", "07, 08"].map((counters) => gettext("Quầy %(counters)s", { counters })),
    ["Counter 07", "Counter 1", "Counters 07, 08"]);
});

test("an unknown code stands for itself, a missing short name for the long one", () => {
  page.catalogue.departments = { TNMT: { name: "Tài nguyên", short_name: "", about: "" } };
  assert.equal(names.departmentShort("TNMT"), "Tài nguyên");
  assert.deepEqual([names.department("XD"), names.department(null)], ["XD", ""]);
});

test("times are the centre's, whatever the device's zone", () => {
  assert.equal(clockTime("2026-11-22T17:05:00.000Z"), "00:05");
  assert.equal(dayName("2026-11-22T17:05:00.000Z"), "Thứ Hai, 23/11");
  assert.equal(dayName("2026-11-22T17:05:00.000Z", { year: "numeric" }), "Thứ Hai, 23/11/2026");
  page.locale = "en-GB";
  assert.equal(weekdayName("2026-11-22T17:05:00.000Z"), "Monday");
});
