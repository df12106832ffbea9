"""The search without scripts: words of the name, with or without marks, other words, synonyms."""

import pytest

from procedures.elsewhere import find_elsewhere, fold_line
from procedures.finding import find, fold, index
from tests.kiosk.catalogue import catalogue

FINDABLE = index(catalogue())
SYNONYMS = {"bằng lái": "giấy phép lái xe", "llt": "lý lịch tư pháp"}


def names(typed, most=9):
    return [each.name_vi for each in find(FINDABLE, typed, SYNONYMS, most)]


@pytest.mark.parametrize(
    "typed",
    ["doi giay phep lai xe", "Đổi giấy phép lái xe", "ĐỔI  GIẤY-PHÉP, lái xe!", "doi gi ph lai"],
)
def test_words_are_found_with_and_without_their_marks_and_by_their_beginnings(typed):
    assert names(typed)[0] == "Đổi giấy phép lái xe"


def test_after_a_consonant_y_and_i_are_one_sound_for_who_has_no_scripts_too():
    for one, other in (("lý lịch", "lí lịch"), ("công ty", "công ti")):
        assert names(one) == names(other) != []
    assert names("xây") != []
    assert names("xâi") == []


def test_every_typed_word_must_be_there():
    assert names("giay phep lai may bay") == []
    assert names("") == names("?!") == []


def test_other_words_people_use_lead_to_the_words_of_the_catalogue():
    assert "Đổi giấy phép lái xe" in names("doi bang lai")
    assert names("LLT") == ["Cấp phiếu lý lịch tư pháp cho công dân Việt Nam"]


def test_a_code_and_an_english_name_are_found_and_names_come_first():
    assert names("limited liability company")[0].startswith("Đăng ký thành lập")
    assert names("GTVT-LX-1") == ["Đổi giấy phép lái xe"]
    assert len(names("giay", most=3)) == 3


def test_letters_of_any_kind_are_folded():
    assert fold("Ủy ban Đường Ước") == "uy ban duong uoc"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("can cuoc", "căn cước"),
        ("làm Căn Cước cho con", "căn cước"),
        ("cancuoc", "căn cước"),
        ("CCCD", "cccd"),
        ("cuoc can", None),
        ("can", None),
        ("", None),
    ],
)
def test_what_is_not_done_here_is_known_however_it_is_written(typed, meant):
    groups = [{"asked": ["căn cước", "cccd"], "go_to": {"vi": "Công an xã, phường gần nhất"}}]
    found = find_elsewhere(typed, groups, [fold_line("Sở Xây dựng")])
    assert (found and found.name) == meant
    assert find_elsewhere(typed, groups, [fold_line("Cấp thẻ căn cước"), fold_line("cccd")]) is None
