"""A query of the statistics and its result: which days, what a row stands for, what is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from queueing.hall import Hall
from queueing.numbering import service_day
from reports.months.relations import Span

WordDimension = Literal[
    "department", "service", "counter", "officer", "priority", "channel", "call_reason"
]
SavedDimension = Literal["reason", "procedure"]
TimeDimension = Literal["day", "weekday", "hour", "weekday_hour"]
Dimension = WordDimension | SavedDimension | TimeDimension
"""What a row stands for. Keys: a code, a counter's id, an officer's name, a channel, why a leg was
called out of turn; a SavedBy, a procedure's code; `2026-11-23`; weekday 1 (Monday) to 7; hour 0 to
23; weekday and hour `1-8`. Times are the local ones of what is counted: of the first call, of the
issue, of the end."""
OF_SAVED: tuple[Dimension, ...] = get_args(SavedDimension)
"""What only visits that ended without a number are divided by."""
DIMENSIONS: tuple[Dimension, ...] = (
    *get_args(WordDimension), *OF_SAVED, *get_args(TimeDimension),
)  # fmt: skip
Value = int | float | None
WEEK = timedelta(weeks=1)
Figures = Mapping[str, Value]
"""Key of reports.figures -> value; seconds rounded to a tenth, shares to four places."""


@dataclass(frozen=True, slots=True)
class Period:
    """Whole service days, both included."""

    first: date
    last: date

    def span(self, zone: ZoneInfo) -> Span:
        """Return the period as aware UTC times: midnight of the centre to midnight after it."""
        return _midnight(self.first, zone), _midnight(self.last + timedelta(days=1), zone)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which legs, tickets and sessions count: those that fit every field that is not None."""

    department: str | None = None
    service: str | None = None
    counter: str | None = None
    officer: str | None = None
    priority: str | None = None
    channel: str | None = None
    call_reason: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """The fields that are not None."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Query:
    """`compare`: with earlier days as well, those that reports.comparable finds."""

    period: Period
    by: Dimension
    filter: Filter = Filter()
    compare: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`key`: what the row stands for, as Dimension says; empty: no counter, no officer."""

    key: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """The figures of one period; rows in the order of the catalogue, else of their keys.

    `pauses`: reason -> seconds paused, "" where no reason was given.
    """

    rows: Sequence[Row]
    total: Figures
    pauses: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a period is compared with: the days `weeks` weeks before its own.

    `earlier`: all these days. `days`: those of the period that are compared. `left_out`: those of
    it that are not, though people came on them or on those before. `until`: the moment up to which
    the last of `days` has passed, None where it is over.
    """

    weeks: int
    earlier: Period
    days: tuple[date, ...] = ()
    left_out: tuple[date, ...] = ()
    until: datetime | None = None

    @property
    def earlier_days(self) -> tuple[date, ...]:
        """The days that `days` are compared with."""
        return tuple(day - self.weeks * WEEK for day in self.days)

    @property
    def earlier_until(self) -> datetime | None:
        """The moment up to which the last of the earlier days counts, by the centre's clock."""
        return None if self.until is None else self.until - self.weeks * WEEK


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of the days that may be compared, and those of the days they are compared with.

    Where nothing may be compared both are empty.
    """

    comparison: Comparison
    now: PeriodFigures
    before: PeriodFigures

    def pair_rows(self, by: Dimension) -> Mapping[str, tuple[Figures, Figures]]:
        """Return key of a row -> its figures now and before; a day stands beside its own."""
        before = {row.key: row.figures for row in self.before.rows}
        if by == "day":
            weeks = self.comparison.weeks * WEEK
            before = {
                (date.fromisoformat(key) + weeks).isoformat(): figures
                for key, figures in before.items()
            }
        return {
            row.key: (row.figures, before[row.key]) for row in self.now.rows if row.key in before
        }


@dataclass(frozen=True, slots=True)
class Result:
    """True at the hall's journal number; `at`: when it was read."""

    query: Query
    hall: Hall
    at: datetime
    now: PeriodFigures
    compared: Compared | None = None


def today(hall: Hall, now: datetime) -> Period:
    """Return the present service day as a period."""
    day = service_day(now, hall.catalogue.zone_info)
    return Period(day, day)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
