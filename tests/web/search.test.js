// The search: folding, ranking, initials, marks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cut } from "../../web/static/marks.js";
import { index, query } from "../../web/static/search.js";

const NAMES = [
  "Cấp giấy phép xây dựng nhà ở riêng lẻ",
  "Cấp lại giấy phép lái xe bị mất",
  "Đổi giấy phép lái xe của nước ngoài",
  "Đổi giấy phép lái xe",
  "Cấp giấy phép xe tập lái",
  "Đăng ký thay đổi ngành, nghề kinh doanh",
  "Đăng ký biến động quyền sử dụng đất",
  "Cấp phiếu lý lịch tư pháp cho công dân Việt Nam",
];

/** Returns what is found, best first: [name, its marked pieces]. */
function found(text, entries = NAMES.map((name) => ({ name })), synonyms = {}) {
  return query(index(entries, synonyms), text).map((hit) => [
    hit.name, cut(hit.name, hit.marks).filter(({ marked }) => marked).map((piece) => piece.text),
  ]);
}
const names = (...asked) => found(...asked).map(([name]) => name);

test("words without marks find the whole name first", () => {
  assert.deepEqual(found("doi giay phep lai xe")[0],
    ["Đổi giấy phép lái xe", ["Đổi", "giấy", "phép", "lái", "xe"]]);
});

test("marks and capitals make no difference, and decomposed letters are the same letters", () => {
  assert.deepEqual(found("ĐỔI GIẤY PHÉP LÁI XE"), found("doi giay phep lai xe"));
  assert.deepEqual(names("giấy phép lái".normalize("NFD")), names("giay phep lai"));
});

test("initials find the shortest name first, and are marked where they stand", () => {
  assert.equal(names("plx")[0], "Đổi giấy phép lái xe");
  assert.ok(names("nnkd").includes("Đăng ký thay đổi ngành, nghề kinh doanh"));
  assert.deepEqual(found("plx")[0][1], ["p", "l", "x"]);
});

test("common abbreviations are known without a word in the configuration, several in a row too", () => {
  assert.deepEqual(found("gplx")[0], ["Đổi giấy phép lái xe", ["giấy", "phép", "lái", "xe"]]);
  const company = [{ name: "Thành lập công ty trách nhiệm hữu hạn" }, { name: "Thành lập hội" }];
  for (const typed of ["thanh lap cty", "thanh lap cty tnhh", "cty TNHH", "tl cty"]) {
    assert.equal(names(typed, company)[0], company[0].name, typed);
  }
  assert.deepEqual(names("tt dat dai", [{ name: "Thông tin đất đai" }, { name: "Trung tâm đất đai" }]),
    ["Thông tin đất đai", "Trung tâm đất đai"]);
  assert.deepEqual(names("cty", company, { cty: "hội" }), ["Thành lập hội"]);
});

test("every typed word must begin some word", () => {
  assert.deepEqual(names("giay xay"), ["Cấp giấy phép xây dựng nhà ở riêng lẻ"]);
  assert.deepEqual(found("zzz"), []);
});

test("words may have lost their spaces", () => {
  assert.deepEqual(names("giayphep xaydung"), ["Cấp giấy phép xây dựng nhà ở riêng lẻ"]);
  assert.deepEqual(found("lylichtuphap"),
    [["Cấp phiếu lý lịch tư pháp cho công dân Việt Nam", ["lý lịch tư pháp"]]]);
});

test("where no name fits wholly the nearest ones are shown, if half of it fits", () => {
  assert.equal(names("xin phep xay nha")[0], "Cấp giấy phép xây dựng nhà ở riêng lẻ");
  assert.equal(names("giay zzz")[0], "Đổi giấy phép lái xe");
  assert.deepEqual(found("giay zzz yyy"), []);
  assert.ok(query(index(NAMES.map((name) => ({ name }))), "giay zzz").every(({ near }) => near));
});

test("beginnings are marked and nothing else", () => {
  assert.deepEqual(found("ly lich tu ph"),
    [["Cấp phiếu lý lịch tư pháp cho công dân Việt Nam", ["ph", "lý", "lịch", "tư", "ph"]]]);
});

test("no words find nothing", () => {
  assert.deepEqual([found(""), found(" ,.")], [[], []]);
});

test("other words people use find the name without a mark", () => {
  const entries = [{ name: "Đổi giấy phép lái xe", also: "bằng lái ô tô" }, { name: "Bằng khen" }];
  assert.deepEqual(found("bang lai", entries), [["Đổi giấy phép lái xe", ["lái"]]]);
});

test("synonyms stand for words of the catalogue", () => {
  assert.deepEqual(found("so do", undefined, { "sổ đỏ": "quyền sử dụng đất" }),
    [["Đăng ký biến động quyền sử dụng đất", ["quyền", "sử", "dụng", "đất"]]]);
});

test("equal answers keep the order of popularity", () => {
  assert.deepEqual(names("the", [{ name: "Cấp thẻ A" }, { name: "Cấp thẻ B" }]), ["Cấp thẻ A", "Cấp thẻ B"]);
});

test("a unit stands behind a procedure that fits as well", () => {
  const entries = [{ name: "Lái xe", behind: 3 }, { name: "Thi lái xe" }];
  assert.deepEqual(names("lai xe", entries), ["Thi lái xe", "Lái xe"]);
});
