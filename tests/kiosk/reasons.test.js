// Why the kiosk gives no numbers, and to whom it does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mayBeTooLate, offeredTo, refusal } from "../../kiosk/static/offers.js";
import {
  askingWords, closedReason, closedWords, closureShort, groupDays, listGroups, noCounterShort, noCounterText, reasonText, whenCalled,
} from "../../kiosk/static/reasons.js";

const OPENING = "2026-11-23T00:00:00.000Z";
const service = (code, openFor, reason = "no_more_today") =>
  ({ code, open: openFor.includes("normal"), open_for: openFor, waiting: 0, wait: null, waits: {}, late_for: [], reason, closure: reason && "no_numbers" });
const unit = (services) => ({ ...services[0], code: "U", floor: "1", services });
const view = (units, takingIn = true) => ({ departments: units, taking_in: takingIn, next_opening: OPENING });

test("a reason says when numbers are given again, where that is what is missing", () => {
  assert.equal(reasonText("outside_hours", OPENING), "Ngoài giờ cấp số. Mở lại lúc 07:00, Thứ Hai, 23/11.");
  assert.equal(reasonText("no_counter", OPENING), "Hiện chưa có quầy tiếp nhận");
  assert.equal(reasonText("day_closed", null), "Hôm nay đã ngừng cấp số");
  assert.equal(reasonText("all_given", OPENING), "Hôm nay đã hết số. Mở lại lúc 07:00, Thứ Hai, 23/11.");
  assert.equal(reasonText("last_number", null), "Hôm nay đã hết số");
  assert.equal(reasonText("something_new", OPENING), "Tạm ngừng cấp số");
});

test("a tile says whether a service opens again today, has no numbers left, or is closed until another day", () => {
  assert.deepEqual(["for_now", "no_numbers", "for_today", "halted"].map(closureShort), ["Tạm đóng", "Hết số", "Đã đóng", "Tạm ngừng"]);
});

test("asking says where guides are while their desk is shut", () => {
  const row = (others) => ({ open: true, counter_open: true, no_counter: null, back_at: null, reason: null, ...others });
  const shut = { counter_open: false, no_counter: "paused", back_at: "2026-11-23T03:15:00.000Z" };
  const elsewhere = "Mời Ông/Bà hỏi nhân viên ở sảnh.";
  assert.equal(askingWords(row({})), "Lấy số gặp nhân viên hướng dẫn");
  assert.equal(askingWords(row(shut)), `Trở lại 10:15. ${elsewhere}`);
  assert.equal(askingWords(row({ counter_open: false, no_counter: "not_yet" })), `Chưa mở quầy. ${elsewhere}`);
  assert.equal(askingWords(row({ counter_open: false, no_counter: "later", opens_at: OPENING })), `Mở lúc 07:00. ${elsewhere}`);
  assert.equal(askingWords(row({ open: false, reason: "no_more_today" })), `Hôm nay đã hết số. ${elsewhere}`);
  assert.equal(askingWords(null), "Mời Ông/Bà gặp nhân viên hướng dẫn ở sảnh.");
});

test("where nobody could call, what is said is no more than what will come", () => {
  const row = (reason, back = null) => ({ no_counter: reason, back_at: back });
  const said = (reason, opening) =>
    [noCounterShort(row(reason), opening), noCounterText(row(reason), opening), whenCalled(reason)];
  const called = "Số này được gọi khi có quầy mở. Xin cảm ơn!";
  assert.deepEqual(said("not_yet", OPENING), ["Chưa mở quầy", "Chưa có quầy nào mở", called]);
  assert.deepEqual(said("paused", OPENING), ["Quầy tạm nghỉ", "Quầy đang tạm nghỉ", called]);
  const back = row("paused", "2026-11-23T03:15:00.000Z");
  assert.equal(noCounterShort(back, OPENING), "Trở lại 10:15");
  assert.equal(noCounterText(back, OPENING), "Quầy trở lại lúc 10:15");
  assert.deepEqual(said("later", OPENING), [
    "Mở lúc 07:00", "Chưa có quầy nào mở. Mở lại lúc 07:00, Thứ Hai, 23/11.", called,
  ]);
  assert.deepEqual(said("over", OPENING), [
    "Đã hết giờ", "Hôm nay đã hết giờ làm việc. Mở lại lúc 07:00, Thứ Hai, 23/11.",
    "Số này chỉ có giá trị trong hôm nay và có thể không được gọi.",
  ]);
  assert.equal(noCounterText(row("over"), null), "Hôm nay đã hết giờ làm việc");
  assert.match(whenCalled(null), /^Loa và màn hình sẽ gọi/u);
});

