"""The journal as another process reads it, beside the server that writes it."""

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

from queueing.events import DayClosed, Entry, TicketIssued
from storage.codec import decode
from storage.faults import fault_from

DATABASE = "xinmoi.db"
CENTRE = "main"
_ENTRIES = (
    "SELECT seq, at, kind, data, key, actor FROM journal "
    "WHERE centre = ? AND seq > ? ORDER BY seq LIMIT ?"
)
_ISSUED = (
    "SELECT json_extract(data, '$.day') AS issued_on, json_extract(data, '$.department') AS whose, "
    "count(*) FROM journal WHERE centre = ? AND seq > ? AND seq <= ? AND kind = ? "
    "GROUP BY issued_on, whose"
)
_CLOSING = (
    "SELECT seq FROM journal WHERE centre = ? AND kind = ? AND seq > ? ORDER BY seq DESC LIMIT 1"
)


class JournalFile:
    """Reads the journal of a data folder with the plain driver: SQLAlchemy costs 20 MB and 0.3 s.

    Errors come out as StorageFault.
    """

    def __init__(self, folder: Path, centre: str = CENTRE) -> None:
        """Open the file to read; it must be there."""
        self._path, self._centre = folder / DATABASE, centre
        try:
            self._connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro",
                uri=True, isolation_level=None, check_same_thread=False,
            )  # fmt: skip
        except sqlite3.Error as error:
            raise fault_from(error, self._path)

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
        """Let go of the file."""
        self._connection.close()

    def _rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, (self._centre, *values)).fetchall()
        except sqlite3.Error as error:
            raise fault_from(error, self._path)
