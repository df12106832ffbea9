"""What shows that somebody stands at the door: a code of the kiosk's screen that changes.

A code is a half minute, and a signature of it by the key that all processes have. A picture of it
is good for a minute at most.
"""

import re
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, new

CODE_S = 30
"""So long a screen shows a code."""
MOST_AGE = 1
"""So many codes after it, a code is still taken: it is less than a minute old then."""
SEEN_S = 180
"""So long whoever came by a code has to press."""
SIGNATURE = 22
FORM = re.compile(rf"([0-9a-f]{{1,12}})-([0-9a-f]{{{SIGNATURE}}})")
"""A number and its signature."""


def make_door_code(key: bytes, now: datetime) -> str:
    """Return the code of the present half minute."""
    number = _number(now)
    return f"{number:x}-{_sign(key, 'door', number)}"


def is_door_code(key: bytes, code: str, now: datetime) -> bool:
    """Say whether the code was shown less than a minute ago."""
    number = _read(key, "door", code)
    return number is not None and 0 <= _number(now) - number <= MOST_AGE


def note_seen(key: bytes, now: datetime) -> str:
    """Return what a page carries that was opened by a good code: hardly two carry the same."""
    at_ms = int(now.timestamp() * 1000)
    return f"{at_ms:x}-{_sign(key, 'seen', at_ms)}"


def was_seen(key: bytes, note: str, now: datetime) -> bool:
    """Say whether such a page was opened in the last minutes."""
    at_ms = _read(key, "seen", note)
    # Another process, whose clock is ahead by a little, may have made the note
    return at_ms is not None and -1 <= now.timestamp() - at_ms / 1000 <= SEEN_S


def _number(now: datetime) -> int:
    return int(now.timestamp()) // CODE_S


def _read(key: bytes, kind: str, text: str) -> int | None:
    """Return the number that was signed; None for what this server has not signed."""
    found = FORM.fullmatch(text)
    if found is None:
        return None
    number = int(found[1], 16)
    return number if compare_digest(_sign(key, kind, number), found[2]) else None


def _sign(key: bytes, kind: str, number: int) -> str:
    return new(key, f"{kind} {number}".encode(), sha256).hexdigest()[:SIGNATURE]
