"""Legs of one kind, each in the row it counts in: how many there are, and how long they took."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from queueing.times import rank, ratio
from reports.answers import Value
from reports.statistics.grouping import ROW, Grouping
from reports.statistics.legs import Column, Legs

SECOND_US = 1_000_000


@dataclass(frozen=True, slots=True)
class Times:
    """The times of `n` legs, in microseconds."""

    n: int = 0
    total: int = 0
    p50: int | None = None
    p90: int | None = None
    most: int | None = None

    def figures(self, name: str) -> Mapping[str, Value]:
        """Return mean, percentiles and maximum in seconds."""
        return {
            f"{name}_mean_s": _tenths(ratio(self.total, self.n * SECOND_US)),
            f"{name}_p50_s": _seconds(self.p50),
            f"{name}_p90_s": _seconds(self.p90),
            f"{name}_max_s": _seconds(self.most),
        }


NONE = Times()


class Group:
    """Legs of one kind, sorted by row. Every list has an item a row, and last one for all legs."""

    def __init__(self, legs: Legs, wanted: Column, moment: str, grouping: Grouping) -> None:
        """Take the legs where `wanted` is true; `moment`: the column by which they are counted."""
        chosen = np.flatnonzero(wanted)
        rows = grouping.rows(legs, chosen, legs[moment][chosen]).astype(ROW, copy=False)
        order = np.argsort(rows, kind="stable")
        self._legs, self._chosen, self._rows = legs, chosen[order], rows[order]
        self._size = grouping.size
        self._columns: dict[str, Column] = {}

    def __getitem__(self, name: str) -> Column:
        if name not in self._columns:
            self._columns[name] = self._legs[name][self._chosen]
        return self._columns[name]

    def count(self, which: Column | None = None) -> list[int]:
        """Return how many legs there are, or how many of them are meant by `which`."""
        rows = self._rows if which is None else self._rows[which]
        counts = np.bincount(rows, minlength=self._size).tolist()
        return [*counts, len(rows)]

    @property
    def everyone(self) -> Column:
        """All legs of the group."""
        return np.ones(len(self._rows), dtype=np.bool_)

    def are(self, name: str, word: str) -> Column:
        """Return which legs have this word in a column."""
        equal: Column = self[name] == self._legs.code(word)
        return equal

    def having(self, name: str, word: str) -> list[int]:
        """Return how many legs have this word in a column."""
        return self.count(self.are(name, word))

    def sums(self, name: str) -> list[int]:
        """Return the sums of a column of small numbers."""
        sums = np.bincount(self._rows, self[name], minlength=self._size).astype(np.int64).tolist()
        return [*sums, sum(sums)]

    def times(self, name: str, which: Column) -> list[Times]:
        """Return the times of the legs that are meant."""
        values = self[name][which]
        ends = np.cumsum(np.bincount(self._rows[which], minlength=self._size)).tolist()
        each = [
            _times(values[start:end]) if start < end else NONE
            for start, end in pairwise([0, *ends])
        ]
        return [*each, _times(values) if len(values) else NONE]


def _times(values: Column) -> Times:
    n = len(values)
    middle, high = rank(50, n), rank(90, n)
    p50 = p90 = None
    if middle is not None and high is not None:
        placed = np.partition(values, (middle - 1, high - 1))
        p50, p90 = int(placed[middle - 1]), int(placed[high - 1])
    return Times(n, int(values.sum()), p50, p90, int(values.max()))


def _seconds(microseconds: int | None) -> float | None:
    return None if microseconds is None else _tenths(microseconds / SECOND_US)


def _tenths(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
