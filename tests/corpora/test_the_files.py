"""The corpora are what their rules make, and as large as they should be."""

import pytest

from tests.corpora.files import MADE, read
from tests.corpora.scripts import CALL


@pytest.mark.parametrize(
    ("name", "least"), [("scripts", 400), ("formulas", 180), ("addresses", 200), ("hosts", 60)]
)
def test_a_corpus_is_what_its_rules_make_and_no_text_comes_twice(name, least):
    texts = read(name)
    assert texts == MADE[name]()
    assert len(set(texts)) == len(texts) >= least


def test_every_script_has_the_call_by_a_number_of_its_own():
    assert all(f"{CALL}({number})" in text for number, text in enumerate(read("scripts")))
