"""Reads from reports.db whether service days add up: the counts and waits that must agree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import BigInteger, Column, ColumnElement, Connection, func, select, type_coerce

from queueing.balance import Books, Doubt, Imbalance, imbalances, little_gap
from queueing.times import TRANSFERRED
from storage.database import Database, directly
from storage.projector import REPORTS
from storage.report_tables import leg, ticket
from storage.verify import Fault

ENDS = ("served", "no_show", "cancelled", "expired", TRANSFERRED)
"""In the order of queueing.balance.Books."""
MICROSECONDS = 1e6
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CheckedDay:
    """A service day and what in it does not add up; nothing: all of it does."""

    day: date
    doubts: tuple[Doubt, ...]


def checked_day(connection: Connection, day: date) -> CheckedDay:
    """Check one day's rows; those who are still there are no doubt."""
    waited = select(func.total(ticket.c.waiting_s)).where(_of_day(day))
    waited_s = connection.execute(waited).scalar_one()
    gap = little_gap(_stays(connection, day), waited_s)
    doubts: list[Doubt] = [*imbalances(books_of(connection, day))]
    return CheckedDay(day, (*doubts, gap) if gap else tuple(doubts))


def books_of(connection: Connection, day: date) -> Mapping[str, Books]:
    """Return department -> its counts of one day's tickets: issued by ticket, the rest by leg."""
    legs = (
        select(
            leg.c.department,
            func.total(leg.c.leg > 0),
            *(func.total(leg.c.end == end) for end in ENDS),
            func.total(leg.c.end.is_(None)),
        )
        .where(leg.c.day == day)
        .group_by(leg.c.department)
    )
    found = {
        department: Books(0, *(int(count) for count in counts))
        for department, *counts in connection.execute(legs)
    }
    tickets = (
        select(ticket.c.department, func.count()).where(_of_day(day)).group_by(ticket.c.department)
    )
    for department, issued in connection.execute(tickets):
        found[department] = replace(found.get(department, Books()), issued=issued)
    return found


def last_day_before(connection: Connection, day: date) -> date | None:
    """Return the newest service day before `day` that has rows."""
    newest = select(func.max(leg.c.day)).where(leg.c.day < day)
    found: date | None = connection.execute(newest).scalar_one()
    return found


def check_balances(file: Path) -> list[Fault]:
    """Return what does not add up in a file of rows, over all its days; it is only read."""
    return Database(file, directly).read(lambda connection: list(_faults(connection)))


def _faults(connection: Connection) -> Iterator[Fault]:
    for day in connection.scalars(select(leg.c.day).distinct().order_by(leg.c.day)).all():
        for doubt in checked_day(connection, day).doubts:
            yield Fault(None, f"{REPORTS}: {day}: {in_words(doubt)}")


def in_words(doubt: Doubt) -> str:
    """Return a doubt as the operator reads it: one sentence in English."""
    if not isinstance(doubt, Imbalance):
        return (
            f"Little's law does not hold: the queues sum up to {doubt.queued_s:.0f} s, "
            f"the tickets waited {doubt.waited_s:.0f} s"
        )
    if doubt.department is None:
        return f"{doubt.came} legs left by a transfer, {doubt.accounted} came by one"
    return (
        f"{doubt.department} does not balance: {doubt.came} came, "
        f"{doubt.accounted} are accounted for"
    )


def _of_day(day: date) -> ColumnElement[bool]:
    """Say which tickets are of a day; the index by issue leads near them in any time zone."""
    midnight = datetime.combine(day, time(), UTC)
    near = ticket.c.issued_at.between(midnight - A_DAY, midnight + 2 * A_DAY)
    return near & (ticket.c.day == day)


def _stays(connection: Connection, day: date) -> Sequence[tuple[float, float]]:
    left = func.coalesce(_number(leg.c.called_at), _number(leg.c.ended_at))
    asked = select(_number(leg.c.entered_at), left).where(leg.c.day == day, left.is_not(None))
    rows = connection.execute(asked)
    return [(entered / MICROSECONDS, gone / MICROSECONDS) for entered, gone in rows]


def _number(column: Column[datetime]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)
