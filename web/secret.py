"""The key that signs sessions, made once and kept in the data folder; secrets that others gave."""

import logging
import os
import secrets
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from pathlib import Path

FILE = "secret.key"
BYTES = 32
log = logging.getLogger("xinmoi.web")


def secret_key(folder: Path) -> bytes:
    """Return the data folder's key, readable by its owner alone.

    Made on first use, and anew where a power cut or a hand has left less than a whole key: with a
    short one anybody could sign a session. Then everybody signs in again.
    """
    path = folder / FILE
    with suppress(FileNotFoundError):
        key = path.read_bytes()
        if len(key) >= BYTES:
            return key
        log.warning("%s is no whole key: a new one is made, everybody signs in again", path)
    return _make_key(path)


def _make_key(path: Path) -> bytes:
    """Put a whole key in place and return it."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    key = secrets.token_bytes(BYTES)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return key


def read_secret(file: Path) -> str:
    """Return the secret that is all of a file; raise OSError or ValueError.

    Editors put a mark before it, and what a terminal of Windows writes is UTF-16.
    """
    raw = file.read_bytes()
    marked = raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return raw.decode("utf-16" if marked else "utf-8-sig").strip()
