"""The database of a centre, whichever engine keeps it: what is asked of it, and opening it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from sqlalchemy import Connection

from storage.addition import Addition
from storage.faults import StorageFault, fault_from
from storage.offload import Offload, directly
from storage.place import DATABASE, find_url, is_there
from storage.sqlite.database import SqliteDatabase
from storage.stored import Known, Stored

__all__ = ["Database", "Offload", "directly", "open_database", "reach_at", "reach_database"]
T = TypeVar("T")


class Database(Protocol):
    """One centre's database, for any number of readers and one journal of this process.

    Everything that blocks goes through `offload`. Errors of disk, driver and network come out as
    StorageFault.
    """

    folder: Path
    offload: Offload
    is_shared: bool
    """Whether other processes may append to the journal too."""

    def read(self, query: Callable[[Connection], T]) -> T:
        """Return what `query` reads on a connection of its own: one snapshot, never waiting."""
        ...

    def read_settled(self, query: Callable[[Connection], T]) -> T:
        """Like `read`, once it is certain what became of the last append."""
        ...

    def write(self, change: Callable[[Connection], T]) -> T:
        """Carry out `change` in one transaction, on disk before this returns, or not at all.

        One change at a time, whichever program makes it: what it reads stays true until its end.
        """
        ...

    def append(self, addition: Addition) -> None:
        """Store an addition to the journal, on disk before this returns.

        With nothing in it: prove that something could be stored now. Raises Behind where another
        process has stored an entry meanwhile.
        """
        ...

    def find_stored(self, known: Known, *, settled: bool, hold: bool = False) -> Stored:
        """Return what is stored from the last known entry on, and behind the last known answer.

        One snapshot; `settled`: once it is certain what became of the last append; `hold`: and no
        other process appends until the next `append` has ended, or `let_go`.
        """
        ...

    def let_go(self) -> None:
        """Let others append again, where this one has held them off."""
        ...

    def prepare(self) -> None:
        """Bring the tables to the form that this program expects; refuse what a newer one made."""
        ...

    def reserve(self) -> None:
        """Make ready for appends: room on the disk, a connection."""
        ...

    def claim(self) -> None:
        """Let no process serve the centre meanwhile; raise StorageFault while one does."""
        ...

    def join_others(self) -> "Others | None":
        """Become one of the processes that serve the centre, None: there can be no others.

        Raises StorageFault.
        """
        ...

    def erase_freed(self) -> None:
        """Leave nothing of what was overwritten or deleted, as far as the engine can.

        Raises StorageFault while another program reads what is older.
        """
        ...

    def find_damage(self) -> str:
        """Return what is wrong with the database's own files, nothing where that is unknown."""
        ...

    def write_copy(self, file: Path) -> None:
        """Copy it into a new file of SQLite, as it is now; raise StorageFault."""
        ...

    def measure_bytes(self) -> int:
        """Return how large the database is."""
        ...

    def describe(self) -> str:
        """Return which engine it is, where it is and who uses it, for the operator."""
        ...

    def close(self) -> None:
        """Let go of every connection."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class Others(Protocol):
    """What a process has in common with the others that serve the same centre."""

    @property
    def me(self) -> str:
        """The name of this process among them."""
        ...

    @property
    def shared(self) -> Any:
        """The SharedState of web/processes."""
        ...

    @property
    def duties(self) -> Any:
        """The Duties of web/processes."""
        ...

    def are_several(self) -> bool:
        """Say whether others serve the centre now."""
        ...

    def are_settled(self) -> bool:
        """Say whether another process has a configuration in force; one that starts has none."""
        ...

    def settle(self) -> None:
        """Let processes that start from now on take the configuration of this one."""
        ...

    def wait(self) -> None:
        """Return when somebody has stored something, and after a second at the latest."""
        ...

    def tell_time(self) -> datetime:
        """Return the time that all processes share, aware UTC."""
        ...

    def keep_text(self, kind: str, name: str, value: str) -> str:
        """Keep a text for all processes, for good; return the one that was kept first."""
        ...

    def find_text(self, kind: str, name: str) -> str | None:
        """Return a text that some process has kept."""
        ...


def open_database(
    folder: Path, offload: Offload = directly, first: Offload | None = None, *, create: bool = True
) -> Database:
    """Return the database of a data folder, its tables as this program expects them.

    Makes folder and database where they are missing, unless `create` is False. Raises StorageFault.
    `first`: like `offload`, for what everybody waits for.
    """
    try:
        if create:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        elif not is_there(folder):
            raise StorageFault(f"there is no database in {folder}")
    except OSError as error:
        raise fault_from(error, folder)
    database = reach_database(folder, offload, first)
    try:
        database.prepare()
    except StorageFault:
        database.close()
        raise
    return database


def reach_database(
    folder: Path, offload: Offload = directly, first: Offload | None = None
) -> Database:
    """Return the database of a data folder as it is, without looking at its tables."""
    return reach_at(folder, find_url(folder), offload, first)


def reach_at(
    folder: Path, url: str | None, offload: Offload = directly, first: Offload | None = None
) -> Database:
    """Like `reach_database`, at an address; None: the file in the folder."""
    if url is None:
        return SqliteDatabase(folder / DATABASE, offload, first)
    # Its driver is an extra, and 10 MB
    from storage.postgres.database import PostgresDatabase

    return PostgresDatabase(folder, url, offload, first)
