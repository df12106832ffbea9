"""How often somebody may guess a password or a token: counted before it is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock
from time import monotonic

from web.errors import TooMany

MOST_REMEMBERED = 20_000
"""Of names, browsers and addresses; then those that were quiet for longest are forgotten."""


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


@dataclass(slots=True)
class _Count:
    guesses: int = 0
    last_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Key:
    """Whose guesses are counted together, and what they are allowed. `whose`: any texts."""

    allowance: Allowance
    whose: tuple[str, ...]


class Guesses:
    """Counts guesses in this process; a right one is taken back with `forgive`."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with none; `clock`: seconds that only grow."""
        self._clock = clock
        self._counts: dict[Key, _Count] = {}
        self._lock = Lock()

    def count(self, *keys: Key) -> None:
        """Count one guess for each key, before it is evaluated.

        Raises TooMany, with the seconds to wait, and counts nothing if one key must pause.
        """
        now = self._clock()
        with self._lock:
            wait_s = max(self._find_wait_s(key, now) for key in keys)
            if wait_s > 0:
                raise TooMany(retry_after_s=ceil(wait_s))
            for key in keys:
                # Put last again: the first in the table is the one that was quiet for longest
                count = self._counts.pop(key, None) or _Count()
                self._counts[key] = _Count(count.guesses + 1, now)
            while len(self._counts) > MOST_REMEMBERED:
                del self._counts[next(iter(self._counts))]

    def forgive(self, *keys: Key) -> None:
        """Take back the last guess of each key: it was right."""
        with self._lock:
            for key in keys:
                count = self._counts.get(key)
                if count is not None and count.guesses > 1:
                    count.guesses -= 1
                else:
                    self._counts.pop(key, None)

    def _find_wait_s(self, key: Key, now: float) -> float:
        count = self._counts.get(key)
        if count is None:
            return 0.0
        free_at = count.last_at + key.allowance.find_pause_s(count.guesses)
        if now >= free_at + key.allowance.forgotten_s:
            del self._counts[key]
        return free_at - now
