"""Keeps reports.db up with the journal, and lets reports read it at one journal number."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from queueing.events import Entry
from queueing.hall import Hall
from storage.database import Database, Offload, directly
from storage.projections import Fold, prepare, reset

REPORTS = "reports.db"
PAGE = 250
"""Entries in one transaction: decoding more at once would hold up the event loop."""

T = TypeVar("T")


class Entries(Protocol):
    """What projections need of a journal."""

    def entries_after(self, seq: int, limit: int) -> list[Entry]:
        """Return at most `limit` entries that follow number `seq`, oldest first."""
        ...


class Projector:
    """Follows the journal at its own pace, up to what the office has published and no further.

    One caller at a time; the others wait. Errors of the disk come out as StorageFault, with the
    rows as they were before.
    """

    def __init__(self, journal: Entries, database: Database, latest: Callable[[], Hall]) -> None:
        """Follow `journal` into `database` (see `open_reports`); `latest` gives the newest hall."""
        self._journal, self._database, self._latest = journal, database, latest
        self._lock = Lock()
        self._fold: Fold | None = None

    @property
    def path(self) -> Path:
        """Where the rows lie; another process may read them there, and only read."""
        return self._database.path

    def catch_up(self) -> int:
        """Bring the rows up to the newest published entry; return its number."""
        with self._lock:
            return self._follow(self._latest().seq)

    def read(self, query: Callable[[Connection], T]) -> tuple[Hall, T]:
        """Catch up; return what `query` reads and the hall of that same journal number."""
        return self.ask(lambda connection, _hall: query(connection))

    def ask(self, query: Callable[[Connection, Hall], T]) -> tuple[Hall, T]:
        """Like `read`, for a query that also needs the hall."""
        with self._lock:
            hall = self._latest()
            self._follow(hall.seq)
            snapshot = self._database.snapshot()
        # Counting years takes a while: the rows go on meanwhile, and so does today's page
        return hall, snapshot.read(lambda connection: query(connection, hall))

    def rebuild(self) -> int:
        """Throw all rows away and make them anew from the journal; return the last number."""
        with self._lock:
            self._fold = None
            self._database.write(reset)
            return self._follow(self._latest().seq)

    def _follow(self, until: int) -> int:
        fold = self._fold or resumed(self._journal, self._database)
        # A transaction that fails leaves a fold that knows more than the rows: it is given up
        self._fold = None
        follow(fold, self._journal, self._database, until)
        self._fold = fold
        return fold.position.seq


def open_reports(folder: Path, offload: Offload = directly) -> Database:
    """Return the database of reports in a data folder; one that is damaged is begun anew."""
    path = folder / REPORTS
    if not offload(lambda: _sound(path)):
        for tail in ("", "-wal", "-shm"):
            path.with_name(path.name + tail).unlink(missing_ok=True)
    database = Database(path, offload, synchronous="NORMAL")
    database.write(prepare)
    return database


def resumed(journal: Entries, database: Database) -> Fold:
    """Return a fold that stands where the rows stand: it has read their last day once more."""
    fold = Fold(database.write(prepare))
    end = fold.position.seq
    while fold.next_after < end:
        entries = journal.entries_after(fold.next_after, min(PAGE, end - fold.next_after))
        if not entries:
            # The rows know more than the journal: they belong to another one
            database.write(reset)
            return Fold(database.read(prepare))
        database.offload(partial(fold.recall, entries))
    return fold


def follow(fold: Fold, journal: Entries, database: Database, until: int) -> None:
    """Fold what the journal has up to entry `until`, a page a transaction."""
    while fold.position.seq < until:
        limit = min(PAGE, until - fold.position.seq)
        entries = journal.entries_after(fold.position.seq, limit)
        if not entries:
            return
        database.write(partial(fold.project, entries))


def _sound(path: Path) -> bool:
    """Say whether the file is a database or not there yet."""
    if not path.exists():
        return True
    connection = sqlite3.connect(path)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        kind = error.sqlite_errorcode & 0xFF
        return kind not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    finally:
        connection.close()
    return True
