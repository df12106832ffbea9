"""What is read from the rows of reports.db: a period's sessions, and what earlier days teach."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from queueing.times import TRANSFERRED
from storage.report_tables import leg, pause, session
from storage.sheets import Span

ON_A_COUNTER = ("served", "no_show", TRANSFERRED)


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
    """Return the counter sessions opened in the span that are over, by opening."""
    return connection.execute(
        select(session).where(_ended_between(span)).order_by(session.c.seq)
    ).all()


def pauses_between(connection: Connection, span: Span) -> Sequence[Row[Any]]:
    """Return (session, reason, seconds) of the pauses of those same sessions."""
    return connection.execute(
        select(pause).join(session, session.c.seq == pause.c.session).where(_ended_between(span))
    ).all()


def _ended_between(span: Span) -> ColumnElement[bool]:
    start, end = span
    opened_at = session.c.opened_at
    return (opened_at >= start) & (opened_at < end) & session.c.closed_at.is_not(None)


def _earlier(days: int, before: date) -> ColumnElement[bool]:
    return (leg.c.day >= before - timedelta(days=days)) & (leg.c.day < before)
