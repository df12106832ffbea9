"""The key that signs sessions: made once, kept in the data folder."""

import os
import secrets
from pathlib import Path

FILE = "secret.key"


def secret_key(folder: Path) -> bytes:
    """Return the data folder's key, made on first use and readable by its owner alone."""
    path = folder / FILE
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
        file.flush()
        os.fsync(file.fileno())
    return path.read_bytes()
