"""What is left of bookings whose day is over: codes and addresses, which open nothing any more.

Of one that became a number all that is still of use stands in the TicketIssued, which stays
(`storage/personal.py`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection, delete, select, update

from queueing.events import (
    BookingCancelled,
    BookingExpired,
    BookingKept,
    BookingMade,
    DayClosed,
)
from storage import tables
from storage.codec import at_text
from storage.database import Database
from storage.past_days import find_first_at
from storage.personal import digest_row, erase_fields
from storage.place import CENTRE

BOOKED = (BookingMade.__name__, BookingKept.__name__)
OVER = (BookingCancelled.__name__, BookingExpired.__name__)
ABOUT = (*BOOKED, *OVER)
BOOKING = '"booking":"'
NAMED = re.compile(rf'{BOOKING}([^"]*)"')
j, a = tables.journal.c, tables.answer.c
_CLOSING = (
    select(j.seq, j.data)
    .where(j.centre == CENTRE, j.kind == DayClosed.__name__)
    .order_by(j.seq.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Left:
    """Rows of the journal that still say codes and addresses, with what will stay of each.

    `answers`: ids of stored answers that say them too.
    """

    rows: Sequence[tuple[dict[str, Any], str]]
    answers: Sequence[int]

    @property
    def entries(self) -> tuple[tuple[int, str], ...]:
        """Number of each row, digest of what will stay."""
        return tuple((row["seq"], digest_row({**row, "data": text})) for row, text in self.rows)


def find_left(connection: Connection, since: datetime) -> Left:
    """Return what is left of bookings that the last day's end has taken out of the hall.

    Those are all up to its day, and those that were over before: given back, or expired on another
    day than they were made for, because the clock was set. `since`: no booking that may be left
    was made before.
    """
    closing = connection.execute(_CLOSING).first()
    if closing is None:
        return Left((), ())
    ended = orjson.loads(closing.data)["day"]
    wanted = (
        select(tables.journal)
        .where(j.centre == CENTRE, j.seq > find_first_at(connection, at_text(since)))
        .where(j.kind.in_(ABOUT), j.data.contains(BOOKING))
        .order_by(j.seq)
    )
    told = [(dict(row), orjson.loads(row["data"])) for row in connection.execute(wanted).mappings()]
    over = {
        said["booking"] for row, said in told if row["kind"] in OVER and row["seq"] < closing.seq
    }
    rows = [
        (row, remainder)
        for row, said in told
        if row["kind"] in BOOKED and (said["day"] <= ended or said["booking"] in over)
        if (remainder := erase_fields(row["data"])) != row["data"]
    ]
    gone = {orjson.loads(row["data"])["booking"] for row, _ in rows}
    return Left(rows, _find_answers(connection, gone))


def erase_left(database: Database, left: Left) -> None:
    """Take it out of the database's files; a BookingsErased of it must be stored before.

    Raises StorageFault where another program reads just then; it can be repeated.
    """
    database.write(lambda connection: _erase(connection, left))
    database.erase_freed()


def _find_answers(connection: Connection, bookings: set[str]) -> list[int]:
    wanted = select(a.id, a.answer).where(a.answer.contains(BOOKING))
    rows = connection.execute(wanted) if bookings else ()
    return [each.id for each in rows if bookings.intersection(NAMED.findall(each.answer))]


def _erase(connection: Connection, left: Left) -> None:
    for row, remainder in left.rows:
        own = (j.centre == CENTRE) & (j.seq == row["seq"])
        connection.execute(update(tables.journal).where(own).values(data=remainder))
    connection.execute(delete(tables.answer).where(a.id.in_(left.answers)))
