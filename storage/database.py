"""The data folder: opening it, the one writer, readers, and write-ahead log upkeep on SQLite."""

import logging
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Protocol, Self, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from storage.faults import StorageFault, fault_from
from storage.journal_file import DATABASE
from storage.schema import upgrade

BUSY_S = 5.0
WAL_PAGES = 1000
"""From here on the write-ahead log is copied into the database, in the background."""
RESERVED = 4 * 2**20
"""Bytes laid out in advance: overwriting costs half of what growing a file costs."""

StorageError = (DBAPIError, sqlite3.Error, OSError)
"""Every kind of exception that `fault_from` can put into words."""
T = TypeVar("T")
log = logging.getLogger(__name__)


class Offload(Protocol):
    """Runs blocking work where it does not freeze the event loop, and returns what it returns."""

    def __call__(self, work: Callable[[], T], /) -> T:
        """Run `work`; its exceptions come out here."""
        ...


def directly(work: Callable[[], T], /) -> T:
    """Run the work at once: for programs without an event loop."""
    return work()


class Database:
    """One data folder's database, for any number of readers and one writer of this process.

    Everything that blocks goes through `offload`, what writes through `first`. The lock that makes
    writers take turns is held outside of it: under eventlet and gevent it belongs to green threads
    and must not be touched by the native thread that does the work. Errors of disk and driver come
    out as StorageFault.
    """

    def __init__(
        self, path: Path, offload: Offload, first: Offload | None = None, synchronous: str = "FULL"
    ) -> None:
        """Use `open_database`, which also prepares the tables.

        `synchronous`: FULL, or NORMAL for what can be made anew: then no commit waits for the disk.
        """
        self.path = path
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

    def snapshot(self) -> "Snapshot":
        """Hold on to what is stored now, for one query that may take long."""
        return Snapshot(self.path, self.offload, self.offload(self._begun))

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

    def reserve(self) -> None:
        """Lay out the write-ahead log in full length: commits then overwrite and grow nothing."""
        with self._lock:
            self.offload(lambda: self._driven(self._laid_out))

    def empty_log(self) -> None:
        """Leave nothing in the write-ahead log, neither of what was overwritten in the database.

        Raises StorageFault while another program reads what is older.
        """
        with self._lock:
            self.offload(lambda: self._driven(_cut_log))
        self.reserve()

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

    def _begun(self) -> Connection:
        try:
            connection = self._engine.connect()
            # What is read is as it was at the first statement, not at BEGIN
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").fetchall()
            return connection
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


class Snapshot:
    """What was stored at one moment, whatever is written meanwhile; it can be read once."""

    def __init__(self, path: Path, offload: Offload, connection: Connection) -> None:
        """Use `Database.snapshot`."""
        self._path, self._offload, self._connection = path, offload, connection

    def read(self, query: Callable[[Connection], T]) -> T:
        """Return what `query` reads; raises StorageFault."""
        return self._offload(lambda: self._read(query))

    def _read(self, query: Callable[[Connection], T]) -> T:
        try:
            with self._connection:
                return query(self._connection)
        except StorageError as error:
            raise fault_from(error, self._path)


def open_database(
    folder: Path, offload: Offload = directly, first: Offload | None = None, *, create: bool = True
) -> Database:
    """Return the database of a data folder, its tables as this program expects them.

    Makes folder and database where they are missing, unless `create` is False. Raises StorageFault.
    """
    path = folder / DATABASE
    try:
        if create:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not path.is_file():
            raise StorageFault(f"there is no database in {folder}")
    except OSError as error:
        raise fault_from(error, folder)
    database = Database(path, offload, first)
    try:
        database.write(lambda connection: upgrade(connection, path))
    except StorageFault:
        database.close()
        raise
    return database


def _engine(path: Path, synchronous: str) -> Engine:
    # No pool: SQLAlchemy's would lock with green locks inside native threads
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


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the plain driver's connection beneath."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)
