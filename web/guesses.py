"""How often somebody may guess a password or a token: counted before it is looked at."""

from dataclasses import astuple, dataclass
from functools import partial
from hashlib import sha256
from json import dumps
from math import ceil

from web.errors import TooMany
from web.processes.shared_state import SharedState, Value

ROOM = "guesses"
MOST_REMEMBERED = 20_000
"""Of names, browsers and addresses; then those that were quiet for longest are forgotten."""
LONGEST_KEPT_S = 48 * 3600.0
"""No guess of any allowance matters for longer."""
LOOKED_AT_EVERY = 500
"""So many guesses of one process lie between two looks at how many are remembered."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many wrong guesses are free; then there is a pause after each, twice as long each time.

    All is forgotten `forgotten_s` after the last pause.
    """

    free: int
    first_pause_s: float
    longest_pause_s: float
    forgotten_s: float

    def find_pause_s(self, guesses: int) -> float:
        """Return how long nobody may guess after this many guesses."""
        if guesses < self.free:
            return 0.0
        doubled = self.first_pause_s * 2.0 ** min(guesses - self.free, 32)
        return min(doubled, self.longest_pause_s)

    @property
    def kept_s(self) -> float:
        """How long a guess may matter."""
        return self.longest_pause_s + self.forgotten_s


@dataclass(frozen=True, slots=True)
class Key:
    """Whose guesses are counted together, and what they are allowed. `whose`: any texts."""

    allowance: Allowance
    whose: tuple[str, ...]

    @property
    def digest(self) -> str:
        """By what it is counted: nobody reads names or cookies out of the count."""
        named = dumps([*astuple(self.allowance), *self.whose])
        return sha256(named.encode("ascii")).hexdigest()


class Guesses:
    """Counts guesses, those made at other processes too; a right one is taken back."""

    def __init__(self, shared: SharedState) -> None:
        """Count in `shared`, by its time."""
        self._shared, self._counted = shared, 0

    def count(self, *keys: Key) -> None:
        """Count one guess for each key, before it is evaluated.

        Raises TooMany, with the seconds to wait, and counts nothing if one key must pause; raises
        CannotStore where it cannot be counted.
        """
        counted: list[tuple[Key, Value | None, Value | None]] = []
        waits_s: list[float] = []
        for key in keys:
            try:
                counted.append((key, *self._count(key)))
            except _Pause as pause:
                waits_s.append(pause.wait_s)
        if waits_s:
            for key, before, after in counted:
                self._put_back(key, before, after)
            raise TooMany(retry_after_s=ceil(max(waits_s)))
        self._counted += 1
        if self._counted % LOOKED_AT_EVERY == 0:
            self._forget_quiet()

    def forgive(self, *keys: Key) -> None:
        """Take back the last guess of each key: it was right."""
        for key in keys:
            self._shared.change(ROOM, key.digest, _take_back, key.allowance.kept_s)

    def _count(self, key: Key) -> tuple[Value | None, Value | None]:
        """Return what was counted before, and now; raise _Pause."""
        found: list[Value | None] = [None]

        def step(before: Value | None, now_s: float) -> Value:
            count = None if before is None or _is_over(before, key.allowance, now_s) else before
            found[0] = count
            guesses = count["guesses"] if count else 0
            if count:
                free_at = count["last_s"] + key.allowance.find_pause_s(guesses)
                if free_at > now_s:
                    raise _Pause(free_at - now_s)
            return {"guesses": guesses + 1, "last_s": now_s}

        after = self._shared.change(ROOM, key.digest, step, key.allowance.kept_s)
        return found[0], after

    def _put_back(self, key: Key, before: Value | None, after: Value | None) -> None:
        """Undo a count, with the moment of the guess before it; another's since then stays."""

        def step(now: Value | None, now_s: float) -> Value | None:
            return before if now == after else _take_back(now, now_s)

        self._shared.change(ROOM, key.digest, step, key.allowance.kept_s)

    def _forget_quiet(self) -> None:
        counts = self._shared.read(ROOM)
        quiet_first = sorted(counts.items(), key=lambda each: each[1]["last_s"])
        for digest, count in quiet_first[: max(0, len(counts) - MOST_REMEMBERED)]:
            self._shared.change(ROOM, digest, partial(_remove, count), LONGEST_KEPT_S)


class _Pause(Exception):
    """Nobody may guess yet."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


def _is_over(count: Value, allowance: Allowance, now_s: float) -> bool:
    free_at = count["last_s"] + allowance.find_pause_s(count["guesses"])
    return bool(now_s >= free_at + allowance.forgotten_s)


def _remove(seen: Value, now: Value | None, _now_s: float) -> Value | None:
    return None if now == seen else now


def _take_back(count: Value | None, _now_s: float) -> Value | None:
    if count is None or count["guesses"] <= 1:
        return None
    return {**count, "guesses": count["guesses"] - 1}
