"""The tickets behind a figure: the legs that it counts, sorted, a page at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Float,
    Row,
    Select,
    and_,
    func,
    or_,
    select,
    true,
    tuple_,
    type_coerce,
)

from queueing.times import TRANSFERRED
from storage.report_tables import leg, rating, ticket
from storage.sheets import Span

PAGE = 50
NORMAL = "normal"
lc, tc = leg.c, ticket.c
_RATED = select(rating.c.ticket)
_LOW_S, _HIGH_S = lc.low_min * 60, lc.high_min * 60
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which legs: those that `figure` (a key of FIGURES) counts in the span, of one part.

    `part`: column of the leg -> value; `target_s`: a longer wait is late.
    """

    figure: str
    span: Span
    part: Mapping[str, str]
    target_s: float
    red_line_s: float


class Place(NamedTuple):
    """Where a page ends: the last leg's value in the sorted column, its ticket and number."""

    value: float
    ticket: str
    leg: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page of legs with their tickets' numbers; `following`: where the next page goes on."""

    count: int
    legs: list[Row[Any]]
    following: Place | None


def tickets_behind(
    connection: Connection, wanted: Wanted, sort: str = "time", after: Place | None = None
) -> Found:
    """Return one page of the legs that a figure counts; `sort`: one of SORTS."""
    counted = select(func.count()).select_from(leg).where(_condition(wanted))
    value = _sorted_by(wanted, sort)
    place = tuple_(value, lc.ticket, lc.leg)
    beyond = place < tuple_(*after) if after is not None else true()
    page = (
        _LEGS.add_columns(value.label("value"))
        .where(_condition(wanted), beyond)
        .order_by(value.desc(), lc.ticket.desc(), lc.leg.desc())
        .limit(PAGE + 1)
    )
    legs = list(connection.execute(page))
    last = legs[PAGE - 1] if len(legs) > PAGE else None
    following = None if last is None else Place(last.value, last.ticket, last.leg)
    return Found(connection.execute(counted).scalar_one(), legs[:PAGE], following)


def ticket_with_legs(
    connection: Connection, ticket_id: str
) -> tuple[Row[Any], list[Row[Any]]] | None:
    """Return a ticket's row and its legs, first to last; None when there is no such ticket."""
    found = connection.execute(select(ticket).where(tc.ticket == ticket_id)).first()
    if found is None:
        return None
    legs = connection.execute(select(leg).where(lc.ticket == ticket_id).order_by(lc.leg))
    return found, list(legs)


def within(column: ColumnElement[Any], span: Span) -> Condition:
    """Say that a time is in the span."""
    return (column >= span[0]) & (column < span[1])


def _called(w: Wanted) -> Condition:
    return within(lc.called_at, w.span)


def _uncalled_end(w: Wanted, *ends: str) -> Condition:
    return and_(within(lc.ended_at, w.span), lc.called_at.is_(None), lc.end.in_(ends))


def _late(w: Wanted, limit_s: float) -> Condition:
    """Called after more than the limit, or given up after it without a call."""
    lost = _uncalled_end(w, "cancelled", "expired")
    return and_(or_(_called(w), lost), lc.waiting_s > limit_s)


def _promised(w: Wanted) -> Condition:
    return and_(_called(w), lc.leg == 0, lc.high_min.is_not(None))


@dataclass(frozen=True, slots=True)
class Counted:
    """`when`: the time by which a leg belongs to the period; `which`: the legs that count."""

    when: ColumnElement[Any]
    which: Callable[[Wanted], Condition]


_CALL, _END = lc.called_at, lc.ended_at
_EITHER = func.coalesce(_CALL, _END)
FIGURES: dict[str, Counted] = {
    "issued": Counted(lc.entered_at, lambda w: and_(lc.leg == 0, lc.ticket.in_(_issued(w)))),
    "transferred_in": Counted(
        lc.entered_at, lambda w: and_(lc.leg > 0, within(lc.entered_at, w.span))
    ),
    "called": Counted(_CALL, _called),
    "served": Counted(_CALL, lambda w: and_(_called(w), lc.end == "served")),
    "no_show": Counted(_CALL, lambda w: and_(_called(w), lc.end == "no_show")),
    "cancelled": Counted(_END, lambda w: and_(within(_END, w.span), lc.end == "cancelled")),
    "expired": Counted(_END, lambda w: and_(within(_END, w.span), lc.end == "expired")),
    "transferred_out": Counted(
        _EITHER,
        lambda w: or_(and_(_called(w), lc.end == TRANSFERRED), _uncalled_end(w, TRANSFERRED)),
    ),
    "late": Counted(_EITHER, lambda w: _late(w, w.target_s)),
    "very_late": Counted(_EITHER, lambda w: _late(w, w.red_line_s)),
    "recalled": Counted(_CALL, lambda w: and_(_called(w), lc.times_called > 1)),
    "priority": Counted(_CALL, lambda w: and_(_called(w), lc.priority != NORMAL)),
    "parked": Counted(_CALL, lambda w: and_(_called(w), lc.parked_s > 0)),
    "promises": Counted(_CALL, _promised),
    "promise_kept": Counted(_CALL, lambda w: and_(_promised(w), lc.waiting_s <= _HIGH_S)),
    "promise_broken": Counted(_CALL, lambda w: and_(_promised(w), lc.waiting_s > _HIGH_S)),
    "promise_early": Counted(_CALL, lambda w: and_(_promised(w), lc.waiting_s < _LOW_S)),
    "ratings": Counted(
        _CALL,
        lambda w: and_(_called(w), lc.end == "served", lc.ticket.in_(_RATED)),
    ),
}
"""What a figure counts, as docs/metrics.md says it."""

SORTS = ("time", "waiting", "service", "parked")
"""The largest first."""

_LEGS: Select[Any] = select(
    lc.ticket, lc.leg, lc.day, tc.number, lc.service, lc.department, lc.priority, lc.counter,
    lc.officer, lc.entered_at, lc.called_at, lc.started_at, lc.ended_at, lc.end, lc.times_called,
    lc.low_min, lc.high_min, lc.waiting_s, lc.service_s, lc.parked_s, tc.state, tc.total_s,
).join_from(leg, ticket, tc.ticket == lc.ticket)  # fmt: skip


def _sorted_by(wanted: Wanted, sort: str) -> ColumnElement[Any]:
    """Return the column as a plain number, as a place between two pages keeps it."""
    column = FIGURES[wanted.figure].when if sort == "time" else lc[f"{sort}_s"]
    return type_coerce(column, BigInteger if sort == "time" else Float)


def _issued(w: Wanted) -> Select[Any]:
    return select(tc.ticket).where(within(tc.issued_at, w.span))


def _condition(wanted: Wanted) -> Condition:
    return and_(FIGURES[wanted.figure].which(wanted), *map(_part, wanted.part.items()))


def _part(pair: tuple[str, str]) -> Condition:
    name, value = pair
    return lc[name] == value
