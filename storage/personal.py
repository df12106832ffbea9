"""What is kept of whoever had a number: found, given out whole, and erased from every byte.

A number needs no name. What may still say something of its holder: the address of the phone's page,
the priority class, the language, the procedures, what officers noted, and free words; of a number
that was booked, also the booking's address and code, until its day has ended.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from queueing.events import BookingsErased, TicketErased, TicketIssued
from storage import tables
from storage.database import Database
from storage.place import CENTRE

ERASED: Mapping[str, str | tuple[()] | None] = {
    "follow": "", "priority": "normal", "language": "vi", "procedure": None, "reason": None,
    "remark": None, "code": "", "delivered": (),
}  # fmt: skip
"""Field of an event -> what stays there once its ticket is erased."""
j, w, a = tables.journal.c, tables.citizen_words.c, tables.answer.c


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is stored of one ticket: rows of the journal and of the words, as mappings.

    `booking`: what was confirmed with it, whose rows are among the entries.
    """

    ticket: str
    number: str
    day: str
    entries: Sequence[Mapping[str, Any]]
    words: Sequence[Mapping[str, Any]]
    booking: str | None = None

    @property
    def to_erase(self) -> tuple[tuple[int, str], ...]:
        """Number of each entry that says something of the holder, digest of what will stay."""
        return tuple(
            (row["seq"], digest_row({**row, "data": text})) for row, text in self._remainders()
        )

    @property
    def months(self) -> list[str]:
        """The months, like 2026-11, in which something happened to it."""
        return sorted({row["day"][:7] for row in self.entries} | {self.day[:7]})

    def _remainders(self) -> Iterator[tuple[Mapping[str, Any], str]]:
        for row in self.entries:
            remainder = erase_fields(row["data"])
            if remainder != row["data"]:
                yield row, remainder


def digest_row(row: Mapping[str, Any]) -> str:
    """Return the SHA-256, in hex, of an entry's text; a TicketErased holds those of its ticket."""
    names = ("seq", "day", "at", "kind", "data", "actor", "key")
    return sha256("\n".join(str(row[name]) for name in names).encode()).hexdigest()


def erase_fields(data: str) -> str:
    """Return an event's JSON text without what it says of the ticket's holder."""
    said = orjson.loads(data)
    erased: dict[str, Any] = {name: ERASED[name] for name in said.keys() & ERASED}
    if said.get("matters"):
        erased["matters"] = [(service, None) for service, _ in said["matters"]]
    return orjson.dumps(said | erased).decode()


def find_kept(database: Database, which: str) -> Kept | None:
    """Return what is stored of a ticket, None: there is no such ticket.

    `which`: its day and number (2026-11-30/A012), the address of its phone page, or its id.
    """
    return database.read(lambda connection: _find(connection, which))


def erase_kept(database: Database, kept: Kept) -> None:
    """Take the ticket's holder out of the database's files; a TicketErased must be stored before.

    Raises StorageFault where another program reads just then; it can be repeated.
    """
    database.write(lambda connection: _erase(connection, kept))
    database.erase_freed()


def count_personal(database: Database) -> dict[str, tuple[int, str | None]]:
    """Return what of people is stored: name -> how many, and when the oldest was stored."""
    counted = {
        "tickets": select(func.count(), func.min(j.at)).where(j.kind == TicketIssued.__name__),
        "words": select(func.count(), func.min(w.at)),
        "answers": select(func.count(), func.min(a.day)),
        "people": select(func.count(), func.min(tables.person.c.created_at)),
    }
    return database.read(
        lambda connection: {
            name: tuple(connection.execute(query).one()) for name, query in counted.items()
        }
    )


def list_erasures(database: Database) -> list[tuple[str, datetime]]:
    """Return the id of each ticket that was erased, and when, the earliest first."""
    wanted = select(j.at, j.data).where(j.centre == CENTRE, j.kind == TicketErased.__name__)
    rows = database.read(lambda connection: connection.execute(wanted.order_by(j.seq)).all())
    return [(orjson.loads(row.data)["was"], datetime.fromisoformat(row.at)) for row in rows]


def find_erased(connection: Connection) -> dict[int, str]:
    """Return number -> digest of the entries that were erased."""
    kinds = [TicketErased.__name__, BookingsErased.__name__]
    wanted = select(j.data).where(j.centre == CENTRE, j.kind.in_(kinds))
    return {
        seq: digest
        for data in connection.execute(wanted).scalars()
        for seq, digest in orjson.loads(data)["entries"]
    }


def _find(connection: Connection, which: str) -> Kept | None:
    issued = _find_issue(connection, which)
    if issued is None:
        return None
    seq, said = issued
    entries = connection.execute(
        select(tables.journal)
        .where(j.centre == CENTRE, j.seq >= seq, _says("ticket", said["ticket"]))
        .order_by(j.seq)
    )
    told = [(dict(row), orjson.loads(row["data"])) for row in entries.mappings()]
    rows = [row for row, event in told if event.get("ticket") == said["ticket"]]
    booking = said.get("booking")
    if booking is not None:
        rows = [*_list_of_booking(connection, booking), *rows]
    remarks = {orjson.loads(row["data"]).get("remark") for row in rows} - {None}
    words = connection.execute(select(tables.citizen_words).where(w.id.in_(remarks)))
    return Kept(
        said["ticket"],
        said["number"],
        said["day"],
        rows,
        [dict(row) for row in words.mappings()],
        booking,
    )


def _list_of_booking(connection: Connection, booking: str) -> list[dict[str, Any]]:
    """Return the rows of a booking before it became a ticket, in order."""
    found = connection.execute(
        select(tables.journal)
        .where(j.centre == CENTRE, _says("booking", booking), j.kind.startswith("Booking"))
        .order_by(j.seq)
    )
    rows = [dict(row) for row in found.mappings()]
    return [row for row in rows if orjson.loads(row["data"])["booking"] == booking]


def _find_issue(connection: Connection, which: str) -> tuple[int, Mapping[str, Any]] | None:
    """Return the number and the fields of the newest TicketIssued that is meant."""
    day, _, number = which.partition("/")
    token = which.rstrip("/").rpartition("/")[2]
    by_number = _says("day", day) & _says("number", number)
    found = connection.execute(
        select(j.seq, j.data)
        .where(j.centre == CENTRE, j.kind == TicketIssued.__name__)
        .where(or_(_says("ticket", which), _says("follow", token), by_number))
        .order_by(j.seq.desc())
    )
    for seq, data in found:
        said = orjson.loads(data)
        address = said["follow"]
        if which == said["ticket"] or (day, number) == (said["day"], said["number"]):
            return seq, said
        if address and address == token:
            return seq, said
    return None


def _says(field: str, value: str) -> ColumnElement[bool]:
    """Find the entries whose JSON may say so; whoever asks looks at each again."""
    return j.data.contains(orjson.dumps({field: value})[1:-1].decode(), autoescape=True)


def _erase(connection: Connection, kept: Kept) -> None:
    for row in kept.entries:
        connection.execute(
            update(tables.journal)
            .where(j.centre == CENTRE, j.seq == row["seq"])
            .values(data=erase_fields(row["data"]))
        )
    ids = [row["id"] for row in kept.words]
    connection.execute(delete(tables.citizen_words).where(w.id.in_(ids)))
    # Answers of yesterday and today, kept for presses that are repeated
    about = a.answer.contains(kept.ticket, autoescape=True)
    if kept.booking is not None:
        about |= a.answer.contains(f'"{kept.booking}"', autoescape=True)
    connection.execute(delete(tables.answer).where(about))
