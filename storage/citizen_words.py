"""What citizens write freely, remarks and complaints, and what they are answered.

Apart from the journal, which names each text by its id, so that it can be erased.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from storage import tables
from storage.codec import at_text
from storage.database import Database

Kind = Literal["remark", "complaint", "answer"]
w = tables.citizen_words


@dataclass(frozen=True, slots=True)
class Written:
    """One text; `id` is what the journal knows of it, `at` ISO 8601 in UTC.

    `due`: the last day for an answer, of complaints and their answers.
    """

    id: str
    kind: str
    department: str
    text: str
    at: str
    due: str | None = None


class CitizenWords:
    """Keeps texts until they are old; whoever wrote one is not stored with it."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """Use the main database; `clock` gives aware UTC."""
        self._database, self._clock = database, clock

    def keep(
        self, words_id: str, kind: Kind, department: str, text: str, due: date | None = None
    ) -> None:
        """Store a text, on disk before this returns. `due`: by which it is erased, see below."""
        row = {
            "id": words_id,
            "kind": kind,
            "department": department,
            "text": text,
            "at": at_text(self._clock()),
            "due": due.isoformat() if due else None,
        }
        self._database.write(lambda connection: connection.execute(insert(w), row))

    def forget(self, words_id: str) -> None:
        """Erase one text; without it nothing happens."""
        self._erase(w.c.id == words_id)

    def forget_older_than(self, days: int, latest: datetime | None = None) -> int:
        """Erase every older text that has no last day for an answer; return how many there were.

        `latest`: no later than then is it, whatever the clock says.
        """
        as_of = self._no_later_than(latest)
        return self._erase(w.c.due.is_(None) & (w.c.at < at_text(as_of - timedelta(days=days))))

    def forget_due(self, days: int, latest: datetime | None = None) -> int:
        """Erase complaints and answers whose last day was so many days ago; return how many."""
        last = self._no_later_than(latest).date() - timedelta(days=days)
        return self._erase(w.c.due < last.isoformat())

    def written(self, kind: Kind) -> list[Written]:
        """Return the texts of one kind, newest first."""
        return self._read(w.c.kind == kind)

    def find(self, ids: Iterable[str]) -> dict[str, Written]:
        """Return the texts that there still are of these, by id."""
        return {each.id: each for each in self._read(w.c.id.in_(list(ids)))}

    def _no_later_than(self, latest: datetime | None) -> datetime:
        now = self._clock()
        return min(now, latest) if latest else now

    def _read(self, which: ColumnElement[bool]) -> list[Written]:
        wanted = select(w).where(which).order_by(w.c.at.desc(), w.c.id)
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return [Written(**row._mapping) for row in rows]

    def _erase(self, which: ColumnElement[bool]) -> int:
        # The database overwrites what it frees: nothing erased can be read out of its file again
        def erased(connection: Connection) -> int:
            return connection.execute(delete(w).where(which)).rowcount

        return self._database.write(erased)
