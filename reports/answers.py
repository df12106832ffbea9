"""What the statistics answer: rows of figures, their total, and the same of the days before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from queueing.hall import Hall
from reports.questions import Question

Value = int | float | None
Figures = Mapping[str, Value]
"""Key of reports.definitions -> value; seconds rounded to a tenth, shares to four places."""


@dataclass(frozen=True, slots=True)
class Row:
    """`key`: what the row stands for, as questions.By says; empty: no counter, no officer."""

    key: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Half:
    """The figures of one period; rows in the order of the catalogue, else of their keys.

    `pauses`: reason -> seconds paused, "" where no reason was given.
    """

    rows: Sequence[Row]
    total: Figures
    pauses: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """True at the hall's journal number; `at`: when it was read."""

    question: Question
    hall: Hall
    at: datetime
    now: Half
    before: Half | None = None
