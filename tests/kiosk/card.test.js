// The QR code of an identity card: what is read of it, and what of it makes no difference.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ageOn, groupOf, readCard } from "../../kiosk/static/card.js";

const RULES = [{ group: "elderly", from_age: 75 }, { group: "oldest", from_age: 90 }];
const BORN = { year: 1950, month: 3, day: 2 };
const CARD = "092050000001|340123456|Trần Thị Ngân|02031950|Nữ|12 đường số 3, Ninh Kiều|10072021";

test("number and birth are read, with six fields, eight, and no old number", () => {
  for (const scan of [CARD, CARD.replace("340123456", ""), `${CARD}|x`, CARD.split("|").slice(0, 6).join("|"),
    CARD.replace("Trần Thị Ngân", "Tra62n Thi5 Nga6n").replace("Nữ", "Nu74")]) {
    assert.deepEqual(readCard(scan), { number: "092050000001", birth: BORN });
  }
});

test("digits that a Vietnamese keyboard has made letters of are digits again", () => {
  // 092050000001 and 02031950 on that layout
  const scan = "đ\u0323â đ\u0300đđđđđđă||x|đâđêă\u0323\u0300đ|x|x|x".replace(" ", "");
  assert.deepEqual(readCard(scan), { number: "092050000001", birth: BORN });
});

test("where the day of birth cannot be read, the number says the year", () => {
  assert.deepEqual(readCard("092050000001||x|31021950|x|x|x").birth, { year: 1950, month: 12, day: 31 });
  assert.deepEqual(readCard("092301000001||x||x|x|x").birth, { year: 2001, month: 12, day: 31 });
  assert.equal(readCard("340123456||x||x|x|x"), null);
});

test("what is no card is none", () => {
  for (const scan of ["", "H13.16-240226-0123", "a|b|c|d|e|f|g", "123|||02031950|||", "1|2|3|4|5|6|7|8|9", CARD.slice(0, 30)]) {
    assert.equal(readCard(scan), null, scan);
  }
});

test("an age is reached on the birthday, and the highest group counts", () => {
  assert.deepEqual([ageOn(BORN, "2025-03-01"), ageOn(BORN, "2025-03-02"), ageOn(BORN, "2025-12-01")], [74, 75, 75]);
  assert.equal(groupOf(BORN, "2025-03-01", RULES), null);
  assert.equal(groupOf(BORN, "2025-03-02", RULES), "elderly");
  assert.equal(groupOf(BORN, "2041-01-01", RULES), "oldest");
  assert.equal(groupOf(BORN, "2025-12-01", []), null);
  assert.equal(groupOf({ year: 1800, month: 1, day: 1 }, "2026-01-01", RULES), null);
});
