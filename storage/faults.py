"""What can go wrong with the data folder, told in one plain sentence."""

import errno
import sqlite3
from pathlib import Path

from queueing.errors import CannotStore


class StorageFault(CannotStore):
    """The data folder or its database cannot be used as asked; the text is one plain sentence."""


DAMAGED = "the database {path} is damaged; restore a backup into an empty data folder"

_BY_RESULT = {
    sqlite3.SQLITE_FULL: "the disk that holds {path} is full",
    sqlite3.SQLITE_READONLY: "{path} is read-only for this program",
    sqlite3.SQLITE_PERM: "this program may not use {path}",
    sqlite3.SQLITE_AUTH: "this program may not use {path}",
    sqlite3.SQLITE_CANTOPEN: "{path} cannot be opened; check that its folder can be written",
    sqlite3.SQLITE_BUSY: "another program keeps {path} locked",
    sqlite3.SQLITE_LOCKED: "another program keeps {path} locked",
    sqlite3.SQLITE_IOERR: "the disk that holds {path} reports an error",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_BY_ERRNO = {
    errno.ENOSPC: "the disk that holds {path} is full",
    errno.EDQUOT: "the disk that holds {path} is full",
    errno.EROFS: "{path} is on a read-only disk",
    errno.EACCES: "this program may not use {path}",
    errno.EPERM: "this program may not use {path}",
    errno.ENOTDIR: "{path} is not a folder",
    errno.EEXIST: "{path} is not a folder",
}


def fault_from(error: BaseException, path: Path) -> StorageFault:
    """Return the sentence for an error of the driver or of the system about `path`."""
    # SQLAlchemy wraps what the driver says; it is not imported for that, 20 MB and 0.3 s
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError):
        sentence = _BY_ERRNO.get(cause.errno or 0, "{path} cannot be used: " + str(cause.strerror))
    else:
        # The low byte is the kind of failure, the rest says which system call met it
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        sentence = _BY_RESULT.get(code, "the database {path} cannot be used: " + str(cause))
    return StorageFault(sentence.format(path=path))
