"""The demo's clock: set by hand while history is filled, then running at a chosen speed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic


class DemoClock:
    """Gives aware UTC times. Stands still until `run`, then goes at a multiple of the wall."""

    def __init__(self, start: datetime, wall: Callable[[], float] = monotonic) -> None:
        """Stand at `start`; `wall` gives seconds that only grow."""
        self._start, self._wall = start, wall
        self._since: float | None = None
        self._speed = 0.0

    def __call__(self) -> datetime:
        """Return the demo's time."""
        if self._since is None:
            return self._start
        return self._start + timedelta(seconds=(self._wall() - self._since) * self._speed)

    def set(self, at: datetime) -> None:
        """Jump to a time, going on at the same speed."""
        self._start = at
        if self._since is not None:
            self._since = self._wall()

    def run(self, speed: float) -> None:
        """Go on from here, `speed` times as fast as the wall."""
        self._start, self._since, self._speed = self(), self._wall(), speed
