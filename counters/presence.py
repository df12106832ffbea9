"""Whether an open counter still has its console: an officer may have gone without closing it."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from queueing.hall import DeskState, Hall

LEFT_AFTER = timedelta(seconds=60)
"""A page that is loaded again, or out of touch for a moment, is no alarm."""


class Presence:
    """Remembers since when open counters have had no console; in memory only.

    A counter that never had one since it was opened is worked by a program, and is nobody's alarm.
    """

    def __init__(self, list_here: Callable[[], Collection[str]]) -> None:
        """`list_here`: the counters that have a console now."""
        self._list_here = list_here
        self._seen: set[str] = set()
        self._left: dict[str, datetime] = {}

    def look(self, hall: Hall, now: datetime) -> None:
        """Look who is there; to be called every few seconds."""
        here = self._list_here()
        for counter in hall.catalogue.counters:
            working = hall.desk(counter).state is DeskState.OPEN
            if not working:
                self._seen.discard(counter)
            elif counter in here:
                self._seen.add(counter)
            if not working or counter in here or counter not in self._seen:
                self._left.pop(counter, None)
            else:
                self._left.setdefault(counter, now)

    def list_left(self, hall: Hall, now: datetime) -> list[tuple[str, datetime]]:
        """Return the open counters that have lost their console, and since when."""
        return [
            (counter, since)
            for counter, since in self._left.items()
            if hall.desk(counter).state is DeskState.OPEN and now - since >= LEFT_AFTER
        ]
