"""What stands for a dossier's code: a keyed hash, so that no file of ours holds a code."""

from hashlib import sha256
from hmac import digest, new
from unicodedata import normalize

from flask import current_app

BYTES = 8


def hash_dossier(code: str | None) -> str | None:
    """Return what stands for a code, by the key of the installation; signs between make no odds.

    None for what has no letter and no digit: a dash says that there is no code, of any dossier.
    """
    if code is None or not any(map(str.isalnum, code)):
        return None
    secret = current_app.secret_key
    assert secret, "a site always has its key"
    return hash_code(secret if isinstance(secret, bytes) else secret.encode(), code)


def hash_code(secret: bytes, code: str) -> str:
    """Return what stands for a code under a key of its own made of the secret.

    However a keyboard or a scanner composes or widens its letters and digits.
    """
    key = digest(secret, b"codes of dossiers at counters", "sha256")
    plain = "".join(filter(str.isalnum, normalize("NFKC", code))).upper()
    return new(key, plain.encode("utf-8"), sha256).hexdigest()[: 2 * BYTES]
