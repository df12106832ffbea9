"""What citizens write freely: remarks beside ratings, and complaints. Apart from the journal."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from storage import tables
from storage.codec import at_text
from storage.database import Database

Kind = Literal["remark", "complaint"]
w = tables.citizen_words


@dataclass(frozen=True, slots=True)
class Written:
    """One text; `id` is what the journal knows of it, `at` ISO 8601 in UTC."""

    id: str
    kind: str
    department: str
    text: str
    at: str


class CitizenWords:
    """Keeps texts until they are old; whoever wrote one is not stored with it."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Use the main database; `clock` gives aware UTC."""
        self._database, self._clock = database, clock

    def keep(self, words_id: str, kind: Kind, department: str, text: str) -> None:
        """Store a text, on disk before this returns."""
        row = {
            "id": words_id,
            "kind": kind,
            "department": department,
            "text": text,
            "at": at_text(self._clock()),
        }
        self._database.write(lambda connection: connection.execute(insert(w), row))

    def forget(self, words_id: str) -> None:
        """Erase one text; without it nothing happens."""
        self._erase(w.c.id == words_id)

    def forget_older_than(self, days: int, latest: datetime | None = None) -> int:
        """Erase every text that is older; return how many there were.

        `latest`: no later than then is it, whatever the clock says.
        """
        now = self._clock()
        as_of = min(now, latest) if latest else now
        return self._erase(w.c.at < at_text(as_of - timedelta(days=days)))

    def written(self, kind: Kind) -> list[Written]:
        """Return the texts of one kind, newest first."""
        wanted = select(w).where(w.c.kind == kind).order_by(w.c.at.desc(), w.c.id)
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return [Written(**row._mapping) for row in rows]

    def _erase(self, which: ColumnElement[bool]) -> int:
        # The database overwrites what it frees: nothing erased can be read out of its file again
        def erased(connection: Connection) -> int:
            return connection.execute(delete(w).where(which)).rowcount

        return self._database.write(erased)
