"""The database of a centre on PostgreSQL: readers, changes in turn, and one journal."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock
from typing import Self, TypeVar

import psycopg
from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection

from queueing.errors import Behind
from storage.addition import Addition
from storage.copying import copy_tables
from storage.faults import StorageFault
from storage.offload import Offload, directly
from storage.postgres.appending import (
    begin_turn,
    end_turn,
    find_stored,
    is_stored,
    store,
    wait_for_others,
)
from storage.postgres.connecting import Driver, driver_of, make_name, require_promises
from storage.postgres.faults import PostgresError, fault_from
from storage.postgres.news import SERVING, News, describe_server
from storage.postgres.others import Others, create_tables
from storage.postgres.shared_state import PostgresState
from storage.postgres.transactions import Connections, begin_changing, begin_reading
from storage.schema import FORM, require_form, upgrade
from storage.sqlite.database import SqliteDatabase
from storage.stored import Known, Stored

T = TypeVar("T")


class PostgresDatabase:
    """One database, for any number of programs; one of them writes its journal.

    Everything that blocks goes through `offload`: the driver waits in native threads. Locks of this
    process are held outside of it, as on SQLite. Errors come out as StorageFault.
    """

    is_shared = True

    def __init__(
        self, folder: Path, url: str, offload: Offload, first: Offload | None = None
    ) -> None:
        """Use `storage.database.open_database`, which also prepares the tables."""
        self.folder, self.offload = folder, offload
        self._offload_first = first or offload
        self.name, self._url = make_name(url), url
        self._connections = Connections(url, self.name)
        self._changing, self._appending = Lock(), Lock()
        self._appender: Driver | None = None
        self._alone = False
        self._me = token_hex(8)
        self._others: Others | None = None

    def read(self, query: Callable[[Connection], T]) -> T:
        """Return what `query` reads on a connection of its own: one snapshot."""
        return self.offload(lambda: self._connections.use(begin_reading, query))

    def read_settled(self, query: Callable[[Connection], T]) -> T:
        """Like `read`, once it is certain what became of the last append, cut or not."""
        with self._appending:
            self.offload(lambda: self._ask_appender(wait_for_others))
        return self.read(query)

    def find_stored(self, known: Known, *, settled: bool, hold: bool = False) -> Stored:
        """Return what is stored from the last known entry on, and behind the last known answer."""

        def ask(driver: Driver) -> Stored:
            if hold:
                begin_turn(driver)
            elif settled:
                wait_for_others(driver)
            try:
                return find_stored(driver, known, self.name)
            except StorageFault:
                end_turn(driver, stored=False)
                raise

        # Over the connection that appends: nothing else is asked of it meanwhile
        with self._appending:
            return self._offload_first(lambda: self._ask_appender(ask))

    def let_go(self) -> None:
        """Let others append again, where this one has held them off."""
        with self._appending:
            self._offload_first(self._end_turn)

    def write(self, change: Callable[[Connection], T]) -> T:
        """Carry out `change` in one transaction, on disk before this returns, or not at all."""

        def do(connection: Connection) -> T:
            require_form(connection.exec_driver_sql(FORM).scalar(), self.name)
            return change(connection)

        return self._write(do)

    def append(self, addition: Addition) -> None:
        """Store an addition to the journal, by the plain driver."""
        with self._appending:
            self._offload_first(lambda: self._appended(addition))

    def prepare(self) -> None:
        """Bring the tables to the form that this program expects; refuse an unsafe server."""
        self.reserve()
        self._write(lambda connection: upgrade(connection, self.name))

    def reserve(self) -> None:
        """Connect for appends; raise StorageFault where the server could lose them."""
        with self._appending:
            self.offload(self._open_appender)

    def claim(self) -> None:
        """Let no process serve the centre meanwhile; raise StorageFault while one does.

        The claim ends with the connection, and a new connection makes it again.
        """
        self._alone = True
        with self._appending:
            self.offload(self._drop_appender)
            self.offload(self._open_appender)

    def join_others(self) -> Others:
        """Become one of the processes that serve the centre; raise StorageFault."""
        self.write(create_tables)
        news = News(self._url, self.name, self._offload_first, self._me)
        news.begin()
        self._others = Others(self, news, PostgresState(self._url, self.name, self.offload, news))
        return self._others

    def erase_freed(self) -> None:
        """Have the server give up the old versions of rows; its log goes when it is due."""
        with self._changing:
            self.offload(self._vacuumed)

    def find_damage(self) -> str:
        """Return nothing: the server's own tools look at its files, like pg_amcheck."""
        return ""

    def write_copy(self, file: Path) -> None:
        """Copy all tables into a file of SQLite, as they are now; raise StorageFault."""
        with SqliteDatabase(file, directly) as copy:
            copy.prepare()
            self.read(lambda source: copy.write(lambda target: copy_tables(source, target)))

    def measure_bytes(self) -> int:
        """Return how large the database is on the server."""
        asked = "SELECT pg_database_size(current_database())"
        return int(self.read(lambda connection: connection.exec_driver_sql(asked).scalar_one()))

    def describe(self) -> str:
        """Return the server's version, where the database is, how many processes serve it now."""
        return self.read(lambda connection: f"{describe_server(connection)}, {self.name}")

    def close(self) -> None:
        """Let go of every connection."""
        if self._others is not None:
            self._others.close()
        with self._appending:
            self.offload(self._drop_all)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, change: Callable[[Connection], T]) -> T:
        """Carry out `change` whatever form the tables have."""
        with self._changing:
            return self._offload_first(lambda: self._connections.use(begin_changing, change))

    def _ask_appender(self, ask: Callable[[Driver], T]) -> T:
        """Return what is asked over the connection that appends: of what has ended before."""
        for again in (False, True):
            driver = self._open_appender()
            try:
                return ask(driver)
            except PostgresError as error:
                was_cut = driver.closed
                self._drop_appender()
                if again or not was_cut:
                    raise fault_from(error, self.name)
        raise AssertionError("the second try returns or raises")

    def _appended(self, addition: Addition) -> None:
        """Store it; over a connection that was cut, find out whether it is, and else try anew."""
        for again in (False, True):
            driver = self._open_appender()
            try:
                try:
                    store(driver, addition, self._me, self.name)
                    end_turn(driver, stored=True)
                except Behind:
                    if not (again and is_stored(driver, addition)):
                        self._end_turn()
                        raise
                return
            except PostgresError as error:
                was_cut = driver.closed
                self._drop_appender()
                if again or not was_cut:
                    raise fault_from(error, self.name)

    def _open_appender(self) -> Driver:
        """Return the connection that appends; what its server promises is asked anew each time."""
        if self._appender is not None and not self._appender.closed:
            return self._appender
        try:
            driver = driver_of(self._url)
            try:
                require_promises(driver, self.name)
                if self._alone:
                    _require_alone(driver, self.name)
            except BaseException:
                driver.close()
                raise
        except PostgresError as error:
            raise fault_from(error, self.name)
        self._appender = driver
        return driver

    def _drop_appender(self) -> None:
        """Forget the connection: after a failure a new one finds out what is really there."""
        driver, self._appender = self._appender, None
        if driver is not None:
            with suppress(psycopg.Error):
                driver.close()

    def _end_turn(self) -> None:
        """End a turn in which nothing is stored."""
        try:
            if self._appender is not None and not self._appender.closed:
                end_turn(self._appender, stored=False)
        except PostgresError:
            self._drop_appender()

    def _vacuumed(self) -> None:
        try:
            with driver_of(self._url, answer_s=None) as driver:
                driver.execute("VACUUM journal, answer, citizen_words")
        except PostgresError as error:
            raise fault_from(error, self.name)

    def _drop_all(self) -> None:
        self._drop_appender()
        self._connections.drop_idle()


def _require_alone(driver: Driver, name: str) -> None:
    """Take the claim, or wait for the end of a connection that was just cut."""
    try:
        driver.execute("SELECT pg_advisory_lock(%s)", [SERVING])
    except LockNotAvailable:
        raise StorageFault(f"a server already uses {name}")
