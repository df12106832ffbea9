"""What the processes of one database have in common: shared state, duties, a clock, kept texts."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import Connection, text

from storage.postgres.news import News
from storage.postgres.shared_rows import CREATE, SWEEP
from storage.postgres.shared_state import PostgresState

_CREATE_KEPT = (
    "CREATE TABLE IF NOT EXISTS kept_text (kind text, name text, value text NOT NULL, "
    "PRIMARY KEY (kind, name))"
)
"""No part of the centre's data: no backup has it, no other engine."""
_KEEP = text("INSERT INTO kept_text VALUES (:kind, :name, :value) ON CONFLICT DO NOTHING")
_FIND = text("SELECT value FROM kept_text WHERE kind = :kind AND name = :name")
T = TypeVar("T")


def create_tables(connection: Connection) -> None:
    """Make the tables that only processes need which serve together."""
    for statement in (CREATE, _CREATE_KEPT, SWEEP):
        connection.exec_driver_sql(statement)


class Others:
    """One process among those that serve a centre; made by `PostgresDatabase.join_others`.

    `shared`, `duties`: see web/processes. `wait` is to be called again and again; after it the
    office follows the journal.
    """

    def __init__(self, database: "Kept", news: News, shared: PostgresState) -> None:
        """Use what the database has made ready."""
        self._database, self._news = database, news
        self.duties, self.shared, self.wait, self.me = news, shared, news.wait, news.me
        self.are_several = news.are_several
        self.are_settled, self.settle = news.are_settled, news.settle

    def tell_time(self) -> datetime:
        """Return the time that all processes share, aware UTC."""
        return self._news.tell_time()

    def keep_text(self, kind: str, name: str, value: str) -> str:
        """Keep a text for all processes, for good; return the one that was kept first."""
        row = {"kind": kind, "name": name, "value": value}
        self._database.write(lambda connection: connection.execute(_KEEP, row))
        found = self.find_text(kind, name)
        return value if found is None else found

    def find_text(self, kind: str, name: str) -> str | None:
        """Return a text that some process has kept."""
        row = {"kind": kind, "name": name}
        found: str | None = self._database.read(lambda c: c.execute(_FIND, row).scalar())
        return found

    def close(self) -> None:
        """Let go of every connection."""
        self._news.close()
        self.shared.close()


class Kept(Protocol):
    """The database, as far as it is needed here."""

    def read(self, query: Callable[[Connection], T]) -> T:
        """See storage.database.Database."""
        ...

    def write(self, change: Callable[[Connection], T]) -> T:
        """See storage.database.Database."""
        ...
