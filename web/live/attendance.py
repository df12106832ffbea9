"""Which devices of the hall were connected, and are gone: kiosks, boards."""

from collections.abc import Callable, Container, Iterable
from datetime import timedelta
from time import monotonic
from typing import Literal

from web.callers import Caller
from web.live.screen import Screen
from web.site import Site
from web.tickets import utc
from web.view_types import Trouble

LOOK_S = 5.0
GONE_AFTER_S = 20.0
"""A page that is loaded again, or out of touch for a moment, is no trouble."""
Device = tuple[Caller, str]


class Attendance:
    """Remembers since when devices are gone, by a clock that nobody sets; in memory only.

    A device is a token at one place. It is forgotten when its token is withdrawn or its place
    configured no more, or when it has moved to another place.
    """

    def __init__(self, still_expected: Callable[[Device], bool]) -> None:
        """`still_expected`: whether the device is missed when it is gone."""
        self._still_expected = still_expected
        self._gone_since: dict[Device, float | None] = {}

    def look(self, present: Iterable[Device], now_s: float) -> None:
        """Look which devices are there; to be called every few seconds."""
        here, known = set(present), self._gone_since
        moved = {caller for caller, place in here if (caller, place) not in known}
        left = {
            device: now_s if since is None else since
            for device, since in known.items()
            if device not in here and device[0] not in moved and self._still_expected(device)
        }
        self._gone_since = {**left, **dict.fromkeys(here)}

    def list_gone(self, now_s: float) -> dict[str, float]:
        """Return place -> for how many seconds its device has been gone, at least GONE_AFTER_S."""
        gone = ((place, since) for (_, place), since in self._gone_since.items())
        lasted = {place: now_s - since for place, since in gone if since is not None}
        return {place: seconds for place, seconds in lasted.items() if seconds >= GONE_AFTER_S}


def tell_of_the_gone(
    site: Site,
    screen: Screen[str],
    kind: Literal["kiosk_gone", "board_gone"],
    list_places: Callable[[], Container[str]],
) -> None:
    """Let guides and managers know which devices of a screen are gone; its queries are places.

    In the demo nobody is: there every visitor's browser is all devices.
    """
    attendance = Attendance(
        lambda device: site.guard.still_holds(device[0]) and device[1] in list_places()
    )

    def look() -> None:
        devices = {each for each in screen.list_clients() if each[0].id.startswith("token:")}
        attendance.look(devices, monotonic())

    def find() -> Iterable[Trouble]:
        for place, seconds in attendance.list_gone(monotonic()).items():
            since = site.office.now() - timedelta(seconds=seconds)
            yield {"kind": kind, "place": place, "since": utc(since)}

    if not site.demo_devices:
        site.background.every(LOOK_S, look, f"looking who is there ({kind})")
        site.troubles.append(find)
