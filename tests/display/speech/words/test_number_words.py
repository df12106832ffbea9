"""Numbers as words: the handbook's table and checksums, and what every number must keep to."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.speech.words.number_words import (
    LARGEST,
    spell_english_number,
    spell_number,
)

TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "number_words.txt").read_text("utf-8").splitlines()[1:]
]
CHECKSUMS = {"north": "411331f9f827af85", "south": "141f67d5cd7221ef"}
DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
VALUES = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
numbers = st.integers(0, LARGEST)
styles = st.sampled_from(["south", "north"])


def understood(words):
    """A listener: every word adds to the number, place words multiply what was heard last."""
    total = heard = 0
    for word in words.split():
        if word in VALUES:
            total, heard = total + heard, VALUES[word]
        elif word == "mười":
            total, heard = total + heard + 10, 0
        else:
            place = {"mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000, "linh": 1, "lẻ": 1}
            total, heard = total + heard * place[word], 0
    return total + heard


def understood_english(words):
    units = [spell_english_number(n) for n in range(20)]
    tens = {spell_english_number(n): n for n in range(20, 100, 10)}
    total = heard = 0
    for word in words.replace("-", " ").split():
        if word in ("hundred", "thousand"):
            total, heard = total + heard * {"hundred": 100, "thousand": 1000}[word], 0
        elif word != "and":
            heard += tens[word] if word in tens else units.index(word)
    return total + heard


@pytest.mark.parametrize(("n", "north", "south"), TABLE)
def test_the_handbooks_table(n, north, south):
    assert spell_number(int(n), "north") == north
    assert spell_number(int(n), "south") == spell_number(int(n)) == south


@pytest.mark.parametrize("style", CHECKSUMS)
def test_zero_to_999_are_those_that_the_handbook_has_a_checksum_of(style):
    words = "\n".join(spell_number(n, style) for n in range(1000))
    assert hashlib.sha256(words.encode()).hexdigest().startswith(CHECKSUMS[style])


@given(numbers, styles)
def test_a_listener_understands_every_number(n, style):
    assert understood(spell_number(n, style)) == n


@given(st.integers(1001, LARGEST))
def test_above_a_thousand_empty_hundreds_are_said_and_the_rest_is_said_as_below(n):
    thousands, below = divmod(n, 1000)
    said = spell_number(n)
    if below >= 100:
        assert said == f"{DIGITS[thousands]} ngàn {spell_number(below)}"
    elif below:
        rest = spell_number(100 + below).removeprefix("một ")
        assert said == f"{DIGITS[thousands]} ngàn không {rest}"


def test_the_north_says_linh_and_nghin_where_the_south_says_le_and_ngan():
    assert spell_number(1005, "north") == "một nghìn không trăm linh năm"
    assert spell_number(1005, "south") == "một ngàn không trăm lẻ năm"
    assert spell_number(2000, "south") == "hai ngàn"


@given(numbers)
def test_a_listener_understands_every_english_number(n):
    assert understood_english(spell_english_number(n)) == n


def test_english_numbers_are_written_as_they_are_said():
    said = {
        0: "zero", 7: "seven", 15: "fifteen", 20: "twenty", 21: "twenty-one", 40: "forty",
        100: "one hundred", 105: "one hundred and five", 999: "nine hundred and ninety-nine",
        1000: "one thousand", 1015: "one thousand and fifteen", 2110: "two thousand one hundred"
        " and ten",
    }  # fmt: skip
    assert {n: spell_english_number(n) for n in said} == said


@pytest.mark.parametrize("n", [-1, LARGEST + 1])
def test_other_numbers_are_refused_rather_than_said_wrong(n):
    with pytest.raises(ValueError, match="from 0 to 9999"):
        spell_number(n)
    with pytest.raises(ValueError, match="from 0 to 9999"):
        spell_english_number(n)
