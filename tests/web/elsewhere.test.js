// What the search says of things that are not done at this centre.
import assert from "node:assert/strict";
import { test } from "node:test";
import { findElsewhere, fitsByPlaceAlone } from "../../web/static/elsewhere.js";

const POLICE = { vi: "Công an phường" };
const LIST = [{ asked: ["căn cước", "cccd"], go_to: POLICE }, { asked: ["hộ chiếu"], go_to: { vi: "Phòng" } }];

test("what is asked for is known with accents, without, as Telex left it and as it sounds", () => {
  for (const typed of ["căn cước", "lam can cuoc cho con", "cawn cuwowcs", "CCCD", "can cuoc ", "cang cướt", "cancuoc", "căncước"]) {
    assert.equal((findElsewhere(typed, LIST, []) || {}).place, POLICE, typed);
  }
});

test("a part of a name, or other words, ask for nothing of the list", () => {
  for (const typed of ["", "can", "cuoc can", "giay phep", "kkkd", "cccdx"]) {
    assert.equal(findElsewhere(typed, LIST, []), null, typed);
  }
});

test("what a text of this centre names is done here, whatever the list says", () => {
  const found = (typed, ...here) => findElsewhere(typed, LIST, here);
  assert.equal(found("cccd can cuoc", "Hộ tịch", "Cấp đổi thẻ căn cước"), null);
  assert.equal(found("can cuoc", "Căn hộ", "cuộc căn").place, POLICE);
  assert.notEqual(found("ho chieu", "Cấp đổi thẻ căn cước"), null);
});

test("a text that shares only the name of the place does not fit", () => {
  const zone = "Ban Quản lý các khu công nghiệp Cần Thơ";
  const alone = (typed) => fitsByPlaceAlone(typed, zone, "Thành phố Cần Thơ");
  assert.deepEqual(["can cuoc", "tho ren", "can cong", "cuoc"].map(alone), [true, true, false, false]);
  assert.equal(fitsByPlaceAlone("thanh xyz", "Thành lập công ty", "Thành phố Cần Thơ"), false);
});
