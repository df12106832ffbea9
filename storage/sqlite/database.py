"""The database of a data folder on SQLite: the one writer, readers, write-ahead log upkeep."""

import logging
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Self, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from storage.addition import Addition
from storage.faults import StorageFault, fault_from
from storage.offload import Offload, silence_engine
from storage.schema import upgrade
from storage.sqlite.appending import find_stored, store
from storage.stored import Known, Stored

BUSY_S = 5.0
WAL_PAGES = 1000
"""From here on the write-ahead log is copied into the database, in the background."""
RESERVED = 4 * 2**20
"""Bytes laid out in advance: overwriting costs half of what growing a file costs."""

StorageError = (DBAPIError, sqlite3.Error, OSError)
"""Every kind of exception that `fault_from` can put into words."""
T = TypeVar("T")
log = logging.getLogger(__name__)


class SqliteDatabase:
    """One data folder's database, for any number of readers and one writer of this process.

    Everything that blocks goes through `offload`, what writes through `first`. The lock that makes
    writers take turns is held outside of it: under eventlet and gevent it belongs to green threads
    and must not be touched by the native thread that does the work. Errors of disk and driver come
    out as StorageFault.
    """

    is_shared = False

    def __init__(
        self, path: Path, offload: Offload, first: Offload | None = None, synchronous: str = "FULL"
    ) -> None:
        """Use `storage.database.open_database`, which also prepares the tables.

        `synchronous`: FULL, or NORMAL for what can be made anew: then no commit waits for the disk.
        """
        self.path, self.folder = path, path.parent
        self.offload = offload
        self._offload_first = first or offload
        self._engine = _engine(path, synchronous)
        self._lock = Lock()
        self._writer: Connection | None = None
        self._unchecked = 0
        self._upkeep: Thread | None = None

    def read(self, query: Callable[[Connection], T]) -> T:
        """Return what `query` reads on a connection of its own: one snapshot, never waiting."""
        return self.offload(lambda: self._read(query))

    def write(self, change: Callable[[Connection], T]) -> T:
        """Carry out `change` in one transaction, on disk before this returns, or not at all."""
        with self._lock:
            result = self._offload_first(lambda: self._written(change))
        self._keep_up()
        return result

    def drive(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Like `write`, with the plain driver: `work` begins and commits by itself.

        SQLAlchemy costs 30 µs a batch and 3 µs a row there, on the path that everyone waits for.
        """
        with self._lock:
            result = self._offload_first(lambda: self._driven(work))
        self._keep_up()
        return result

    def append(self, addition: Addition) -> None:
        """Store an addition to the journal, by the plain driver."""
        self.drive(lambda driver: store(driver, addition))

    def find_stored(self, known: Known, *, settled: bool, hold: bool = False) -> Stored:  # noqa: ARG002
        """Return what is stored from the last known entry on, and behind the last known answer."""
        return self.read(lambda connection: find_stored(driver_of(connection), known))

    def let_go(self) -> None:
        """Do nothing: nobody else appends."""

    def read_settled(self, query: Callable[[Connection], T]) -> T:
        """Return what `query` reads: whatever was not stored is gone with its connection."""
        return self.read(query)

    def prepare(self) -> None:
        """Bring the tables to the form that this program expects."""
        self.write(lambda connection: upgrade(connection, str(self.path)))

    def reserve(self) -> None:
        """Lay out the write-ahead log in full length: commits then overwrite and grow nothing."""
        with self._lock:
            self.offload(lambda: self._driven(self._laid_out))

    def claim(self) -> None:
        """Do nothing: who has the lock of the data folder is alone."""

    def join_others(self) -> None:
        """Return nobody: one process has the data folder for itself."""

    def erase_freed(self) -> None:
        """Leave nothing in the write-ahead log, neither of what was overwritten in the database.

        Raises StorageFault while another program reads what is older.
        """
        with self._lock:
            self.offload(lambda: self._driven(_cut_log))
        self.reserve()

    def find_damage(self) -> str:
        """Return the first fault of the file's pages, nothing when it is sound."""
        found = self.read(lambda c: driver_of(c).execute("PRAGMA integrity_check(1)").fetchone())
        return "" if found[0] == "ok" else str(found[0]).replace("\n", " ")

    def write_copy(self, file: Path) -> None:
        """Copy it into a file that is there and empty, as it is now; raise StorageFault."""
        self.read(lambda connection: _copy(connection, file))

    def measure_bytes(self) -> int:
        """Return the size of the file."""
        return self.path.stat().st_size

    def describe(self) -> str:
        """Return which engine it is."""
        return "SQLite"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Finish the upkeep and close the writer; the log goes into the database."""
        if self._upkeep is not None:
            self._upkeep.join()
        with self._lock:
            self.offload(self._drop_writer)

    def _read(self, query: Callable[[Connection], T]) -> T:
        try:
            with self._engine.connect() as connection:
                return query(connection)
        except StorageError as error:
            raise fault_from(error, self.path)

    def _written(self, change: Callable[[Connection], T]) -> T:
        try:
            writer = self._open_writer()
            before = driver_of(writer).total_changes
            with writer.begin():
                result = change(writer)
            self._count(driver_of(writer).total_changes - before)
            return result
        except StorageError as error:
            self._drop_writer()
            raise fault_from(error, self.path)

    def _driven(self, work: Callable[[sqlite3.Connection], T]) -> T:
        try:
            driver = driver_of(self._open_writer())
            before = driver.total_changes
            result = work(driver)
            self._count(driver.total_changes - before)
            return result
        except StorageError as error:
            self._drop_writer()
            raise fault_from(error, self.path)

    def _open_writer(self) -> Connection:
        if self._writer is None:
            writer = self._engine.connect().execution_options(writes=True)
            mode = driver_of(writer).execute("PRAGMA journal_mode = WAL").fetchone()[0]
            if mode != "wal":
                writer.close()
                raise StorageFault(f"{self.path} must be on a local disk, not on a network drive")
            self._writer = writer
        return self._writer

    def _drop_writer(self) -> None:
        """Forget the connection: after a failure a new one finds out what is really there."""
        writer, self._writer = self._writer, None
        if writer is not None:
            try:
                writer.close()
            except StorageError as error:
                log.warning("closing %s: %s", self.path, error)

    def _laid_out(self, driver: sqlite3.Connection) -> None:
        log_file = self.path.with_name(self.path.name + "-wal")
        if log_file.exists() and log_file.stat().st_size >= RESERVED:
            return
        driver.execute("DROP TABLE IF EXISTS filler")
        driver.execute("CREATE TABLE filler (b BLOB)")
        driver.execute("INSERT INTO filler VALUES (zeroblob(?))", (RESERVED,))
        driver.execute("DROP TABLE filler")
        driver.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()

    def _count(self, rows: int) -> None:
        # Measured: a page for two to three rows, and a page for each table touched
        self._unchecked += 2 + rows // 3

    def _keep_up(self) -> None:
        """Start copying the log into the database when it has grown, beside the next commits."""
        if self._unchecked > WAL_PAGES and (self._upkeep is None or not self._upkeep.is_alive()):
            self._upkeep = Thread(target=self._copy_log, name="log-upkeep", daemon=True)
            self._upkeep.start()

    def _copy_log(self) -> None:
        self._unchecked = 0
        try:
            self.read(_checkpoint)
            if self._unchecked:
                # Commits went on meanwhile: copy those few while nobody writes, so that the next
                # commit can begin the log again from its start instead of growing it
                with self._lock:
                    self.read(_checkpoint)
        except StorageFault as fault:
            log.warning("the write-ahead log could not be copied: %s", fault)


def _engine(path: Path, synchronous: str) -> Engine:
    # No pool: SQLAlchemy's would lock with green locks inside native threads
    silence_engine()
    engine = create_engine(
        f"sqlite+pysqlite:///{path}",
        poolclass=NullPool,
        connect_args={
            "isolation_level": None,
            "timeout": BUSY_S,
            "check_same_thread": False,
        },
    )
    event.listen(engine, "connect", partial(_set_up, synchronous))
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(synchronous: str, driver: sqlite3.Connection, _record: Any) -> None:
    for pragma in (
        "foreign_keys = ON",
        f"synchronous = {synchronous}",
        "secure_delete = ON",
        # SQLite would copy the log inside some caller's commit; `_keep_up` does it beside them
        "wal_autocheckpoint = 0",
        f"journal_size_limit = {4 * RESERVED}",
    ):
        driver.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _checkpoint(connection: Connection) -> None:
    driver_of(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _cut_log(driver: sqlite3.Connection) -> None:
    busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StorageFault("something reads the database just now; try it again in a minute")


def _copy(connection: Connection, file: Path) -> None:
    target = sqlite3.connect(file, isolation_level=None)
    try:
        # In one step: a copy in several would begin anew whenever the server writes
        driver_of(connection).backup(target, pages=-1)
        # A backup is one file; the server turns it back into a log with a database at its start
        target.execute("PRAGMA journal_mode = DELETE")
        found = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
    finally:
        target.close()
    if found != "ok":
        raise StorageFault(f"the copy is not sound: {found}")


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the plain driver's connection beneath."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)
