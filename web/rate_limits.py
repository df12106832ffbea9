"""How often somebody may ask for something: enough for anybody, too little for a machine."""

from collections.abc import Callable
from datetime import datetime, timedelta

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from web.errors import TooMany

TRY_AGAIN_S = 60
NUMBERS = "numbers"
"""What is counted when numbers are given: by the kiosk's code, the caller's name, "" for all."""
TOLD_FOR = timedelta(minutes=10)
MOST_TOLD = 20


class RateLimits:
    """Counts what is asked for in this process, and remembers who was refused lately."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        """`now`: the office's time."""
        self._limiter, self._now = FixedWindowRateLimiter(MemoryStorage()), now
        self._refused: dict[tuple[str, str], tuple[datetime, datetime]] = {}

    def check(self, what: str, whose: str, per_min: int | None) -> None:
        """Count one more; raise TooMany when that is too many. None: as many as one likes."""
        if per_min is not None:
            self._count(RateLimitItemPerMinute(per_min), what, whose)

    def check_day(self, what: str, whose: str, per_day: int | None) -> None:
        """Like `check`, by the day."""
        if per_day is not None:
            self._count(RateLimitItemPerDay(per_day), what, whose)

    def list_refused(self, what: str) -> list[tuple[str, datetime]]:
        """Return who was refused in the last ten minutes, and since when."""
        latest = self._now() - TOLD_FOR
        return [
            (whose, since)
            for (kind, whose), (since, last) in list(self._refused.items())
            if kind == what and last >= latest
        ]

    def _count(self, limit: RateLimitItem, what: str, whose: str) -> None:
        if self._limiter.hit(limit, what, whose):
            return
        key, now = (what, whose), self._now()
        since, last = self._refused.pop(key, (now, now))
        self._refused[key] = (since if last >= now - TOLD_FOR else now), now
        if len(self._refused) > MOST_TOLD:
            del self._refused[next(iter(self._refused))]
        raise TooMany(retry_after_s=TRY_AGAIN_S)
