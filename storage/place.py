"""Where the database of a data folder is: in the folder itself, or on a server of PostgreSQL."""

import os
from pathlib import Path

from storage.faults import StorageFault, fault_from

DATABASE = "xinmoi.db"
CENTRE = "main"
MARK = "database"
"""A file of the data folder: the address of its database, where that is not in the folder."""
MOVED = "xinmoi.db.moved"


def find_url(folder: Path) -> str | None:
    """Return the address of the folder's database, None: it is the file in the folder."""
    try:
        return (folder / MARK).read_text(encoding="utf-8").strip() or None
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise fault_from(error, folder / MARK)


def is_there(folder: Path) -> bool:
    """Say whether the folder has a database, here or elsewhere; nobody has asked it yet."""
    return find_url(folder) is not None or (folder / DATABASE).is_file()


def find_contradiction(folder: Path, url: str | None) -> str:
    """Return in one sentence how configuration and folder contradict each other; "" if they do not.

    A centre would begin anew beside the one that the folder has: its numbers would be given twice.
    """
    known = find_url(folder)
    if url is None and known is not None:
        return (
            f"the database of {folder} is {known}, and server.database does not say so any more; "
            f"./run migrate-data --from {known} --to {folder} brings it back"
        )
    if url is not None and known is None and (folder / DATABASE).is_file():
        return (
            f"server.database is {url}, and {folder} has a database of its own; "
            f"./run migrate-data --from {folder} --to {url} moves it"
        )
    return ""


def settle(folder: Path, url: str | None) -> None:
    """Let the folder's database be where the configuration says.

    Every program that is given the folder finds it there from then on. Raises StorageFault where
    they contradict each other.
    """
    if contradiction := find_contradiction(folder, url):
        raise StorageFault(contradiction)
    if url is not None and url != find_url(folder):
        write_mark(folder, url)


def write_mark(folder: Path, url: str) -> None:
    """Note where the folder's database is; on disk before this returns."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = folder / f"{MARK}.partial"
        partial.write_text(f"{url}\n", encoding="utf-8")
        put_in_place(partial, folder / MARK)
    except OSError as error:
        raise fault_from(error, folder)


def put_in_place(partial: Path, file: Path) -> None:
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
