"""When devices were last there, at whichever process, and which release of their page they show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from web.background import Background
from web.callers import Guard
from web.processes.roll import TOLD_EVERY_S, Roll
from web.processes.shared_state import SharedState

STORED_EVERY_S = 60.0
IN_TOUCH_S = 10.0
"""Who follows a screen is asked for twice a second or so; others come by now and then."""


@dataclass(frozen=True, slots=True)
class Seen:
    """When a device was seen last, and the release of its page; None: no process knows."""

    at: datetime
    in_touch: bool
    page: str | None


class SeenDevices:
    """Which devices each process has seen, and what all of them know together."""

    def __init__(self, guard: Guard, shared: SharedState, now: Callable[[], datetime]) -> None:
        """`now`: the office's time."""
        self._guard, self._shared, self._now = guard, shared, now
        self._roll = Roll(shared, "devices that are seen", self._list_own)
        self._stored: dict[int, float] = {}

    def keep(self, background: Background) -> None:
        """Tell other processes from now on, and store each minute who has been there since."""
        background.every(TOLD_EVERY_S, self.tell, "telling which devices are there")
        background.every(STORED_EVERY_S, self.store, "when devices were there")

    def tell(self) -> None:
        """Tell other processes now."""
        self._roll.tell()

    def find_all(self) -> dict[int, Seen]:
        """Return, by its number, how each device was seen last."""
        now, now_s, found = self._now(), self._shared.now_s(), dict[int, Seen]()
        for device_id, at_s, page in sorted(self._roll.list_all(), key=lambda each: float(each[1])):
            earlier = found.get(device_id)
            found[device_id] = Seen(
                now - timedelta(seconds=now_s - at_s),
                now_s - at_s < IN_TOUCH_S,
                page or (earlier.page if earlier else None),
            )
        return found

    def store(self) -> None:
        """Store which devices this process has seen since the last time, if no other did later."""
        seen = self._guard.seen.copy()
        fresh = {each for each, at in seen.items() if self._stored.get(each) != at}
        own = {device_id: at_s for device_id, at_s, _ in self._list_own()}
        later = {each for each, at_s, _ in self._roll.list_others() if at_s > own.get(each, at_s)}
        known = self.find_all()
        mine = {each: (known[each].at, known[each].page) for each in fresh - later}
        if mine:
            self._guard.accounts.record_devices(mine)
        self._stored.update({each: seen[each] for each in fresh})

    def _list_own(self) -> list[tuple[int, float, str | None]]:
        ahead_s = self._shared.now_s() - monotonic()
        return [
            (device_id, at + ahead_s, self._guard.pages.get(device_id))
            for device_id, at in list(self._guard.seen.items())
        ]
