"""The single-writer lock of a data folder: one server at a time."""

import os
import sys
from pathlib import Path

from storage.faults import StorageFault, fault_from

LOCK_FILE = "server.lock"

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
