"""The journal as another process reads it, beside the server that writes it."""

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from queueing.events import DayClosed, Entry, TicketIssued
from storage.codec import decode
from storage.faults import fault_from
from storage.place import CENTRE, DATABASE, find_url

_ENTRIES = (
    "SELECT seq, at, kind, data, key, actor FROM journal "
    "WHERE centre = ? AND seq > ? ORDER BY seq LIMIT ?"
)
_ISSUED = (
    "SELECT {day} AS issued_on, {department} AS whose, count(*) "
    "FROM journal WHERE centre = ? AND seq > ? AND seq <= ? AND kind = ? "
    "GROUP BY issued_on, whose"
)
_CLOSING = (
    "SELECT seq FROM journal WHERE centre = ? AND kind = ? AND seq > ? ORDER BY seq DESC LIMIT 1"
)


class Rows(Protocol):
    """Reads rows with the plain driver."""

    def fetch(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Return what a statement with marks like `?` and `{field}` of the data finds."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class JournalFile:
    """Reads the journal of a data folder with the plain driver: SQLAlchemy costs 20 MB and 0.3 s.

    Errors come out as StorageFault.
    """

    def __init__(self, folder: Path, centre: str = CENTRE) -> None:
        """Open it to read; it must be there."""
        self._source, self._centre = _open(folder), centre

    def entries_after(self, seq: int, limit: int) -> list[Entry]:
        """Return at most `limit` entries that follow number `seq`, oldest first."""
        return [
            Entry(number, decode(number, at, kind, data), actor, key)
            for number, at, kind, data, key, actor in self._rows(_ENTRIES, seq, limit)
        ]

    def last_closing(self, after: int) -> int | None:
        """Return the number of the newest DayClosed behind entry `after`, None if there is none."""
        rows = self._rows(_CLOSING, DayClosed.__name__, after)
        return rows[0][0] if rows else None

    def count_issued(self, after: int, until: int) -> dict[tuple[date, str], int]:
        """Return (day, department) -> tickets issued behind `after`, up to entry `until`."""
        rows = self._rows(_ISSUED, after, until, TicketIssued.__name__)
        return {(date.fromisoformat(day), department): count for day, department, count in rows}

    def chain_at(self, seq: int) -> bytes | None:
        """Return the chain value of an entry, None when there is no such entry."""
        asked = "SELECT chain FROM journal WHERE centre = ? AND seq = ?"
        rows = self._rows(asked, seq)
        return bytes(rows[0][0]) if rows else None

    def close(self) -> None:
        """Let go of it."""
        self._source.close()

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self._source.fetch(statement, (self._centre, *values))


def _open(folder: Path) -> Rows:
    url = find_url(folder)
    if url is None:
        return _SqliteRows(folder / DATABASE)
    # Its driver is an extra, and 10 MB
    from storage.postgres.rows import PostgresRows

    return PostgresRows(url)


class _SqliteRows:
    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro",
                uri=True, isolation_level=None, check_same_thread=False,
            )  # fmt: skip
        except sqlite3.Error as error:
            raise fault_from(error, path)

    def fetch(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        fields = {name: f"json_extract(data, '$.{name}')" for name in ("day", "department")}
        try:
            return self._connection.execute(statement.format(**fields), values).fetchall()
        except sqlite3.Error as error:
            raise fault_from(error, self._path)

    def close(self) -> None:
        self._connection.close()
