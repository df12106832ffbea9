"""Hashes that mean nothing once a service day is over: their key is destroyed with its end.

Until then key and hashes are in what the processes share, in no file of the data folder.
"""

from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256
from hmac import new
from secrets import token_hex

from queueing.events import DayClosed, Entry
from queueing.hall import Hall
from queueing.office import Office
from web.processes.shared_state import SharedState

KEPT_S = 36 * 3600.0
"""Longer than any service day; its end comes first."""


class DayKeys:
    """The key of the present service day, the same at all processes; `room`: where it is kept."""

    def __init__(self, shared: SharedState, room: str, today: Callable[[], date]) -> None:
        """Go by the service day of `today`."""
        self._shared, self._room, self._today = shared, room, today

    def hash(self, secret: str) -> str:
        """Return what stands for a secret today; raise CannotStore where no key is had."""
        made = token_hex(32)
        day = self._today().isoformat()
        kept = self._shared.change(
            self._room, day, lambda found, _now_s: found or {"key": made}, KEPT_S
        )
        key = bytes.fromhex((kept or {"key": made})["key"])
        return new(key, secret.encode(), sha256).hexdigest()


def forget_with_the_day(office: Office, shared: SharedState, *rooms: str) -> None:
    """Empty these rooms, one with the keys among them, with each day's end from now on."""

    def listen(_hall: Hall, entries: Sequence[Entry]) -> None:
        if any(isinstance(entry.event, DayClosed) for entry in entries):
            forget(shared, *rooms)

    office.subscribe(listen)


def forget(shared: SharedState, *rooms: str) -> None:
    """Empty these rooms."""
    for room in rooms:
        for name in shared.read(room):
            shared.change(room, name, lambda _before, _now_s: None, KEPT_S)
