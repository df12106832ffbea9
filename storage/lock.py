"""Locks in a data folder: one server at a time, and one process at a time for work on its files."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from storage.faults import StorageFault, fault_from

LOCK_FILE = "server.lock"
AGAIN_S = 0.1

if sys.platform == "win32":
    import msvcrt

    # Windows forbids others to read a locked byte: lock one far behind the number they want to read
    _FAR = 1 << 20

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ServerLock:
    """Held while open; the system drops it when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lock of this data folder; raise StorageFault naming the process that has it.

        Makes the folder where it is missing.
        """
        path = folder / LOCK_FILE
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise fault_from(error, path)
        try:
            _take(self._handle)
        except OSError:
            holder = os.read(self._handle, 32).decode("ascii", "replace").strip()
            os.close(self._handle)
            raise StorageFault(
                f"a server (process {holder or 'unknown'}) already uses the data folder {folder}"
            )
        os.ftruncate(self._handle, 0)
        os.write(self._handle, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Give the folder free."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


@contextmanager
def hold(file: Path) -> Iterator[None]:
    """Wait until no other process holds the lock of this file, and hold it while the block lasts.

    Makes the file where it is missing; raises OSError where that cannot be.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _is_taken(handle):
            sleep(AGAIN_S)
        yield
    finally:
        os.close(handle)


def _is_taken(handle: int) -> bool:
    try:
        _take(handle)
    except OSError:
        return False
    return True
