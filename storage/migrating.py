"""Moves a centre between the file of its data folder and PostgreSQL, nothing of it changed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.copying import Tell, clear, copy_tables, is_empty
from storage.database import Database, open_database
from storage.faults import StorageFault, fault_from
from storage.lock import ServerLock
from storage.offload import directly
from storage.place import DATABASE, MARK, MOVED, find_url, put_in_place, write_mark
from storage.postgres.database import PostgresDatabase
from storage.reading import journal_end
from storage.schema import leave
from storage.sqlite.database import SqliteDatabase
from storage.verify import verify


def move_to_postgres(folder: Path, url: str, tell: Tell) -> int:
    """Move the centre of a data folder into an empty database; return the last entry's number.

    The folder's database is there from then on; its file stays under another name. Raises
    StorageFault, with everything as it was, also while a server uses either of them.
    """
    with _held(folder):
        if find_url(folder) is not None:
            raise StorageFault(f"the database of {folder} is {find_url(folder)} already")
        with open_database(folder, create=False) as source:
            _require_sound(source, f"the database of {folder}")
            with PostgresDatabase(folder, url, directly) as target:
                target.prepare()
                target.claim()
                if not target.read(is_empty):
                    raise StorageFault(f"{target.name} is not empty")
                last = _copy(source, target, target.name, tell)
        write_mark(folder, url)
        try:
            (folder / DATABASE).replace(folder / MOVED)
        except OSError as error:
            raise fault_from(error, folder)
        return last


def move_to_folder(url: str, folder: Path, tell: Tell) -> int:
    """Move a centre from PostgreSQL into a data folder without a database, like the other way.

    What is on PostgreSQL stays as it is, marked so that no process serves it any more.
    """
    with _held(folder):
        if (folder / DATABASE).exists() or find_url(folder) not in (None, url):
            raise StorageFault(f"{folder} has a database already")
        partial = folder / f"{DATABASE}.partial"
        try:
            partial.unlink(missing_ok=True)
            with PostgresDatabase(folder, url, directly) as source:
                source.prepare()
                source.claim()
                if source.read(is_empty):
                    raise StorageFault(f"{source.name} holds no centre")
                _require_sound(source, source.name)
                with SqliteDatabase(partial, directly) as target:
                    target.prepare()
                    last = _copy(source, target, str(partial), tell)
                put_in_place(partial, folder / DATABASE)
                (folder / MARK).unlink(missing_ok=True)
                _mark_as_left(source, source.name, folder)
        except OSError as error:
            raise fault_from(error, folder)
        finally:
            partial.unlink(missing_ok=True)
        return last


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Let no server use the data folder meanwhile; one that was not there goes with a fault."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    lock = ServerLock(folder)
    try:
        yield
    except BaseException:
        if missing:
            shutil.rmtree(missing[-1], ignore_errors=True)
        raise
    finally:
        lock.release()


def _mark_as_left(source: Database, name: str, folder: Path) -> None:
    try:
        source.write(leave)
    except StorageFault as fault:
        raise StorageFault(
            f"the centre is in {folder}, whole and checked, but {name} could not be marked as left "
            f"({fault}): drop it, so that nothing serves it any more"
        )


def _copy(source: Database, target: Database, name: str, tell: Tell) -> int:
    """Copy and check it; return the number of the last entry. The target is empty after a fault."""
    source.read(lambda old: target.write(lambda new: copy_tables(old, new, tell)))
    try:
        _require_sound(target, name)
        last = source.read(journal_end)
        if target.read(journal_end) != last:
            raise StorageFault(f"the journal in {name} does not end where it did before")
    except StorageFault:
        target.write(clear)
        raise
    return last[0]


def _require_sound(database: Database, name: str) -> None:
    faults = verify(database)
    if faults:
        raise StorageFault(f"{name} is not sound: {faults[0].sentence}")
