"""What today's page reads beside the report: the day by half-hours, and earlier days to compare."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, func, select, type_coerce

from storage.report_tables import leg, ticket
from storage.sheets import Span

HALF_HOUR = timedelta(minutes=30)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SLOT_US = HALF_HOUR // timedelta(microseconds=1)
Slots = Mapping[tuple[str, datetime], int]
"""(department, beginning of a half-hour, aware UTC) -> how many."""


class CalledEarlier(NamedTuple):
    """A leg of an earlier day that was called. `served_at`: None unless it ended as served."""

    department: str
    called_at: datetime
    served_at: datetime | None
    waiting_s: float


def taken_by_half_hour(connection: Connection, span: Span) -> Slots:
    """Return how many tickets were taken in each half-hour of the span."""
    slot = _slot(ticket.c.issued_at)
    rows = connection.execute(
        select(ticket.c.department, slot, func.count())
        .where(_within(ticket.c.issued_at, span))
        .group_by(ticket.c.department, slot)
    )
    return {(department, _moment(number)): count for department, number, count in rows}


def served_by_half_hour(connection: Connection, span: Span) -> Slots:
    """Return how many legs ended as served in each half-hour of the span."""
    slot = _slot(leg.c.ended_at)
    rows = connection.execute(
        select(leg.c.department, slot, func.count())
        .where(_within(leg.c.ended_at, span), leg.c.end == "served")
        .group_by(leg.c.department, slot)
    )
    return {(department, _moment(number)): count for department, number, count in rows}


def called_earlier(connection: Connection, span: Span) -> list[CalledEarlier]:
    """Return the legs first called in the span."""
    rows = connection.execute(
        select(leg.c.department, leg.c.called_at, leg.c.end, leg.c.ended_at, leg.c.waiting_s).where(
            _within(leg.c.called_at, span)
        )
    )
    return [
        CalledEarlier(department, called_at, ended_at if end == "served" else None, waiting_s)
        for department, called_at, end, ended_at, waiting_s in rows
    ]


def by_half_hour(slots: Slots, only: str | None) -> Counter[datetime]:
    """Return beginning of a half-hour -> how many, of all departments or of the only one."""
    found: Counter[datetime] = Counter()
    for (department, at), count in slots.items():
        if only in (None, department):
            found[at] += count
    return found


def _slot(column: ColumnElement[Any]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger) // _SLOT_US


def _moment(number: int) -> datetime:
    return _EPOCH + number * HALF_HOUR


def _within(column: ColumnElement[Any], span: Span) -> ColumnElement[bool]:
    return (column >= span[0]) & (column < span[1])
