"""The rows for reports: folded from the journal into reports.db, a cache that can be made anew."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from queueing.events import DayClosed, Entry, TicketCancelled, TicketServed
from queueing.sessions import Session
from queueing.timelines import Timeline, Timelines
from queueing.times import Leg, Spent, Visit, abandoned, visit
from storage import report_tables as t
from storage.database import driver_of
from storage.sheets import newest_day, write_sheets

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Position:
    """How far the rows are: `seq` is in them; after `day_after` the day they go on with begins."""

    seq: int = 0
    day_after: int = 0


class Fold:
    """Folds entries and writes the rows of what they touched; one transaction, with the position.

    After a restart the entries between `day_after` and `seq` must be taken again with `recall`.
    """

    def __init__(self, position: Position) -> None:
        """Go on from a stored position."""
        self.position = position
        self._timelines = Timelines(position.day_after)

    @property
    def next_after(self) -> int:
        """The number after which the next entries are expected."""
        return self._timelines.seq

    def recall(self, entries: Sequence[Entry]) -> None:
        """Take entries whose rows are there already: only to know what they were about."""
        for entry in entries:
            self._take(entry)
            if isinstance(entry.event, DayClosed):
                self._timelines.forget_the_day()
        self._clear()

    def project(self, entries: Sequence[Entry], connection: sa.Connection) -> None:
        """Take new entries and write the rows they change."""
        day_after, written = self.position.day_after, self.position.seq
        for run in days(entries):
            for entry in run:
                self._take(entry)
            self._write(connection, written)
            written = run[-1].seq
            if isinstance(run[-1].event, DayClosed):
                day_after = run[-1].event.replay_from - 1
                self._timelines.forget_the_day()
        self.position = Position(self._timelines.seq, day_after)
        connection.execute(t.position.update().values(asdict(self.position)))

    def _take(self, entry: Entry) -> None:
        self._timelines.take(entry)

    def _write(self, connection: sa.Connection, written: int) -> None:
        """Write the rows of what was touched; what began after entry `written` has none yet."""
        newest = newest_day(connection)
        touched = [self._timelines.tickets[ticket] for ticket in sorted(self._timelines.touched)]
        sessions = [self._timelines.sessions[seq] for seq in sorted(self._timelines.worked)]
        old = [line.issued.ticket for line in touched if line.transitions[0].seq <= written]
        old_sessions = [session.seq for session in sessions if session.seq <= written]
        pairs = [(timeline, visit(timeline)) for timeline in touched]
        legs = [_leg_row(timeline, leg) for timeline, whole in pairs for leg in whole.legs]
        for column, keys, rows in (
            (t.ticket.c.ticket, old, [_ticket_row(*pair) for pair in pairs]),
            (t.leg.c.ticket, old, legs),
            (t.rating.c.ticket, old, _rating_rows(pairs)),
            (t.session.c.seq, old_sessions, [_session_row(session) for session in sessions]),
            (t.pause.c.session, old_sessions, _pause_rows(sessions)),
        ):
            _replace(connection, column, keys, rows)
        write_sheets(connection, {timeline.issued.day for timeline in touched}, newest)
        self._clear()

    def _clear(self) -> None:
        self._timelines.touched.clear()
        self._timelines.worked.clear()


def prepare(connection: sa.Connection) -> Position:
    """Return the stored position; make the tables anew when they are missing or of another form."""
    form = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if form == t.FORM:
        found = connection.execute(sa.select(t.position.c.seq, t.position.c.day_after)).one()
        return Position(found.seq, found.day_after)
    reset(connection)
    return Position()


def reset(connection: sa.Connection) -> None:
    """Drop every table and make them empty, at position 0."""
    found = sa.MetaData()
    found.reflect(connection)
    found.drop_all(connection)
    t.metadata.create_all(connection)
    connection.execute(t.position.insert().values(id=1, seq=0, day_after=0))
    connection.exec_driver_sql(f"PRAGMA user_version = {t.FORM}")


def days(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Cut entries behind each DayClosed."""
    closed = 0

    def day(entry: Entry) -> int:
        nonlocal closed
        mine = closed
        closed += isinstance(entry.event, DayClosed)
        return mine

    for _, run in groupby(entries, key=day):
        yield list(run)


