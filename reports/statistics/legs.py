"""The legs that a question reads, as columns of numbers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reports.questions import Part
from storage.report_tables import SHEET_COLUMNS
from storage.sheets import WORDS, Sheet

Column = NDArray[Any]
COLUMN_OF = {
    "department": "department", "service": "service_code", "counter": "counter",
    "officer": "officer", "priority": "priority",
}  # fmt: skip
"""Field of a part -> the column that holds it."""


@dataclass(frozen=True, slots=True)
class Legs:
    """Columns by name, see storage.report_tables; words are numbers, their place in `words`."""

    words: Mapping[str, int]
    columns: Mapping[str, Column]

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]

    def code(self, word: str) -> int:
        """Return the number of a word; one that no leg has is -1, which equals nothing."""
        return self.words.get(word, -1)

    def are(self, name: str, word: str) -> Column:
        """Return which legs have this word in a column."""
        equal: Column = self[name] == self.code(word)
        return equal

    def within(self, part: Part) -> Column:
        """Return which legs fit every field of the part."""
        fitting = np.ones(len(self["leg"]), dtype=np.bool_)
        for field, column in COLUMN_OF.items():
            word = getattr(part, field)
            if word is not None:
                fitting &= self.are(column, word)
        return fitting


def joined(sheets: Iterable[Sheet], names: Sequence[str], most: int) -> Legs:
    """Return the columns `names` of all sheets, one behind the other; `most` legs at most."""
    words = {"": 0}
    columns = {name: np.empty(most, dtype=SHEET_COLUMNS[name]) for name in names}
    count = 0
    for sheet in sheets:
        own = [words.setdefault(word, len(words)) for word in json.loads(sheet.words)]
        renumbered = np.array(own, dtype=SHEET_COLUMNS["end"])
        place = slice(count, count + sheet.legs)
        for name, column in columns.items():
            numbers = np.frombuffer(sheet.columns[name], dtype=column.dtype)
            column[place] = renumbered[numbers] if name in WORDS else numbers
        count += sheet.legs
    return Legs(words, {name: column[:count] for name, column in columns.items()})
