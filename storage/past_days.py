"""Days long gone: the journal's entries from the beginning of a ticket's day on.

It takes a connection, so that a whole day can be read and replayed beside the event loop:
`JournalReader.look` runs it there.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from queueing.events import DayClosed, Entry, TicketIssued
from queueing.numbering import day_of_ticket
from storage.codec import at_text, decode
from storage.place import CENTRE
from storage.reading import PAGE, journal_end
from storage.tables import journal

j = journal.c
A_DAY = timedelta(days=1)


def entries_of_day(connection: Connection, ticket: str, zone: tzinfo) -> Iterator[Entry]:
    """Yield what replay needs to see a ticket's day again, and all that followed.

    The caller stops where it has seen enough. Nothing is yielded for a ticket never issued.
    """
    issued = _number_of_issue(connection, ticket, zone)
    if issued is not None:
        seq = _number_before_the_day(connection, issued)
        while page := connection.execute(_entries(j.seq > seq).limit(PAGE)).all():
            yield from map(_entry, page)
            seq = page[-1].seq


def _number_of_issue(connection: Connection, ticket: str, zone: tzinfo) -> int | None:
    """Find the issue by the day in the ticket's id, with a day more on each side.

    So a clock that was set back that day does not hide it.
    """
    day = day_of_ticket(ticket)
    if day is None:
        return None
    midnight = datetime.combine(day, time(), zone)
    first, last = (find_first_at(connection, at_text(midnight + days * A_DAY)) for days in (-1, 2))
    its_own = (j.kind == TicketIssued.__name__) & j.data.contains(
        f'"ticket":"{ticket}"', autoescape=True
    )
    found = connection.execute(_entries(j.seq > first, j.seq <= last + PAGE, its_own)).first()
    return None if found is None else found.seq


def find_first_at(connection: Connection, at: str) -> int:
    """Return a number after which the entries are not earlier than `at`, if times only grow."""
    low, high = 0, journal_end(connection)[0]
    while low < high:
        middle = (low + high) // 2
        row = connection.execute(_entries(j.seq > middle).limit(1)).first()
        if row is not None and row.at < at:
            low = middle + 1
        else:
            high = middle
    return low


def _number_before_the_day(connection: Connection, seq: int) -> int:
    """Return the number after which replay begins to know the hall as it was at entry `seq`."""
    closings = _entries(j.seq < seq, j.kind == DayClosed.__name__).order_by(None)
    row = connection.execute(closings.order_by(j.seq.desc()).limit(1)).first()
    closed = None if row is None else _entry(row).event
    return closed.replay_from - 1 if isinstance(closed, DayClosed) else 0


def _entries(*conditions: ColumnElement[bool]) -> Select[Any]:
    columns = (j.seq, j.at, j.kind, j.data, j.key, j.actor)
    return select(*columns).where(j.centre == CENTRE, *conditions).order_by(j.seq)


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.seq, decode(row.seq, row.at, row.kind, row.data), row.actor, row.key)
