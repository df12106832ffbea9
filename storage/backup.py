"""Backup of a running centre into one file, and restore into an empty data folder."""

import os
import sqlite3
from pathlib import Path
from shutil import copyfile, rmtree

from sqlalchemy import Connection

from storage.database import DATABASE, Database, driver_of, open_database
from storage.faults import StorageFault, fault_from
from storage.lock import LOCK_FILE, ServerLock
from storage.verify import verify

RESTORING = "restoring"


def backup(database: Database, file: Path, *, overwrite: bool = False) -> None:
    """Write one consistent copy to `file` while the server goes on; raise StorageFault.

    The file appears under its name only when it is complete, checked and on disk. It holds the
    digests of tokens and passwords: only its owner may read it.
    """
    if file.exists() and not overwrite:
        raise StorageFault(f"{file} exists already and is not overwritten")
    partial = file.with_name(file.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        database.read(lambda connection: _copy(connection, partial))
        _put_in_place(partial, file)
    except (OSError, sqlite3.Error) as error:
        raise fault_from(error, file)
    finally:
        partial.unlink(missing_ok=True)


def restore(file: Path, folder: Path) -> None:
    """Make a data folder from a backup, once its journal has been verified; raise StorageFault.

    Refuses a folder that holds anything, and one that a server uses.
    """
    try:
        if not file.is_file():
            raise StorageFault(f"there is no backup {file}")
        lock = ServerLock(folder)
        try:
            if any(item.name != LOCK_FILE for item in folder.iterdir()):
                raise StorageFault(f"the data folder {folder} is not empty")
            _restored(file, folder)
        finally:
            lock.release()
    except OSError as error:
        raise fault_from(error, folder)


def _copy(connection: Connection, partial: Path) -> None:
    target = sqlite3.connect(partial, isolation_level=None)
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


def _restored(file: Path, folder: Path) -> None:
    workplace = folder / RESTORING
    workplace.mkdir(mode=0o700)
    try:
        copyfile(file, workplace / DATABASE)
        database = open_database(workplace, create=False)
        try:
            faults = verify(database)
        finally:
            database.close()
        if faults:
            raise StorageFault(f"the backup {file} is not sound: {faults[0].sentence}")
        _put_in_place(workplace / DATABASE, folder / DATABASE)
    finally:
        rmtree(workplace)


def _put_in_place(partial: Path, file: Path) -> None:
    """Give a complete file its name, so that a power cut leaves either all of it or nothing."""
    handle = os.open(partial, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    partial.replace(file)
    if os.name == "posix":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
