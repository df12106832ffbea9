"""Which devices of the hall were connected, and are gone: kiosks, boards."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Literal

from web.callers import Caller
from web.live.screen import Screen
from web.processes.roll import TOLD_EVERY_S, Roll
from web.processes.shared_state import SharedState
from web.roles import Role
from web.site import Site
from web.tickets import utc
from web.view_types import Trouble

POLL_S = 5.0
GONE_AFTER_S = 20.0
"""A page that is loaded again, or out of touch for a moment, is no trouble."""
KEPT_S = 24 * 3600.0
Device = tuple[Caller, str]


class Attendance:
    """Remembers since when devices are gone, by a clock that nobody sets, for all processes.

    A device is a token at one place. It is forgotten when its token is withdrawn or its place
    configured no more, or when it has moved to another place.
    """

    def __init__(
        self, shared: SharedState, room: str, still_expected: Callable[[Device], bool]
    ) -> None:
        """`still_expected`: whether the device is missed when it is gone."""
        self._shared, self._room, self._still_expected = shared, room, still_expected

    def look(self, present: Iterable[Device]) -> None:
        """Look which devices are there; to be called every few seconds, by one process."""
        now_s, here = self._shared.now_s(), set(present)
        known = dict(map(_read_device, self._list_known(self._shared.read(self._room))))
        moved = {caller for caller, place in here if (caller, place) not in known}
        left = {
            device: now_s if since_s is None else since_s
            for device, since_s in known.items()
            if device not in here and device[0] not in moved and self._still_expected(device)
        }
        new = {
            "devices": [
                {"device": write_device(device), "since_s": since_s}
                for device, since_s in {**left, **dict.fromkeys(here)}.items()
            ]
        }
        self._shared.change(self._room, "all", lambda _before, _now_s: new, KEPT_S)

    def list_gone(self) -> dict[str, float]:
        """Return place -> for how many seconds its device has been gone, at least GONE_AFTER_S."""
        now_s = self._shared.now_s()
        gone = {
            each["device"]["place"]: now_s - each["since_s"]
            for each in self._list_known(self._shared.look(self._room))
            if each["since_s"] is not None
        }
        return {place: seconds for place, seconds in gone.items() if seconds >= GONE_AFTER_S}

    @staticmethod
    def _list_known(room: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
        return list(room["all"]["devices"]) if "all" in room else []


def tell_of_the_gone(
    site: Site,
    screen: Screen[str],
    kind: Literal["kiosk_gone", "board_gone"],
    list_places: Callable[[], Container[str]],
) -> None:
    """Let guides and managers know which devices of a screen are gone; its queries are places.

    In the demo nobody is: there every visitor's browser is all devices.
    """
    if site.demo_devices:
        return
    shared = site.processes.shared
    attendance = Attendance(
        shared,
        f"missed: {kind}",
        lambda device: site.guard.is_current(device[0]) and device[1] in list_places(),
    )
    roll = Roll(
        shared,
        f"there: {kind}",
        lambda: [
            write_device(each) for each in screen.list_clients() if each[0].id.startswith("token:")
        ],
    )

    def find() -> Iterable[Trouble]:
        for place, seconds in attendance.list_gone().items():
            since = site.office.now() - timedelta(seconds=seconds)
            yield {"kind": kind, "place": place, "since": utc(since)}

    site.background.every(TOLD_EVERY_S, roll.tell, f"telling who is there ({kind})")
    site.background.every(
        POLL_S,
        lambda: attendance.look(map(read_device, roll.list_all())),
        f"looking who is there ({kind})",
        duty=f"missing devices ({kind})",
    )
    site.troubles.append(find)


def write_device(device: Device) -> dict[str, Any]:
    """Return a device as JSON can hold it."""
    return {"caller": asdict(device[0]), "place": device[1]}


def read_device(written: Mapping[str, Any]) -> Device:
    """Return the device that was written."""
    caller = written["caller"]
    role, scopes = Role(caller["role"]), tuple(caller["scopes"])
    return Caller(**{**caller, "role": role, "scopes": scopes}), written["place"]


def _read_device(known: Mapping[str, Any]) -> tuple[Device, float | None]:
    return read_device(known["device"]), known["since_s"]
