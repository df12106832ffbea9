"""How often somebody may ask for something: enough for anybody, too little for a machine."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic

from web.errors import TooMany

MINUTE_S, DAY_S = 60.0, 24 * 3600.0
TRY_AGAIN_S = 60
NUMBERS = "numbers"
"""What is counted when numbers are given: by the kiosk's code, the caller's name, "" for all."""
TOLD_FOR = timedelta(minutes=10)
MOST_TOLD = 20


class RateLimits:
    """Counts what is asked for in this process, and remembers who was refused lately."""

    def __init__(self, now: Callable[[], datetime], clock: Callable[[], float] = monotonic) -> None:
        """`now`: the office's time; `clock`: seconds that only grow, whatever the office's does."""
        self._now, self._clock = now, clock
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}
        self._swept_at = clock()
        self._lock = Lock()
        self._refused: dict[tuple[str, str], tuple[datetime, datetime]] = {}

    def check(self, what: str, whose: str, per_min: int | None) -> None:
        """Count one more; raise TooMany when that is too many. None: as many as one likes."""
        if per_min is not None:
            self._count(per_min, MINUTE_S, what, whose)

    def check_day(self, what: str, whose: str, per_day: int | None) -> None:
        """Like `check`, by the day."""
        if per_day is not None:
            self._count(per_day, DAY_S, what, whose)

    def list_refused(self, what: str) -> list[tuple[str, datetime]]:
        """Return who was refused in the last ten minutes, and since when."""
        latest = self._now() - TOLD_FOR
        return [
            (whose, since)
            for (kind, whose), (since, last) in list(self._refused.items())
            if kind == what and last >= latest
        ]

    def _count(self, limit: int, window_s: float, what: str, whose: str) -> None:
        if self._count_in_window(window_s, (what, whose)) <= limit:
            return
        key, now = (what, whose), self._now()
        since, last = self._refused.pop(key, (now, now))
        self._refused[key] = (since if last >= now - TOLD_FOR else now), now
        if len(self._refused) > MOST_TOLD:
            del self._refused[next(iter(self._refused))]
        raise TooMany(retry_after_s=TRY_AGAIN_S)

    def _count_in_window(self, window_s: float, key: tuple[str, str]) -> int:
        """Return how many that makes since the first; a new window begins when one is over."""
        now = self._clock()
        with self._lock:
            if now - self._swept_at >= MINUTE_S:
                self._windows = {
                    each: window for each, window in self._windows.items() if window[0] > now
                }
                self._swept_at = now
            ends_at, asked = self._windows.get(key, (0.0, 0))
            if ends_at <= now:
                ends_at, asked = now + window_s, 0
            self._windows[key] = ends_at, asked + 1
            return asked + 1