def _replace(
    connection: sa.Connection, column: sa.Column[Any], keys: Sequence[Any], rows: Rows
) -> None:
    """Delete the rows with these keys and insert the new ones.

    With the plain driver: SQLAlchemy takes longer for a row than folding and storing it do.
    """
    table, driver = column.table, driver_of(connection)
    if keys:
        gone = f'DELETE FROM "{table.name}" WHERE "{column.name}" = ?'
        driver.executemany(gone, [(key,) for key in keys])
    if rows:
        names = list(rows[0])
        stored = [
            (name, t.STORED[type(table.c[name].type)])
            for name in names
            if type(table.c[name].type) in t.STORED
        ]
        for row in rows:
            for name, form in stored:
                if row[name] is not None:
                    row[name] = form(row[name])
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(f":{name}" for name in names)
        driver.executemany(f'INSERT INTO "{table.name}" ({columns}) VALUES ({values})', rows)


def _ticket_row(timeline: Timeline, whole: Visit) -> dict[str, Any]:
    issued, last = timeline.issued, timeline.last.event
    return {
        "ticket": issued.ticket, "day": issued.day, "number": issued.number,
        "service": issued.service, "department": issued.department,
        "priority": issued.priority, "kiosk": issued.kiosk,
        "procedure": issued.procedure, "by_staff": issued.by_staff,
        "issued_at": issued.at, "ahead": issued.ahead, "low_min": issued.low_min,
        "high_min": issued.high_min, "expected_s": issued.expected_s,
        "state": whole.state.value, "ended_at": whole.ended_at,
        "outcome": last.outcome if isinstance(last, TicketServed) else None,
        "taken_back": isinstance(last, TicketCancelled) and last.by_staff,
        "abandoned": abandoned(timeline), "legs": len(whole.legs),
        "reprints": timeline.reprints, "postpones": timeline.postpones,
        **_spent(whole.spent), "total_s": whole.spent.total_s,
    }  # fmt: skip


def _leg_row(timeline: Timeline, leg: Leg) -> dict[str, Any]:
    issued, first = timeline.issued, leg.leg == 0
    return {
        "ticket": leg.ticket, "leg": leg.leg, "day": issued.day, "service": leg.service,
        "department": leg.department, "priority": leg.priority, "counter": leg.counter,
        "officer": leg.officer, "entered_at": leg.entered_at, "called_at": leg.called_at,
        "last_call_at": leg.last_call_at, "started_at": leg.started_at,
        "ended_at": leg.ended_at, "end": leg.end, "times_called": leg.times_called,
        "in_turn": leg.in_turn, "ahead": issued.ahead if first else None,
        "low_min": issued.low_min if first else None,
        "high_min": issued.high_min if first else None,
        "expected_s": issued.expected_s if first else None,
        **_spent(leg.spent),
    }  # fmt: skip


def _spent(spent: Spent) -> dict[str, Any]:
    """Return the columns of report_tables._spent."""
    return {
        "waiting_s": spent.waiting_s, "waiting_again_s": spent.waiting_again_s,
        "calling_s": spent.calling_s, "walking_s": spent.walking_s, "service_s": spent.service_s,
        "parked_s": spent.parked_s, "absent_s": spent.absent_s, "clock_jumped": spent.clock_jumped,
    }  # fmt: skip


def _rating_rows(pairs: Sequence[tuple[Timeline, Visit]]) -> Rows:
    """Return a row per rated ticket, with where and by whom it was served at last."""
    rows: Rows = []
    for timeline, whole in pairs:
        rating = timeline.rating
        if rating is not None:
            leg = whole.legs[-1]
            rows.append(
                {
                    "ticket": leg.ticket, "department": leg.department, "service": leg.service,
                    "counter": leg.counter, "officer": leg.officer, "level": rating.level,
                    "called_at": leg.called_at, "rated_at": rating.at,
                    "has_remark": rating.remark is not None,
                }
            )  # fmt: skip
    return rows


def _session_row(session: Session) -> dict[str, Any]:
    return {
        "seq": session.seq, "counter": session.counter, "officer": session.officer,
        "opened_at": session.opened_at, "closed_at": session.closed_at,
        "open_s": session.open_s, "paused_s": session.paused_s,
        "occupied_s": session.occupied_s,
    }  # fmt: skip


def _pause_rows(sessions: Sequence[Session]) -> Rows:
    return [
        {"session": session.seq, "reason": reason or "", "seconds": seconds}
        for session in sessions
        for reason, seconds in session.pauses
    ]
