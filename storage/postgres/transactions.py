"""Transactions of readers and of changes, over connections that SQLAlchemy uses."""

import logging

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.pool import NullPool

from storage.offload import silence_engine
from storage.postgres.connecting import Driver, open_connection
from storage.postgres.faults import PostgresError

CHANGING = 0x78696E01
"""The advisory lock of whoever changes something just now."""
_TAKE_TURN = text(
    f"SELECT pg_advisory_xact_lock({CHANGING}), set_config('synchronous_commit', CASE "
    "current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, "
    "true)"
)
log = logging.getLogger(__name__)


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
