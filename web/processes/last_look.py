"""When a process last looked at the journal: what it shows is the present for some seconds only."""

from collections.abc import Callable
from time import monotonic

STALE_S = 4.0
"""Screens say so within a second, and then it is not yet 8 s since the journal was out of reach."""


class LastLook:
    """Notes each look at the journal that others write too; says whether the last one is recent."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with a look just now: whoever starts has read the journal."""
        self._clock, self._at = clock, clock()

    def note(self) -> None:
        """Note that the whole journal is known as it is now."""
        self._at = self._clock()

    def is_recent(self) -> bool:
        """Say whether the hall that this process has is the present one."""
        return self._clock() - self._at < STALE_S
