"""The set-up code: printed by a start without an administrator, it makes the first one."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from secrets import choice
from threading import Lock
from time import monotonic

from web.accounts import Accounts
from web.roles import Role

GOOD_FOR_S, TRIES = 900.0, 5
SIGNS, LENGTH = "ABCDEFGHJKMNPQRSTUVWXYZ23456789", 10


class SetUp:
    """A code that makes one administrator; only its hash is kept, and in this process alone."""

    def __init__(self, accounts: Accounts, clock: Callable[[], float] = monotonic) -> None:
        """Be closed until `open`; `clock` gives seconds that nobody sets."""
        self._accounts, self._clock = accounts, clock
        self._digest, self._until, self._tries = b"", 0.0, 0
        self.lock = Lock()
        """Held from the check of a code until its administrator is made: it is good once."""

    def open(self) -> str | None:
        """Return a code good for GOOD_FOR_S; None where there is an administrator already."""
        if self._has_administrator():
            return None
        code = "".join(choice(SIGNS) for _ in range(LENGTH))
        self._digest, self._until, self._tries = _digest(code), self._clock() + GOOD_FOR_S, TRIES
        return f"{code[:5]}-{code[5:]}"

    def is_open(self) -> bool:
        """Say whether a code may be tried now."""
        return self._tries > 0 and self._clock() < self._until and not self._has_administrator()

    def check(self, code: str) -> bool:
        """Say whether the code is right; each wrong one is a try less."""
        right = hmac.compare_digest(_digest(code), self._digest)
        self._tries -= not right
        return right

    def close(self) -> None:
        """Let no code be good any more."""
        self._tries = 0

    def _has_administrator(self) -> bool:
        people = self._accounts.people()
        return any(each.role == Role.ADMIN and each.disabled_at is None for each in people)


def _digest(code: str) -> bytes:
    typed = "".join(code.split()).replace("-", "").upper()
    return sha256(typed.encode("utf-8", "replace")).digest()
