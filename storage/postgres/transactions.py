"""Transactions of readers and of changes, over connections that SQLAlchemy uses."""

import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from storage.offload import silence_engine
from storage.postgres.connecting import ANSWER_S, WORK_S, Driver, open_connection
from storage.postgres.faults import PostgresError, fault_from

CHANGING = 0x78696E01
"""The advisory lock of whoever changes something just now."""
_TAKE_TURN = text(
    f"SELECT pg_advisory_xact_lock({CHANGING}), set_config('synchronous_commit', CASE "
    "current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, "
    "true)"
)
IDLE = 8
"""So many connections are kept open."""
T = TypeVar("T")
log = logging.getLogger(__name__)


class Connections:
    """Lends connections, each for one transaction; those that were cut while idle are replaced."""

    def __init__(self, url: str, name: str) -> None:
        """Connect to this address when somebody asks; `name`: how people are told of it."""
        self._engine, self._name = make_engine(url), name
        self._idle: deque[Connection] = deque()

    def use(self, begin: Callable[[Connection], object], work: Callable[[Connection], T]) -> T:
        """Return what `work` does in one transaction; raise StorageFault."""
        try:
            connection = self._begin(begin)
            try:
                result = work(connection)
                connection.commit()
            except BaseException:
                drop(connection)
                raise
        except PostgresError as error:
            raise fault_from(error, self._name)
        if len(self._idle) < IDLE:
            self._idle.append(connection)
        else:
            drop(connection)
        return result

    def drop_idle(self) -> None:
        """Close what nobody uses."""
        with suppress(IndexError):
            while True:
                drop(self._idle.pop())

    def _begin(self, begin: Callable[[Connection], object]) -> Connection:
        """Return a connection in a new transaction, an idle one if one of them still answers."""
        while True:
            try:
                connection, is_new = self._idle.pop(), False
            except IndexError:
                connection, is_new = self._engine.connect(), True
            try:
                wait_at_most(connection, ANSWER_S)
                begin(connection)
                wait_at_most(connection, WORK_S)
                return connection
            except DBAPIError as error:
                drop(connection)
                if is_new or not error.connection_invalidated:
                    raise
                # Those that were cut while nobody used them have lost nothing; where one was, the
                # others were too, and each might take its time to say so
                self.drop_idle()


def begin_reading(connection: Connection) -> None:
    """Begin to read one snapshot."""
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def begin_changing(connection: Connection) -> None:
    """Wait for the turn: what a change has read stays true until its end, as on SQLite."""
    connection.execute(_TAKE_TURN)


def wait_at_most(connection: Connection, answer_s: float) -> None:
    """Give the connection's statements so long for an answer."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, Driver)
    driver.answer_s = answer_s


def drop(connection: Connection) -> None:
    """Close a connection, also one that was cut."""
    try:
        connection.close()
    except PostgresError as error:
        log.warning("closing a connection: %s", error)


def make_engine(url: str) -> Engine:
    """Return an engine that opens a connection whenever it is asked for one.

    No pool: SQLAlchemy's would lock with green locks inside native threads.
    """
    silence_engine()
    return create_engine(
        "postgresql+psycopg://",
        creator=lambda: open_connection(url),
        poolclass=NullPool,
        use_native_hstore=False,
    )
