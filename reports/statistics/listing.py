"""The legs behind a figure, sorted, a page at a time; and all legs of a period, for files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from queueing.catalogue import Limits
from reports.aggregates import ANY_UNSURE, MOMENTS, UNSURE, WAIT_UNKNOWN, WAIT_UNSURE, fill_in
from reports.figures import BY_KEY
from reports.months.relations import Relations, Span
from reports.query import Filter
from reports.statistics.counting import condition
from reports.statistics.keys import within

PAGE = 50
SORTS = {"time": "", "waiting": "waiting_us", "service": "service_us", "parked": "parked_us"}
"""What a list may be sorted by, the largest first; by time: by the figure's own moment."""
LEG = (
    "ticket", "leg", "day", "number", "service", "counter", "officer", "priority", "entered_at",
    "called_at", "ended_at", '"end"', "low_min", "high_min", "waiting_us", "service_us",
    "parked_us", WAIT_UNKNOWN, "call_reason", "passed", "delay_us",
)  # fmt: skip
EXPORTED = (
    "number", "day", "department", "service", "counter", "officer", "priority", "channel",
    "taken_at", "entered_at", "called_at", "started_at", "ended_at",
    f"CASE WHEN NOT {WAIT_UNKNOWN} THEN waiting_us / 1e6 END", "walking_us / 1e6",
    "service_us / 1e6", "parked_us / 1e6", '"end"', "outcome", "dossiers", "delivered",
    "times_called", "in_turn", "call_reason", "passed", "delay_us / 1e6",
)  # fmt: skip
_LISTED_AT = "coalesce(called_or_ended_at, entered_at)"


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which legs: those behind `figure`, a key of reports.figures, within the filter.

    `without`: ids of tickets that are kept from whoever asks.
    """

    figure: str
    span: Span
    filter: Filter
    limits: Limits
    sort: str = "time"
    after: "Place | None" = None
    without: tuple[str, ...] = ()


class Place(NamedTuple):
    """Where a page ends: the last leg's value in the sorted column, its ticket and number."""

    value: int
    ticket: str
    leg: int


class Leg(NamedTuple):
    """A leg of a list; moments aware UTC, durations in microseconds; `unsure`: its service time,
    `wait_unsure`: its wait; `wait_unknown`: nobody can say anything of that. `call_reason`,
    `passed`, `delay_us`: of a call out of turn, why, before how many, and what it cost them.
    """

    ticket: str
    leg: int
    day: date
    number: str
    service: str
    counter: str | None
    officer: str | None
    priority: str
    entered_at: datetime
    called_at: datetime | None
    ended_at: datetime | None
    end: str | None
    low_min: int | None
    high_min: int | None
    waiting_us: int
    service_us: int
    parked_us: int
    wait_unknown: bool
    call_reason: str | None
    passed: int | None
    delay_us: int | None
    unsure: bool
    wait_unsure: bool


@dataclass(frozen=True, slots=True)
class LegPage:
    """A page of legs, and how many there are on all pages; `following`: where the next goes on."""

    count: int
    legs: list[Leg]
    following: Place | None


def list_legs(relations: Relations, query: ListQuery) -> LegPage:
    """Return one page of the legs behind a figure."""
    figure = BY_KEY[query.figure]
    which, values = _choose(query.filter, query.without)
    legs = (
        f"{relations.legs(query.span)} WHERE {within(figure.moment, query.span)} "
        f"AND {MOMENTS[figure.moment]} AND ({fill_in(figure.listed, query.limits)}) AND {which}"
    )
    (count,), *_ = relations.rows(f"SELECT count(*) FROM {legs}", values)
    unsure = fill_in(UNSURE, query.limits)
    value = SORTS[query.sort] or f"epoch_ms({figure.moment})"
    beyond = "TRUE" if query.after is None else f"({value}, ticket, leg) < (?, ?, ?)"
    found = relations.rows(
        f"SELECT {', '.join(LEG)}, coalesce({unsure}, FALSE), {WAIT_UNSURE}, {value} "
        f"FROM {legs} AND {beyond} "
        f"ORDER BY {value} DESC, ticket DESC, leg DESC LIMIT {PAGE + 1}",
        [*values, *(query.after or ())],
    )
    following = None
    if len(found) > PAGE:
        last = found[PAGE - 1]
        following = Place(last[-1], last[0], last[1])
    return LegPage(count, [Leg(*_in_utc(row[:-1])) for row in found[:PAGE]], following)


def count_legs(
    relations: Relations, span: Span, filter: Filter, without: Sequence[str] = ()
) -> int:
    """Return how many legs `read_legs` gives."""
    legs, values = _period(relations, span, filter, without)
    ((count,),) = relations.rows(f"SELECT count(*) FROM {legs}", values)
    return int(count)


def read_legs(
    relations: Relations,
    span: Span,
    filter: Filter,
    limits: Limits,
    without: Sequence[str] = (),
) -> list[Sequence[object]]:
    """Return EXPORTED of every leg of the span once: by its first call, else its end, else entry.

    Behind them: whether one of its times is unsure. Moments are aware UTC, durations seconds.
    `without`: ids of tickets that are left out.
    """
    legs, values = _period(relations, span, filter, without)
    unsure = f"coalesce({fill_in(ANY_UNSURE, limits)}, FALSE)"
    rows = relations.rows(
        f"SELECT {', '.join(EXPORTED)}, {unsure} FROM {legs} ORDER BY {_LISTED_AT}, number", values
    )
    return [_in_utc(row) for row in rows]


def _choose(filter: Filter, without: Sequence[str]) -> tuple[str, list[object]]:
    """Return the condition of a filter and its values, without these tickets."""
    which, values = condition(filter)
    if not without:
        return which, [*values]
    return f"{which} AND ticket NOT IN ({', '.join('?' * len(without))})", [*values, *without]


def _period(
    relations: Relations, span: Span, filter: Filter, without: Sequence[str]
) -> tuple[str, list[object]]:
    which, values = _choose(filter, without)
    return f"{relations.legs(span)} WHERE {within(_LISTED_AT, span)} AND {which}", values


def _in_utc(row: Sequence[Any]) -> list[Any]:
    return [value.replace(tzinfo=UTC) if isinstance(value, datetime) else value for value in row]
