"""The set-up code: printed by a start without an administrator, it makes the first one."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from secrets import choice, token_hex

from web.accounts import Accounts
from web.processes.shared_state import SharedState, Step, Value
from web.roles import Role

GOOD_FOR_S, TRIES = 900.0, 5
TAKEN_FOR_S = 30.0
"""Longer than it takes to make an administrator; a process that ends meanwhile frees the code."""
SIGNS, LENGTH = "ABCDEFGHJKMNPQRSTUVWXYZ23456789", 10
ROOM = "set-up code"


class SetUp:
    """A code that makes one administrator, at whichever process; only its hash is kept."""

    def __init__(self, accounts: Accounts, shared: SharedState) -> None:
        """Be closed until one process has called `open`."""
        self._accounts, self._shared = accounts, shared

    def open(self) -> str | None:
        """Return a code good for GOOD_FOR_S.

        None where there is an administrator already, or where another process has opened one.
        """
        if self._has_administrator():
            return None
        code = "".join(choice(SIGNS) for _ in range(LENGTH))
        digest = _digest(code)

        def step(before: Value | None, now_s: float) -> Value:
            if before is not None and _is_good(before, now_s):
                return before
            return {"digest": digest, "until_s": now_s + GOOD_FOR_S, "tries": TRIES}

        opened = self._change(step)
        return f"{code[:5]}-{code[5:]}" if opened and opened["digest"] == digest else None

    def is_open(self) -> bool:
        """Say whether a code may be tried now."""
        kept = self._shared.read(ROOM).get("code")
        if kept is None or not _may_be_tried(kept, self._shared.now_s()):
            return False
        return not self._has_administrator()

    @contextmanager
    def use(self, code: str) -> Iterator[bool]:
        """Say whether the code is right; each wrong one is a try less.

        A right one is nobody else's while the block lasts, and good no more where an administrator
        has been made in it.
        """
        digest, taker = _digest(code), token_hex(8)

        def take(before: Value | None, now_s: float) -> Value | None:
            if before is None or not _may_be_tried(before, now_s):
                return before
            if not hmac.compare_digest(digest, before["digest"]):
                return {**before, "tries": before["tries"] - 1}
            return {**before, "taken_by": taker, "taken_until_s": now_s + TAKEN_FOR_S}

        def give_back(before: Value | None, _now_s: float) -> Value | None:
            own = before is not None and before.get("taken_by") == taker
            return {**before, "taken_until_s": 0.0} if before and own else before

        taken = self._change(take)
        right = taken is not None and taken.get("taken_by") == taker
        try:
            yield right
        finally:
            if right:
                over = self._has_administrator()
                self._change(_close if over else give_back)

    def _change(self, step: Step) -> Value | None:
        return self._shared.change(ROOM, "code", step, GOOD_FOR_S)

    def _has_administrator(self) -> bool:
        people = self._accounts.people()
        return any(each.role == Role.ADMIN and each.disabled_at is None for each in people)


def _is_good(kept: Value, now_s: float) -> bool:
    return bool(kept["tries"] > 0 and now_s < kept["until_s"])


def _may_be_tried(kept: Value, now_s: float) -> bool:
    return _is_good(kept, now_s) and bool(now_s >= kept.get("taken_until_s", 0.0))


def _close(_before: Value | None, _now_s: float) -> None:
    return None


def _digest(code: str) -> str:
    typed = "".join(code.split()).replace("-", "").upper()
    return sha256(typed.encode("utf-8", "replace")).hexdigest()
