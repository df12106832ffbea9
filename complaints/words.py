"""The words of complaints as these pages ask for them."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from complaints.view import Texts
from queueing.hall.complaints import Complaint
from web.citizen_words import WordsKept


class ComplaintWords(WordsKept, Protocol):
    """Keeps complaints and answers, and gives them out."""

    def find(self, ids: Iterable[str]) -> Texts:
        """Return the texts that there still are of these, by id."""
        ...


def find_texts(words: ComplaintWords, complaints: Iterable[Complaint]) -> Texts:
    """Return the words of complaints and of their answers, by id."""
    each = list(complaints)
    ids = [one.code for one in each] + [one.answer for one in each if one.answer]
    return words.find(ids) if ids else {}


def write_day(day: date | None) -> str:
    """Return a day as people write it, "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""
