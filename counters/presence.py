"""Whether an open counter still has its console: an officer may have gone without closing it."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from queueing.hall import DeskState, Hall
from web.processes import SharedState

LEFT_AFTER = timedelta(seconds=60)
"""A page that is loaded again, or out of touch for a moment, is no alarm."""
ROOM, KEPT_S = "consoles that are missed", 24 * 3600.0


class Presence:
    """Remembers since when open counters have had no console, for all processes.

    A counter that never had one since it was opened is worked by a program, and is nobody's alarm.
    """

    def __init__(self, shared: SharedState, list_here: Callable[[], Collection[str]]) -> None:
        """`list_here`: the counters that have a console now, at whichever process."""
        self._shared, self._list_here = shared, list_here

    def look(self, hall: Hall, now: datetime) -> None:
        """Look who is there; to be called every few seconds, by one process."""
        here, known = set(self._list_here()), self._shared.read(ROOM).get("all", {})
        before: dict[str, str] = known.get("left", {})
        working = [
            counter
            for counter in hall.catalogue.counters
            if hall.desk(counter).state is DeskState.OPEN
        ]
        seen = [each for each in working if each in here or each in known.get("seen", ())]
        left = {each: before.get(each, now.isoformat()) for each in seen if each not in here}
        new = {"seen": seen, "left": left}
        self._shared.change(ROOM, "all", lambda _before, _now_s: new, KEPT_S)

    def list_left(self, hall: Hall, now: datetime) -> list[tuple[str, datetime]]:
        """Return the open counters that have lost their console, and since when."""
        left: dict[str, str] = self._shared.look(ROOM).get("all", {}).get("left", {})
        since = {counter: datetime.fromisoformat(at) for counter, at in left.items()}
        return [
            (counter, at)
            for counter, at in since.items()
            if counter in hall.catalogue.counters
            and hall.desk(counter).state is DeskState.OPEN
            and now - at >= LEFT_AFTER
        ]
