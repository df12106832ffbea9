// What people's ears and keyboards do to a word, and that the search finds it all the same.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../web/static/folding.js";
import { index, query } from "../../web/static/search.js";
import { isSlip } from "../../web/static/slips.js";
import { soundOf, untype } from "../../web/static/spelling.js";

const NAMES = [
  "Cấp giấy phép xây dựng nhà ở riêng lẻ",
  "Đổi giấy phép lái xe",
  "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên",
  "Cấp giấy phép tiến hành công việc bức xạ",
  "Cấp phiếu lý lịch tư pháp cho công dân Việt Nam",
  "Xin nhập quốc tịch Việt Nam",
  "Chuyển trường trung học phổ thông",
  "Cấp giấy phép xe tập lái",
  "Quản lý đất đai",
];
const also = { [NAMES[7]]: "dạy lái xe" };
const indexed = index(NAMES.map((name) => ({ name, also: also[name] })), { "sổ đỏ": "đất đai" });
const found = (text) => query(indexed, text).map(({ name, near }) => [name, near]);

test("i and y after a consonant are one letter, tones may stand on either vowel", () => {
  for (const [one, other] of [["công ty", "công ti"], ["quản lý", "quản lí"], ["quý", "quí"],
    ["hoà", "hòa"], ["thuỷ", "thủy"], ["y tế", "i tế"], ["Ðất", "đất"]]) {
    assert.equal(fold(one), fold(other));
  }
  for (const [one, other] of [["tay", "tai"], ["thúy", "thúi"]]) {
    assert.notEqual(fold(one), fold(other));
  }
  assert.deepEqual(found("cong ti"), found("công ty"));
  assert.deepEqual(found("G.P.L.X"), found("gplx"));
  assert.equal(found("cong ti")[0][0], NAMES[2]);
  assert.deepEqual(found("quan li dat"), found("quan ly dat"));
});

test("what Telex and VNI left in a word is taken out", () => {
  const words = {
    coong: "cong", co6ng: "cong", ddaats: "dat", d9a6t1: "dat", giaays: "giay", giaasy: "giay",
    pheps: "phep", phesp: "phep", xaay: "xay", duwngj: "dung", dwngj: "dung", dduowngf: "duong",
    dduongwf: "duong", dduongfw: "duong", nguoiwf: "nguoi", muwowsn: "muon", datsd: "dat", doio: "doi",
    dooi: "doi", bawngf: "bang", lais: "lai", d9o63i: "doi", ba8ng2: "bang", la1i: "lai", swar: "sua", hofa: "hoa", hoaf: "hoa", congo: "cong", congos: "cong", tuw: "tu",
  };
  assert.deepEqual(Object.keys(words).map(untype), Object.values(words));
  assert.deepEqual(["xe", "giay", "nghiep", "2026"].map(untype), ["xe", "giay", "nghiep", "2026"]);
  assert.deepEqual(found("coong ty"), found("công ty"));
  assert.deepEqual(found("giaays pheps xaay duwngj"), found("giấy phép xây dựng"));
  assert.deepEqual(found("dđất ddai"), found("đất đai"));
});

test("spellings that sound alike have one key", () => {
  for (const [one, other] of [["tranh", "chanh"], ["xua", "sua"], ["nai", "lai"], ["gia", "da"],
    ["ruou", "giuou"], ["van", "dan"], ["quoc", "cuoc"], ["ki", "ci"],
    ["nghe", "nge"], ["bang", "ban"], ["thuoc", "thuot"], ["chinh", "trin"],
    ["ruou", "rieu"], ["ruou", "riu"], ["huu", "hiu"], ["tiep", "tip"], ["kiem", "kim"], ["nguoi", "ngui"],
    ["chuyen", "chien"], ["nguyen", "nghien"], ["tau", "tao"], ["giay", "giai"], ["thuom", "thum"]]) {
    assert.equal(soundOf(one), soundOf(other));
  }
  for (const [one, other] of [["nghe", "le"], ["thue", "the"], ["thuoc", "thuc"], ["muon", "mun"]]) {
    assert.notEqual(soundOf(one), soundOf(other));
  }
  assert.notEqual(soundOf("gi"), soundOf("da"));
});

test("what sounds alike is found where nothing is spelt so, and is said to be near", () => {
  for (const [wrong, right] of [["nái se", "lái xe"], ["cuốc tịch", "quốc tịch"], ["xổ đỏ", "sổ đỏ"],
    ["chường chung học", "trường trung học"], ["ní nịch", "lý lịch"]]) {
    assert.equal(found(wrong)[0][0], found(right)[0][0]);
    assert.deepEqual([found(wrong)[0][1], found(right)[0][1]], [true, false]);
  }
  assert.deepEqual(query(indexed, "cuốc tịch")[0].marks, [[9, 13], [14, 18]]);
});

test("of what sounds alike what begins with the same letter comes first, and no glued words stand before it", () => {
  const entries = ["Điều chỉnh", "Bán buôn rượu", "Sửa tên trên bằng", "Giấy phép xuất bản"].map((name) => ({ name }));
  const first = (text) => query(index(entries), text)[0].name;
  assert.deepEqual(["riệu", "ban rieu", "suat ban"].map(first), ["Bán buôn rượu", "Bán buôn rượu", "Giấy phép xuất bản"]);
  assert.equal(first("suaten"), "Sửa tên trên bằng");
});

test("what sounds alike follows what is spelt so", () => {
  assert.deepEqual(found("dấy phép lái xe").slice(0, 2), [[NAMES[7], false], [NAMES[1], true]]);
});

test("a slip of the finger is forgiven where nothing else is found", () => {
  for (const [typed, meant] of [["phpe", "phep"], ["php", "phep"], ["pheep", "phep"],
    ["phek", "phep"], ["gaiy", "giay"]]) {
    assert.ok(isSlip(typed, meant), typed);
  }
  for (const [typed, other] of [["phep", "phep"], ["hpep", "phep"], ["ph", "phep"],
    ["pphheep", "phep"], ["xay", "dat"]]) {
    assert.ok(!isSlip(typed, other), typed);
  }
  assert.deepEqual(found("gaiy phpe xay dungg"), [[NAMES[0], true]]);
  assert.deepEqual(found("quoc tcih"), [[NAMES[5], true]]);
  assert.deepEqual(found("giay phep lai xe"), [[NAMES[1], false], [NAMES[7], false]]);
  assert.deepEqual(found("zzzz phpe"), []);
  assert.deepEqual(found("phpe"), []);
});

test("letters that are no syllable are initials beside other words", () => {
  assert.deepEqual(found("gp xd")[0], [NAMES[0], false]);
  assert.deepEqual(found("giấy phép xd")[0], [NAMES[0], false]);
  assert.deepEqual(found("phieu LLTP")[0], [NAMES[4], false]);
  assert.ok(!found("xe do").some(([name]) => name === NAMES[0]));
});

test("VNI puts its digits before a y too", () => {
  for (const typed of ["gia6y1 phe1p xa6y du7ng5", "GIA6Y1 xa6y"]) {
    assert.deepEqual(found(typed)[0], [NAMES[0], false], typed);
  }
});
