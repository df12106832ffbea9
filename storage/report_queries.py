"""What reports read from reports.db: a period's legs and tickets, and what earlier days teach."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from queueing.times import TRANSFERRED
from storage.report_tables import leg, rating, session, ticket

Span = tuple[datetime, datetime]
"""A period as aware UTC times: from the first, up to but without the second."""
ON_A_COUNTER = ("served", "no_show", TRANSFERRED)


class CalledLeg(NamedTuple):
    """A leg that was called; `end` is None while it goes on."""

    department: str
    end: str | None
    waiting_s: float
    service_s: float


class GivenUpLeg(NamedTuple):
    """A leg that ended as cancelled or expired; `called`: it had been called before."""

    department: str
    end: str
    called: bool
    waiting_s: float


def issued_by_department(connection: Connection, span: Span) -> Mapping[str, int]:
    """Return department -> tickets issued in the span."""
    column = ticket.c.department
    asked = select(column, func.count()).where(_within(ticket.c.issued_at, span)).group_by(column)
    return _counts(connection, asked)


def transferred_in_by_department(connection: Connection, span: Span) -> Mapping[str, int]:
    """Return department -> legs that began with a transfer in the span."""
    asked = (
        select(leg.c.department, func.count())
        .where(leg.c.leg > 0, _within(leg.c.entered_at, span))
        .group_by(leg.c.department)
    )
    return _counts(connection, asked)


def corrected_by_department(connection: Connection, span: Span) -> Mapping[str, int]:
    """Return department -> legs that ended in the span, uncalled, by a move to another service."""
    asked = (
        select(leg.c.department, func.count())
        .where(leg.c.end == TRANSFERRED, leg.c.called_at.is_(None), _within(leg.c.ended_at, span))
        .group_by(leg.c.department)
    )
    return _counts(connection, asked)


def legs_called(connection: Connection, span: Span) -> list[CalledLeg]:
    """Return the legs first called in the span."""
    rows = connection.execute(
        select(leg.c.department, leg.c.end, leg.c.waiting_s, leg.c.service_s).where(
            _within(leg.c.called_at, span)
        )
    )
    return [CalledLeg(*row) for row in rows]


def legs_given_up(connection: Connection, span: Span) -> list[GivenUpLeg]:
    """Return the legs that ended as cancelled or expired in the span."""
    rows = connection.execute(
        select(leg.c.department, leg.c.end, leg.c.called_at.is_not(None), leg.c.waiting_s).where(
            leg.c.end.in_(("cancelled", "expired")), _within(leg.c.ended_at, span)
        )
    )
    return [GivenUpLeg(*row) for row in rows]


def ratings_by_department(connection: Connection, span: Span) -> Mapping[str, Counter[str]]:
    """Return department -> level -> ratings of the legs that were first called in the span."""
    r = rating.c
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for department, level, count in connection.execute(
        select(r.department, r.level, func.count())
        .where(_within(r.called_at, span))
        .group_by(r.department, r.level)
    ):
        found[department][level] = count
    return found


def estimate_samples(
    connection: Connection, days: int, before: date
) -> list[tuple[str, int, float, float]]:
    """Return (service, ahead, actual_s, expected_s) of every promised wait of the last days.

    `actual_s`: issue to first call; `expected_s`: what the estimate said, never 0. The `days` days
    before `before` count, so that today never teaches itself.
    """
    rows = connection.execute(
        select(leg.c.service, leg.c.ahead, leg.c.waiting_s, leg.c.expected_s).where(
            _earlier(days, before),
            leg.c.leg == 0,
            leg.c.called_at.is_not(None),
            leg.c.expected_s > 0,
            leg.c.clock_jumped.is_(False),
        )
    )
    return [(row.service, row.ahead, row.waiting_s, row.expected_s) for row in rows]


def usual_minutes(
    connection: Connection, before: date, days: int = 7
) -> dict[str, tuple[float, int]]:
    """Return service -> (mean minutes a call occupied a counter, calls) of the last days.

    Call to finish, parked time left out, no-shows in: the `m` of queueing.estimate. The `days` days
    before `before` count.
    """
    occupied_s = leg.c.calling_s + leg.c.service_s
    rows = connection.execute(
        select(leg.c.service, func.avg(occupied_s) / 60, func.count())
        .where(
            _earlier(days, before),
            leg.c.end.in_(ON_A_COUNTER),
            leg.c.called_at.is_not(None),
        )
        .group_by(leg.c.service)
    )
    return {service: (minutes, calls) for service, minutes, calls in rows}


def sessions_between(connection: Connection, span: Span) -> Sequence[Row[Any]]:
    """Return the counter sessions opened in the span, by opening."""
    return connection.execute(
        select(session).where(_within(session.c.opened_at, span)).order_by(session.c.seq)
    ).all()


def _within(column: ColumnElement[Any], span: Span) -> ColumnElement[bool]:
    start, end = span
    return (column >= start) & (column < end)


def _earlier(days: int, before: date) -> ColumnElement[bool]:
    return (leg.c.day >= before - timedelta(days=days)) & (leg.c.day < before)


def _counts(connection: Connection, asked: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(asked)}
