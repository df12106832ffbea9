"""In which row a leg counts: by one of its words, or by the local time of what is counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import numpy as np

from reports.periods import Period
from reports.questions import By, ByTime
from reports.statistics.legs import COLUMN_OF, Column, Legs

HOUR_US = 3_600_000_000
DAY_US = 24 * HOUR_US
CLOCK_STEP_US = HOUR_US // 2
"""Clocks are changed on the half hour, if they are."""
ROW = np.uint16
"""Sorting so many rows takes a time that grows with the legs alone."""
EPOCH = date(1970, 1, 1)
EPOCH_WEEKDAY = EPOCH.weekday()


@dataclass(frozen=True, slots=True)
class Grouping:
    """`size`: how many rows there may be, numbered from 0. `key`: number -> key of the row.

    `rows`: (legs, which of them, the moments by which they count) -> the number of each one's row.
    """

    size: int
    key: Callable[[int], str]
    rows: Callable[[Legs, Column, Column], Column]


def grouping(by: By, legs: Legs, period: Period, zone: ZoneInfo) -> Grouping:
    """Return how legs are put into rows that stand for `by`."""
    if by in get_args(ByTime):
        return _by_time(by, period, zone)
    column = COLUMN_OF[by]
    words = tuple(legs.words)
    return Grouping(
        len(words), words.__getitem__, lambda legs, chosen, _moments: legs[column][chosen]
    )


def _by_time(by: By, period: Period, zone: ZoneInfo) -> Grouping:
    size, key, number = _numbered(by, period)

    def rows(_legs: Legs, _chosen: Column, moments: Column) -> Column:
        local = moments + _offsets(moments, zone)
        return number(local // DAY_US, local % DAY_US // HOUR_US).astype(ROW)

    return Grouping(size, key, rows)


def _numbered(
    by: By, period: Period
) -> tuple[int, Callable[[int], str], Callable[[Column, Column], Column]]:
    """Return how many rows there are, their keys, and (days since 1970, hour) -> row."""
    match by:
        case "day":
            first = (period.first - EPOCH).days
            days = (period.last - period.first).days + 1
            return (
                days,
                lambda row: (period.first + timedelta(days=row)).isoformat(),
                lambda day, _hour: day - first,
            )
        case "weekday":
            return 7, lambda row: str(row + 1), lambda day, _hour: _weekday(day)
        case "hour":
            return 24, str, lambda _day, hour: hour
        case _:
            return (
                7 * 24,
                lambda row: f"{row // 24 + 1}-{row % 24}",
                lambda day, hour: _weekday(day) * 24 + hour,
            )


def _weekday(days: Column) -> Column:
    """Return 0 for Monday."""
    return (days + EPOCH_WEEKDAY) % 7


def _offsets(moments: Column, zone: ZoneInfo) -> Column:
    """Return what the local clock is ahead of UTC, in microseconds, at each moment."""
    if not len(moments):
        return moments
    steps = moments // CLOCK_STEP_US
    first = int(steps.min())
    steps -= first
    offsets = np.zeros(int(steps.max()) + 1, dtype=np.int64)
    for step in np.flatnonzero(np.bincount(steps)):
        at = datetime.fromtimestamp((first + int(step)) * CLOCK_STEP_US // 1_000_000, UTC)
        ahead = at.astimezone(zone).utcoffset()
        assert ahead is not None, "a time in a zone has an offset"
        offsets[step] = ahead.days * DAY_US + ahead.seconds * 1_000_000
    found: Column = offsets[steps]
    return found
