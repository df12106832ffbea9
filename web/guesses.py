"""How often somebody may guess what only its holder knows: counted before it is looked at."""

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
MOMENTS = 8
"""Of so many guesses of a key the moments are kept: as many may be evaluated at the same time."""


class _Pause(Exception):
    """Nobody may guess yet."""

    def __init__(self, wait_s: float) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


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

    def add(self, count: Value | None, now_s: float) -> Value:
        """Return the count with one guess more; raise _Pause where none is allowed."""
        if count is not None:
            free_at = count["last_s"] + self.find_pause_s(count["guesses"])
            if now_s < free_at:
                raise _Pause(free_at - now_s)
            if now_s >= free_at + self.forgotten_s:
                count = None
        if count is None:
            return {"guesses": 1, "last_s": now_s, "moments": [now_s]}
        moments = [*count.get("moments", [count["last_s"]]), now_s]
        return {"guesses": count["guesses"] + 1, "last_s": now_s, "moments": moments[-MOMENTS:]}

    def take_back(self, count: Value) -> Value:
        """Return the count without its last guess, and without the pause that this one began."""
        moments = [*count.get("moments", [])[:-1]]
        last_s = moments[-1] if moments else count["last_s"]
        return {"guesses": count["guesses"] - 1, "last_s": last_s, "moments": moments}


@dataclass(frozen=True, slots=True)
class Flow:
    """So many wrong guesses are free, and one more every so many seconds: no pause grows.

    For what many people share: whoever wears it out makes nobody wait for longer than `every_s`.
    """

    free: int
    every_s: float

    @property
    def kept_s(self) -> float:
        """How long a guess may matter."""
        return self.free * self.every_s

    def add(self, count: Value | None, now_s: float) -> Value:
        """Return the count with one guess more; raise _Pause where none is allowed."""
        guesses = 0.0
        if count is not None:
            guesses = max(0.0, count["guesses"] - (now_s - count["last_s"]) / self.every_s)
        too_many = guesses + 1 - self.free
        if too_many > 0:
            raise _Pause(too_many * self.every_s)
        return {"guesses": guesses + 1, "last_s": now_s}

    def take_back(self, count: Value) -> Value:
        """Return the count without one guess."""
        return {**count, "guesses": count["guesses"] - 1}


@dataclass(frozen=True, slots=True)
class Key:
    """Whose guesses are counted together, and what they are allowed. `whose`: any texts."""

    allowance: Allowance | Flow
    whose: tuple[str, ...]

    @property
    def digest(self) -> str:
        """By what it is counted: nobody reads names or cookies out of the count."""
        named = dumps([*astuple(self.allowance), *self.whose])
        return sha256(named.encode("ascii")).hexdigest()


class Guesses:
    """Counts guesses, those made at other processes too; a right one leaves no trace."""

    def __init__(self, shared: SharedState) -> None:
        """Count in `shared`, by its time."""
        self._shared, self._counted = shared, 0

    def count(self, *keys: Key) -> None:
        """Count one guess for each key, before it is evaluated.

        Raises TooMany, with the seconds to wait, and counts nothing if one key must pause; raises
        CannotStore where it cannot be counted.
        """
        counted: list[Key] = []
        waits_s: list[float] = []
        for key in keys:
            try:
                self._shared.change(ROOM, key.digest, key.allowance.add, key.allowance.kept_s)
                counted.append(key)
            except _Pause as pause:
                waits_s.append(pause.wait_s)
        if waits_s:
            self.forgive(*counted)
            raise TooMany(retry_after_s=ceil(max(waits_s)))
        self._counted += 1
        if self._counted % LOOKED_AT_EVERY == 0:
            self._forget_quiet()

    def forgive(self, *keys: Key) -> None:
        """Take back the last guess of each key: it was right. No pause begins by it or grows."""
        for key in keys:
            step = partial(_take_back, key.allowance)
            self._shared.change(ROOM, key.digest, step, key.allowance.kept_s)

    def _forget_quiet(self) -> None:
        counts = self._shared.read(ROOM)
        quiet_first = sorted(counts.items(), key=lambda each: each[1]["last_s"])
        for digest, count in quiet_first[: max(0, len(counts) - MOST_REMEMBERED)]:
            self._shared.change(ROOM, digest, partial(_remove, count), LONGEST_KEPT_S)


def _take_back(allowance: Allowance | Flow, count: Value | None, _now_s: float) -> Value | None:
    return None if count is None or count["guesses"] <= 1 else allowance.take_back(count)


def _remove(seen: Value, now: Value | None, _now_s: float) -> Value | None:
    return None if now == seen else now
