"""Backup of a running centre into one file, and restore into an empty data folder."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile, rmtree
from time import time

from queueing.accounts import Device, Person
from queueing.name_order import make_name_key
from storage import tables
from storage.accounts import Accounts
from storage.database import Database, open_database
from storage.faults import StorageFault, fault_from
from storage.lock import LOCK_FILE, ServerLock
from storage.place import DATABASE, put_in_place
from storage.sqlite.database import driver_of
from storage.verify import verify

RESTORING = "restoring"
KNOWN = {*tables.metadata.tables, "alembic_version"}
_FOREIGN = """
    SELECT type || ' ' || name FROM sqlite_schema
    WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'
"""
_COLUMNS = "SELECT name || iif(hidden, ' (computed)', '') FROM pragma_table_xinfo(?)"
OLD = timedelta(days=4)
"""A backup of Friday evening is good until Tuesday's."""
MARK = "last-backup"
"""A file of the data folder that is as old as the last backup, and names it."""


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """The last backup of a data folder: when it was made, under which name."""

    at: datetime
    file: str

    @property
    def is_old(self) -> bool:
        """Say whether it is time for another one."""
        return datetime.now(UTC) - self.at > OLD


def read_last_backup(folder: Path) -> BackupRecord | None:
    """Return what is known of the data folder's last backup, None when none was made."""
    mark = folder / MARK
    try:
        file = mark.read_text(encoding="utf-8")
        return (
            BackupRecord(datetime.fromtimestamp(mark.stat().st_mtime, UTC), file) if file else None
        )
    except OSError:
        return None


def backup(
    database: Database, file: Path, *, overwrite: bool = False, recorded: bool = True
) -> None:
    """Write one consistent copy to `file` while the server goes on; raise StorageFault.

    It is a database of SQLite, whichever engine the centre uses.

    The file appears under its name only when it is complete, checked and on disk. It holds the
    digests of tokens and passwords: only its owner may read it. `recorded`: the folder's last
    backup is this one.
    """
    if file.exists() and not overwrite:
        raise StorageFault(f"{file} exists already and is not overwritten")
    partial = file.with_name(file.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        database.write_copy(partial)
        put_in_place(partial, file)
        if recorded:
            record_backup(database.folder, str(file))
    except (OSError, sqlite3.Error) as error:
        raise fault_from(error, file)
    finally:
        partial.unlink(missing_ok=True)


def remove_old_backups(file: Path, keep: int) -> None:
    """Remove files xinmoi-* of a new backup's folder and kind: `keep` stay, this one among them.

    Those that were written last stay, whatever they are called: names begin with the day, or with
    anything else.
    """
    others = [each for each in file.parent.glob(f"xinmoi-*{file.suffix}") if each != file]
    others.sort(key=lambda each: (each.stat().st_mtime_ns, make_name_key(each.name)), reverse=True)
    for old in others[keep - 1 :]:
        old.unlink(missing_ok=True)


def find_last_backup(folder: Path) -> float:
    """Return when the last backup was made, in seconds since 1970.

    Before the first one: when it was asked for the first time.
    """
    mark = folder / MARK
    if not mark.exists():
        record_backup(folder)
    return mark.stat().st_mtime if mark.exists() else time()


def record_backup(folder: Path, file: str = "") -> None:
    """Remember that a backup of the folder was made now, under which name."""
    mark, now = folder / MARK, time()
    with suppress(OSError):  # on a full disk the copy elsewhere is as good
        mark.touch(mode=0o600)
        mark.write_text(file, encoding="utf-8")
        os.utime(mark, (now, now))


def restore(
    file: Path, folder: Path, unpack: Callable[[Path, Path], object] = copyfile
) -> tuple[list[Person], list[Device]]:
    """Make a data folder from a backup, once its journal has been verified; raise StorageFault.

    Returns the people and the devices that come with it: whoever wrote the file chose them.
    `unpack` copies the database out of the file to a place.
    Refuses a folder that holds anything, one that a server uses, and a file that holds anything
    but this program's own tables: what else is in a database may act by itself when it is used.
    """
    try:
        if not file.is_file():
            raise StorageFault(f"there is no backup {file}")
        lock = ServerLock(folder)
        try:
            if any(item.name != LOCK_FILE for item in folder.iterdir()):
                raise StorageFault(f"the data folder {folder} is not empty")
            return _restored(file, folder, unpack)
        finally:
            lock.release()
    except OSError as error:
        raise fault_from(error, folder)


def _restored(
    file: Path, folder: Path, unpack: Callable[[Path, Path], object]
) -> tuple[list[Person], list[Device]]:
    workplace = folder / RESTORING
    workplace.mkdir(mode=0o700)
    try:
        unpack(file, workplace / DATABASE)
        # Before anything uses it: a trigger or a view would run with the first statement
        _require_no_foreign(workplace / DATABASE, file)
        with open_database(workplace, create=False) as database:
            database.read(lambda connection: _require_own_tables(driver_of(connection), file))
            faults = verify(database)
            accounts = Accounts(database)
            people, devices = accounts.people(), accounts.tokens()
        if faults:
            raise StorageFault(f"the backup {file} is not sound: {faults[0].sentence}")
        put_in_place(workplace / DATABASE, folder / DATABASE)
        return people, devices
    finally:
        rmtree(workplace)


def _require_no_foreign(copy: Path, file: Path) -> None:
    driver = sqlite3.connect(copy)
    try:
        driver.execute("PRAGMA trusted_schema = OFF")
        foreign = [name for (name,) in driver.execute(_FOREIGN)]
    except sqlite3.Error as error:
        raise fault_from(error, file)
    finally:
        driver.close()
    _refuse(foreign, file)


def _require_own_tables(driver: sqlite3.Connection, file: Path) -> None:
    found = driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    names = {name for (name,) in found if not name.startswith("sqlite_")}
    foreign = [f"table {name}" for name in sorted(names - KNOWN)]
    for name, table in tables.metadata.tables.items():
        columns = {column for (column,) in driver.execute(_COLUMNS, (name,))}
        foreign += [f"column {name}.{each}" for each in sorted(columns ^ {*table.columns.keys()})]
    _refuse(foreign, file)


def _refuse(foreign: list[str], file: Path) -> None:
    if foreign:
        what = ", ".join(foreign[:3])
        raise StorageFault(f"{file} is no backup of this program: it does not write {what}")
