"""Codes of slips that were printed in advance prove themselves."""

from datetime import date

import pytest

from web.paper_slips import PaperCodes, make_roll

ROLL = make_roll("A", 1, 50, date(2026, 11, 23))


def test_a_code_says_number_and_roll():
    said = PaperCodes(b"k").read(PaperCodes(b"k").make(ROLL, 7))
    assert (said.number, said.roll) == ("A9007", ROLL)
    assert PaperCodes(b"other").read(PaperCodes(b"k").make(ROLL, 7)) is None


@pytest.mark.parametrize("digit", ["0", "\u0661", "\u0967"])
def test_what_nobody_has_made_says_nothing(digit):
    assert PaperCodes(b"k").read(f"A9001-001-050-261123-{digit * 20}") is None
