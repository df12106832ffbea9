"""The journal as readers see it: entries in order, without touching how they are written."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

import orjson
from sqlalchemy import Connection, select

from queueing.events import CatalogueChanged, DayClosed, Entry, TicketIssued
from storage import tables
from storage.codec import decode
from storage.database import Database
from storage.place import CENTRE

GENESIS = bytes(32)
PAGE = 1000
T = TypeVar("T")

j = tables.journal.c


class JournalReader:
    """Reads a journal that this or another process writes. Errors come out as StorageFault."""

    def __init__(self, database: Database, centre: str = CENTRE) -> None:
        """Read the journal of `centre`."""
        self._database, self._centre = database, centre

    def entries_after(self, seq: int, limit: int = PAGE) -> list[Entry]:
        """Return at most `limit` entries that follow number `seq`, oldest first."""
        rows = self._database.read(partial(_page, centre=self._centre, seq=seq, limit=limit))
        return [
            Entry(number, decode(number, at, kind, data), actor, key)
            for number, at, kind, data, key, actor in rows
        ]

    def all_after(self, seq: int) -> Iterator[Entry]:
        """Yield every entry that follows number `seq`, a page in memory at a time."""
        while page := self.entries_after(seq):
            yield from page
            seq = page[-1].seq

    def look(self, query: Callable[[Connection], T]) -> T:
        """Return what `query` reads: one snapshot, beside the event loop."""
        return self._database.read(query)

    def find_last_not_of(self, day: date) -> datetime | None:
        """Return when the newest entry of another day than this was stored."""
        at = self._database.read(partial(_last_not_of, centre=self._centre, day=day.isoformat()))
        return datetime.fromisoformat(at) if at else None

    def count_procedures(self, most: int) -> Counter[str]:
        """Return for how many numbers each procedure was named, in the newest `most` entries."""
        read = partial(_issued, centre=self._centre, most=most)
        named = (orjson.loads(data).get("procedure") for data in self._database.read(read))
        return Counter(code for code in named if code)

    def configurations(self, most: int) -> list[Entry]:
        """Return the newest changes of the configuration, the newest first."""
        rows = self._database.read(partial(_configurations, centre=self._centre, most=most))
        return [
            Entry(number, decode(number, at, kind, data), actor, key)
            for number, at, kind, data, key, actor in rows
        ]

    def find_complaints(self, until: int) -> list[Entry]:
        """Return every entry about complaints up to number `until`, oldest first, by its index."""
        rows = self._database.read(partial(_complaints, centre=self._centre, until=until))
        return [
            Entry(number, decode(number, at, kind, data), actor, key)
            for number, at, kind, data, key, actor in rows
        ]

    def newest_closing(self) -> DayClosed | None:
        """Return how the last service day was closed."""
        row = self._database.read(partial(_newest_closing, centre=self._centre))
        event = decode(*row) if row is not None else None
        return event if isinstance(event, DayClosed) else None


def _last_not_of(connection: Connection, centre: str, day: str) -> Any:
    return connection.execute(
        select(j.at).where(j.centre == centre, j.day != day).order_by(j.seq.desc()).limit(1)
    ).scalar()


def _issued(connection: Connection, centre: str, most: int) -> Sequence[str]:
    first = journal_end(connection, centre)[0] - most
    issued = TicketIssued.__name__
    wanted = select(j.data).where(j.centre == centre, j.seq > first, j.kind == issued)
    return connection.execute(wanted).scalars().all()


def _configurations(connection: Connection, centre: str, most: int) -> Sequence[Any]:
    return connection.execute(
        select(j.seq, j.at, j.kind, j.data, j.key, j.actor)
        .where(j.centre == centre, j.kind == CatalogueChanged.__name__)
        .order_by(j.seq.desc())
        .limit(most)
    ).all()


def journal_end(connection: Connection, centre: str = CENTRE) -> tuple[int, bytes]:
    """Return the number and the chain value of the last entry: 0 and zeros when there is none."""
    found = connection.execute(
        select(j.seq, j.chain).where(j.centre == centre).order_by(j.seq.desc()).limit(1)
    ).first()
    return (0, GENESIS) if found is None else (found.seq, bytes(found.chain))


def _page(connection: Connection, centre: str, seq: int, limit: int) -> Sequence[Any]:
    return connection.execute(
        select(j.seq, j.at, j.kind, j.data, j.key, j.actor)
        .where(j.centre == centre, j.seq > seq)
        .order_by(j.seq)
        .limit(limit)
    ).all()


def _complaints(connection: Connection, centre: str, until: int) -> Sequence[Any]:
    # In the words of the index, and not in those of the primary key: only so SQLite takes it
    return connection.execute(
        select(j.seq, j.at, j.kind, j.data, j.key, j.actor)
        .where(tables.ABOUT_COMPLAINTS, j.centre.concat("") == centre, j.seq <= until)
        .order_by(j.seq)
    ).all()


def _newest_closing(connection: Connection, centre: str) -> Any:
    return connection.execute(
        select(j.seq, j.at, j.kind, j.data)
        .where(j.centre == centre, j.kind == DayClosed.__name__)
        .order_by(j.seq.desc())
        .limit(1)
    ).first()
