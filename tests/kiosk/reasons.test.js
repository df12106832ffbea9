// Why the kiosk gives no numbers, and to whom it does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { offeredTo, refusal } from "../../kiosk/static/offers.js";
import { closedReason, closedWords, groupDays, listGroups, noCounter, reasonText } from "../../kiosk/static/reasons.js";

const OPENING = "2026-11-23T00:00:00.000Z";
const service = (code, openFor, reason = "no_more_today") =>
  ({ code, open: openFor.includes("normal"), open_for: openFor, waiting: 0, reason });
const unit = (services) => ({ ...services[0], code: "U", floor: "1", services });
const view = (units, takingIn = true) => ({ departments: units, taking_in: takingIn, next_opening: OPENING });

test("a reason says when numbers are given again, where that is what is missing", () => {
  assert.equal(reasonText("outside_hours", OPENING), "Ngoài giờ cấp số. Mở lại lúc 07:00, Thứ Hai, 23/11.");
  assert.equal(reasonText("no_counter", OPENING), "Hiện chưa có quầy tiếp nhận");
  assert.equal(reasonText("day_closed", null), "Hôm nay đã ngừng cấp số");
  assert.equal(reasonText("something_new", OPENING), "Tạm ngừng cấp số");
});

test("the whole centre is closed when its day is over, when nobody gets a number, or outside its hours", () => {
  const full = unit([service("A", [])]);
  const free = unit([service("B", ["normal"], null)]);
  assert.equal(closedReason(view([full, full])), "no_more_today");
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
  assert.equal(refusal(forAll, place(forAll)), "Hôm nay đã hết số");
  assert.equal(refusal(forElderly, place(forElderly)), null);
  assert.equal(forElderly.departments[0].open, true);
  assert.equal(refusal(forAll, null), null, "the server must say");
  assert.equal(offeredTo(null, null), null);
});

test("where no counter is open, it is said when one is back, if anybody knows", () => {
  assert.equal(noCounter({ back_at: null }), "Chưa có quầy nào mở");
  assert.equal(noCounter({ back_at: "2026-11-23T06:00:00.000Z" }), "Quầy trở lại lúc 13:00");
});

test("the short cut names the groups that the question will name, as many as fit", () => {
  const groups = ["Từ 75 tuổi trở lên", "Khuyết tật nặng hoặc đặc biệt nặng", "Phụ nữ mang thai", "Có trẻ em dưới 6 tuổi đi cùng"];
  assert.equal(listGroups(groups), "Từ 75 tuổi trở lên, khuyết tật nặng hoặc đặc biệt nặng, phụ nữ mang thai…");
  assert.equal(listGroups(groups.slice(0, 1)), "Từ 75 tuổi trở lên");
  assert.equal(listGroups(["A".repeat(90), "B"]), `${"A".repeat(90)}…`);
  assert.equal(listGroups([]), "");
});
