"""Names come in the order of the Vietnamese alphabet, and 2 before 10."""

from random import Random
from unicodedata import normalize

import pytest

from queueing.name_order import make_name_key

IN_ORDER = [
    # numbers count as numbers, wherever they stand
    ["1.png", "2.png", "10.png", "11.png"],
    ["Quầy 2", "Quầy 02A", "Quầy 10"],
    ["1.000700", "1.002110", "1.010000", "2.000001"],
    ["2-9", "2-10", "10-1"],
    # letters of their own: ă after a, đ after d, ô and ơ after o
    ["an", "ăn", "ân", "bà", "Cấp", "Dân", "Đất", "Em", "ếch", "Lý", "on", "ông", "ở", "tu", "tư"],
    # tones only between equal letters, in the order of schools: ngang huyền hỏi ngã sắc nặng
    ["ma", "mà", "mả", "mã", "má", "mạ", "man"],
    ["hoa", "hoà", "hòa", "hoá", "hoan"],
    # letters before and behind numbers, any kind and number of spaces
    ["Quầy 1", "Quầy  2", "Quầy 2A", "Quầy 2B", "Quầy 10", "Quầy 10A", "Quầy A2", "Quầy A10"],
    ["Tầng\xa01", "Tầng 2", " Tầng 3", "Tầng hầm", "Tầng trệt"],
    ["Dương", "ĐAN", "\xd0en", "Đỗ", "Em"],  # the same letter by another keyboard
    # a space comes before every letter
    ["Cấp đổi", "Cấp lại", "Cấp lại A", "Cấpx"],
    # other alphabets after, without an error
    ["z", "ការ"],
    ["", "a"],
]  # fmt: skip


@pytest.mark.parametrize("names", IN_ORDER)
def test_names_come_as_people_look_for_them(names: list[str]) -> None:
    shuffled = Random(7).sample(names, len(names))
    assert sorted(shuffled, key=make_name_key) == names
    decomposed = [normalize("NFD", name) for name in shuffled]
    composed = [normalize("NFC", name) for name in sorted(decomposed, key=make_name_key)]
    assert composed == names


def test_capitals_make_no_difference_to_the_place() -> None:
    assert sorted(["b", "A", "a", "B"], key=make_name_key) == ["A", "a", "B", "b"]
