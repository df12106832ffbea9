"""What is read from the rows of reports.db: a period's sessions, and what earlier days teach."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, null, select

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


class Worked(NamedTuple):
    """Sessions of one officer at one counter that are over; `opened_at`: None for all of them."""

    counter: str
    officer: str
    opened_at: datetime | None
    open_s: float
    paused_s: float
    occupied_s: float


def worked_between(connection: Connection, span: Span, *, each: bool) -> list[Worked]:
    """Return what the sessions opened in the span add up to; `each`: every session by itself."""
    s = session.c
    by = (s.counter, s.officer, s.opened_at if each else null())
    sums = [func.sum(column) for column in (s.open_s, s.paused_s, s.occupied_s)]
    asked = select(*by, *sums).where(_ended_between(span)).group_by(*by).order_by(*by)
    return [Worked(*row) for row in connection.execute(asked)]


class Paused(NamedTuple):
    """Pauses of one officer at one counter, for one reason; empty: none was given."""

    counter: str
    officer: str
    reason: str
    seconds: float


def paused_between(connection: Connection, span: Span) -> list[Paused]:
    """Return what the pauses of those same sessions add up to."""
    by = (session.c.counter, session.c.officer, pause.c.reason)
    asked = (
        select(*by, func.sum(pause.c.seconds))
        .join(session, session.c.seq == pause.c.session)
        .where(_ended_between(span))
        .group_by(*by)
        .order_by(*by)
    )
    return [Paused(*row) for row in connection.execute(asked)]


def _ended_between(span: Span) -> ColumnElement[bool]:
    start, end = span
    opened_at = session.c.opened_at
    return (opened_at >= start) & (opened_at < end) & session.c.closed_at.is_not(None)


def _earlier(days: int, before: date) -> ColumnElement[bool]:
    return (leg.c.day >= before - timedelta(days=days)) & (leg.c.day < before)
