"""How often somebody may ask for something: enough for anybody, too little for a machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from web.errors import TooMany
from web.processes.shared_state import SharedState, Value

MINUTE_S, DAY_S = 60.0, 24 * 3600.0
TRY_AGAIN_S = 60
NUMBERS = "numbers"
"""What is counted when numbers are given: by the kiosk's code, the caller's name, "" for all."""
NAMED = frozenset({NUMBERS})
"""Of what it is remembered who was refused; elsewhere it is a secret, known by its digest alone."""
TOLD_FOR = timedelta(minutes=10)
MOST_TOLD = 20
MOST_FULL = 10_000
"""So many who have asked too often are remembered by a process; others are asked for anew."""


@dataclass(slots=True)
class Reserved:
    """One of a day's, held for what is being done; `used`: whether it was done."""

    used: bool = False


class RateLimits:
    """Counts what is asked of all processes, and remembers who was refused lately."""

    def __init__(self, now: Callable[[], datetime], shared: SharedState) -> None:
        """`now`: the office's time; windows go by the time of `shared`, which nobody sets."""
        self._now, self._shared = now, shared
        self._full: dict[tuple[str, str], tuple[float, int]] = {}

    def check(self, what: str, whose: str, per_min: int | None) -> None:
        """Count one more; raise TooMany when that is too many. None: as many as one likes.

        Raises CannotStore where it cannot be counted.
        """
        if per_min is not None:
            self._count(per_min, MINUTE_S, what, whose)

    def check_day(self, what: str, whose: str, per_day: int | None) -> None:
        """Like `check`, by the day."""
        if per_day is not None:
            self._count(per_day, DAY_S, what, whose)

    @contextmanager
    def reserve_day(self, what: str, whose: str, per_day: int | None) -> Iterator[Reserved]:
        """Like `check_day`, but what the work within does not use is given back."""
        reserved = Reserved()
        self.check_day(what, whose, per_day)
        try:
            yield reserved
        except BaseException:
            reserved.used = False
            raise
        finally:
            if per_day is not None and not reserved.used:
                self._give_back(per_day, what, whose)

    def list_refused(self, what: str) -> list[tuple[str, datetime]]:
        """Return who was refused in the last ten minutes, and since when: 20 at most, of NAMED."""
        latest = self._now() - TOLD_FOR
        refused = [
            (datetime.fromisoformat(window["last"]), window)
            for window in self._shared.look(name_room(what)).values()
            if "last" in window
        ]
        newest = sorted(refused, key=lambda each: each[0])[-MOST_TOLD:]
        return [
            (window["whose"], datetime.fromisoformat(window["since"]))
            for last, window in newest
            if last >= latest
        ]

    def _count(self, limit: int, window_s: float, what: str, whose: str) -> None:
        key = _digest(whose)
        ends_s, asked = self._full.get((what, key), (0.0, 0))
        # Whoever goes on asking costs the others nothing: that it is too many is known here
        if ends_s <= self._shared.now_s() or asked <= limit:
            ends_s, asked = self._count_at_all(limit, window_s, what, whose, key)
        if asked > limit:
            self._remember((what, key), ends_s, asked)
            raise TooMany(retry_after_s=TRY_AGAIN_S)

    def _count_at_all(
        self, limit: int, window_s: float, what: str, whose: str, key: str
    ) -> tuple[float, int]:
        """Count one more; return when the window ends, and how many that makes in it."""
        at, named = self._now(), whose if what in NAMED else None

        def count(window: Value | None, now_s: float) -> Value:
            before = window or {}
            if before.get("ends_s", 0.0) <= now_s:
                before = {**before, "ends_s": now_s + window_s, "asked": 0}
            after = {**before, "asked": before["asked"] + 1}
            if named is None or after["asked"] <= limit:
                return after
            return after | _note_refusal(before, named, at)

        kept_s = window_s + (TOLD_FOR.total_seconds() if what in NAMED else 0.0)
        counted = self._shared.change(name_room(what), key, count, kept_s) or {}
        return counted["ends_s"], counted["asked"]

    def _give_back(self, limit: int, what: str, whose: str) -> None:
        key = _digest(whose)

        def drop_one(window: Value | None, _now_s: float) -> Value | None:
            # Those who were refused meanwhile have none that could be given back
            return window and {**window, "asked": max(0, min(window["asked"], limit) - 1)}

        self._shared.change(name_room(what), key, drop_one, DAY_S)
        self._full.pop((what, key), None)

    def _remember(self, which: tuple[str, str], ends_s: float, asked: int) -> None:
        if len(self._full) >= MOST_FULL:
            now_s = self._shared.now_s()
            self._full = {each: full for each, full in self._full.items() if full[0] > now_s}
        if len(self._full) < MOST_FULL:
            self._full[which] = ends_s, asked


def _note_refusal(window: Value, whose: str, at: datetime) -> dict[str, str]:
    """Return who was refused, since when without a pause of ten minutes, and when last."""
    last = datetime.fromisoformat(window["last"]) if "last" in window else None
    goes_on = last is not None and last >= at - TOLD_FOR
    since = window["since"] if goes_on else at.isoformat()
    return {"whose": whose, "since": since, "last": at.isoformat()}


def _digest(whose: str) -> str:
    return sha256(whose.encode("utf-8", "replace")).hexdigest()


def name_room(what: str) -> str:
    """Return where it is counted."""
    return f"asked for: {what}"
