"""What offices write of a dossier: its state in their words, days in their forms. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from unicodedata import normalize

from results.status import Standing
from web.typed_days import find_written_day

DAYS: Mapping[Standing, str] = {
    Standing.READY: "since",
    Standing.NOT_YET: "due",
    Standing.PAPER_MISSING: "papers_by",
    Standing.RETURNED: "handed_out",
}
"""The column, and the path of a service, with a state's own day: none stands in for another."""
EARLIEST, LATEST = 1990, 2100
MOST_PAPERS, LONGEST_PAPER = 10, 200
MOST_DIGITS = 3


def fold_words(text: object) -> str:
    """Return words as they are compared."""
    return " ".join(normalize("NFC", f"{text}").casefold().split())


class StandingWords:
    """What a source calls the states: a state in small letters, or the number of it."""

    def __init__(self, words: Mapping[Standing, Sequence[str]]) -> None:
        """Know the states by their own names too."""
        self._known = {fold_words(each): standing for standing in words for each in words[standing]}
        self._known |= {str(standing): standing for standing in words}

    def find(self, said: object) -> Standing | None:
        """Return the state, None where these words are none."""
        return self._known.get(fold_words(said))


def read_day(said: object) -> date | None:
    """Return the day of 25/11/2026, 2026-11-25 or 20261125103000; None where none is said."""
    found = find_written_day(f"{said or ''}")
    return found if found is not None and EARLIEST <= found.year <= LATEST else None


def read_papers(said: object) -> tuple[str, ...]:
    """Return the papers of a list, or of a text with one a line or between semicolons."""
    listed: Iterable[object] = (
        said if isinstance(said, list) else re.split(r"[\n;]", f"{said or ''}")
    )
    papers = (" ".join(f"{each}".split()).strip("-•+ ") for each in listed)
    return tuple(paper[:LONGEST_PAPER] for paper in papers if paper)[:MOST_PAPERS]


def name_words(said: object) -> str:
    """Return the words of a state for logs and administrators; nothing of what may be a code."""
    text = f"{said}"[:60]
    return "…" if sum(sign.isdigit() for sign in text) > MOST_DIGITS else text
