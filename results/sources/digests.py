"""Codes as they are kept: by a keyed hash, so that no file and no memory of ours has one."""

from hashlib import sha256
from hmac import new

from results.codes import fold_code

BYTES = 16


class Digests:
    """Hashes codes with a key of the installation."""

    def __init__(self, secret: bytes) -> None:
        """Make a key of its own from the installation's secret."""
        self.key = new(secret, b"codes of dossiers", sha256).digest()

    def of(self, code: str) -> str:
        """Return what stands for a code; its dots and hyphens make no difference."""
        return digest(self.key, code)

    @property
    def mark(self) -> str:
        """What tells this key from others."""
        return new(self.key, b"mark", sha256).hexdigest()[: BYTES * 2]


def digest(key: bytes, code: str) -> str:
    """Return what stands for a code under a key."""
    return new(key, fold_code(code).encode("utf-8"), sha256).hexdigest()[: BYTES * 2]