test("the whole centre is closed when its day is over, when nobody gets a number, or outside its hours", () => {
  const full = unit([service("A", [])]);
  const free = unit([service("B", ["normal"], null)]);
  assert.equal(closedReason(view([full, full])), "no_more_today");
  assert.equal(closedReason(view([full, unit([service("C", [], "all_given")])])), "no_more_today");
  assert.equal(closedReason(view([full, free])), null);
  assert.equal(closedReason(view([full, free], false)), "outside_hours");
  assert.equal(closedReason(view([])), null);
  assert.deepEqual(closedWords("day_closed", null), ["Hôm nay đã ngừng cấp số", "Mời Ông/Bà quay lại sau."]);
});

test("a day that is over by a clock that may be wrong is told with that clock's time", () => {
  const [, hint] = closedWords("day_closed", OPENING, "2026-12-01T10:05:00.000Z");
  assert.match(hint, /^Đồng hồ của hệ thống đang là 17:05, Thứ Ba, 01\/12\. Nếu chưa đúng/u);
});

test("neighbouring days with the same hours are one line, days without hours none", () => {
  const day = [["07:00", "11:00"], ["13:00", "17:00"]];
  assert.deepEqual(groupDays([day, day, day, day, day, [["07:00", "11:00"]], []]), [
    { from: 0, to: 4, hours: "07:00–11:00, 13:00–17:00" }, { from: 5, to: 5, hours: "07:00–11:00" },
  ]);
});

test("near closing time a service may still be open to citizens with priority", () => {
  const shown = view([unit([service("A", ["elderly"])])]);
  const [forAll, forElderly] = [null, "elderly"].map((priority) => offeredTo(shown, priority));
  const place = (seen) => ({ unit: seen.departments[0], row: seen.departments[0].services[0] });
  assert.equal(refusal(place(forAll)), "Hôm nay đã hết số");
  assert.equal(refusal(place(forElderly)), null);
  assert.equal(forElderly.departments[0].open, true);
  assert.equal(refusal(null), null, "the server must say");
  assert.equal(offeredTo(null, null), null);
});

test("who has priority is told the shorter wait, and whether the day may end first", () => {
  const range = (low, high) => ({ low_min: low, high_min: high });
  const row = { ...service("A", ["normal", "elderly"]), wait: range(40, 60), waits: { elderly: range(5, 9) }, late_for: ["normal"] };
  const told = (priority) => offeredTo(view([unit([row])]), priority).departments[0].services[0];
  assert.deepEqual([told(null).wait, told("elderly").wait], [range(40, 60), range(5, 9)]);
  assert.deepEqual([null, "normal", "elderly"].map((priority) => mayBeTooLate(row, priority)), [true, true, false]);
});

test("the short cut names the groups that the question will name, as many as fit", () => {
  const groups = ["Từ 75 tuổi trở lên", "Khuyết tật nặng hoặc đặc biệt nặng", "Phụ nữ mang thai", "Có trẻ em dưới 6 tuổi đi cùng"];
  assert.equal(listGroups(groups), "Từ 75 tuổi trở lên, khuyết tật nặng hoặc đặc biệt nặng, phụ nữ mang thai…");
  assert.equal(listGroups(groups, true), "Từ 75 tuổi trở lên…");
  assert.equal(listGroups(groups.slice(0, 1)), "Từ 75 tuổi trở lên");
  assert.equal(listGroups(["A".repeat(90), "B"]), `${"A".repeat(90)}…`);
  assert.equal(listGroups([]), "");
});
