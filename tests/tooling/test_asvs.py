"""The answers to OWASP ASVS 5.0.0, levels 1 and 2: each requirement once, and what shows it."""

import csv
from collections import Counter

import pytest

from tests.program import ROOT

ANSWERS = {"met", "partly", "not met", "not applicable"}
SHOWN = {"met", "partly"}
OF_LEVEL = {"1": 70, "2": 184}
OF_CHAPTER = {
    1: 27, 2: 12, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13,
    14: 9, 15: 13, 16: 16, 17: 7,
}  # fmt: skip
"""Chapter -> its requirements of both levels, counted in the standard's own table."""


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def place(row: dict[str, str]) -> tuple[int, ...]:
    return tuple(int(part) for part in row["id"].removeprefix("V").split("."))


def test_every_requirement_of_both_levels_is_answered_once_in_order(
    rows: list[dict[str, str]],
) -> None:
    places = [place(row) for row in rows]
    assert places == sorted(set(places))
    assert {len(each) for each in places} == {3}
    assert Counter(row["level"] for row in rows) == OF_LEVEL
    assert Counter(each[0] for each in places) == OF_CHAPTER


def test_an_answer_is_one_of_four_and_has_its_reason(rows: list[dict[str, str]]) -> None:
    assert {row["answer"] for row in rows} == ANSWERS
    silent = [row["id"] for row in rows if row["answer"] != "met" and not row["note"].endswith(".")]
    assert silent == []


def test_what_is_met_is_shown_by_a_file_that_is_there(rows: list[dict[str, str]]) -> None:
    assert [row["id"] for row in rows if row["answer"] in SHOWN and not row["shown_by"]] == []
    named = {row["shown_by"] for row in rows if row["shown_by"]}
    assert sorted(path for path in named if not (ROOT / path).is_file()) == []
