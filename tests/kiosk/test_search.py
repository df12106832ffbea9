"""The search: folding, ranking, initials, marks; the served module, in the browser."""

import pytest

NAMES = [
    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "Cấp lại giấy phép lái xe bị mất",
    "Đổi giấy phép lái xe của nước ngoài",
    "Đổi giấy phép lái xe",
    "Cấp giấy phép xe tập lái",
    "Đăng ký thay đổi ngành, nghề kinh doanh",
    "Đăng ký biến động quyền sử dụng đất",
    "Cấp phiếu lý lịch tư pháp cho công dân Việt Nam",
]

FIND = """async ([text, entries, synonyms]) => {
  const page = JSON.parse(document.getElementById("page").textContent);
  const search = await import(page.asset_base + "/kiosk/search.js");
  return search.query(search.index(entries, synonyms), text)
    .map((hit) => [hit.name, search.cut(hit.name, hit.marks)
      .filter((piece) => piece.marked).map((piece) => piece.text)]);
}"""


@pytest.fixture
def found(kiosk):
    def find(text, entries=None, synonyms=None):
        entries = entries or [{"name": name} for name in NAMES]
        return kiosk.evaluate(FIND, [text, entries, synonyms or {}])

    return find


def names(hits):
    return [name for name, _ in hits]


def test_words_without_marks_find_the_whole_name_first(found):
    hits = found("doi giay phep lai xe")
    assert hits[0] == ["Đổi giấy phép lái xe", ["Đổi", "giấy", "phép", "lái", "xe"]]


def test_marks_and_capitals_make_no_difference(found):
    assert found("ĐỔI GIẤY PHÉP LÁI XE") == found("doi giay phep lai xe")


def test_decomposed_letters_are_the_same_letters(found):
    decomposed = "giấy phép lái"
    assert names(found(decomposed)) == names(found("giay phep lai"))


def test_initials_find_the_shortest_name_first(found):
    assert names(found("gplx"))[0] == "Đổi giấy phép lái xe"
    assert "Đăng ký thay đổi ngành, nghề kinh doanh" in names(found("nnkd"))


def test_initials_are_marked_where_they_stand(found):
    hits = dict(found("gplx"))
    assert hits["Đổi giấy phép lái xe"] == ["g", "p", "l", "x"]


def test_every_typed_word_must_begin_some_word(found):
    assert names(found("giay xay")) == ["Cấp giấy phép xây dựng nhà ở riêng lẻ"]
    assert found("zzz") == []


def test_words_may_have_lost_their_spaces(found):
    assert names(found("giayphep xaydung")) == ["Cấp giấy phép xây dựng nhà ở riêng lẻ"]
    assert found("lylichtuphap") == [
        ["Cấp phiếu lý lịch tư pháp cho công dân Việt Nam", ["lý lịch tư pháp"]]
    ]


def test_where_no_name_fits_wholly_the_nearest_ones_are_shown(found):
    assert names(found("xin phep xay nha"))[0] == "Cấp giấy phép xây dựng nhà ở riêng lẻ"
    assert names(found("giay zzz"))[0] == "Đổi giấy phép lái xe"
    assert found("giay zzz yyy") == [], "less than half of it fits"


def test_beginnings_are_marked_and_nothing_else(found):
    assert found("ly lich tu ph") == [
        ["Cấp phiếu lý lịch tư pháp cho công dân Việt Nam", ["ph", "lý", "lịch", "tư", "ph"]]
    ]


def test_no_words_find_nothing(found):
    assert found("") == found(" ,.") == []


def test_other_words_people_use_find_the_name_without_a_mark(found):
    entries = [{"name": "Đổi giấy phép lái xe", "also": "bằng lái ô tô"}, {"name": "Bằng khen"}]
    assert found("bang lai", entries) == [["Đổi giấy phép lái xe", ["lái"]]]


def test_synonyms_stand_for_words_of_the_catalogue(found):
    hits = found("so do", None, {"sổ đỏ": "quyền sử dụng đất"})
    assert hits == [["Đăng ký biến động quyền sử dụng đất", ["quyền", "sử", "dụng", "đất"]]]


def test_equal_answers_keep_the_order_of_popularity(found):
    entries = [{"name": "Cấp thẻ A"}, {"name": "Cấp thẻ B"}]
    assert names(found("the", entries)) == ["Cấp thẻ A", "Cấp thẻ B"]


def test_a_unit_stands_behind_a_procedure_that_fits_as_well(found):
    entries = [{"name": "Lái xe", "behind": 3}, {"name": "Thi lái xe"}]
    assert names(found("lai xe", entries)) == ["Thi lái xe", "Lái xe"]
