"""Devices that are let in: what a new one shows, the page of approval, the administrator's list."""

from contextlib import suppress
from functools import partial

from tests.gallery.counters import sign_in
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Size, State, Visit, in_english

DESK: Size = (1440, 900)
PHONE: Size = (390, 844)
UPRIGHT: Size = (1080, 1920)
LYING: Size = (1920, 1080)
TARGETS = (("main button, .field, select", 44), ("a, input, summary", 24))


def shown(visit: Visit, path: str = "/kiosk") -> None:
    """A device waits for somebody to let it in."""
    visit.open(path)
    visit.sees("[data-part=state]", "Đang chờ duyệt")


def offline(visit: Visit) -> None:
    """The server is away meanwhile."""
    shown(visit)
    visit.lose_server()
    visit.sees("[data-part=state]", "Mất kết nối")


def refused(visit: Visit) -> None:
    """A token that nobody knows was in the address."""
    visit.open("/kiosk?token=khong-co&lang=vi")
    visit.sees("[role=alert]")


def full(visit: Visit) -> None:
    """Too many devices of one address wait."""
    with suppress(RuntimeError):
        for _ in range(20):
            visit.hall.post("/api/pairings")
    visit.open("/pair")
    visit.sees("[role=alert]")


def typed(visit: Visit, code: str = "") -> None:
    """Somebody who may let devices in opens the page, with a code or without."""
    sign_in(visit, "quan-tri", to=f"/devices/approve?code={code}")
    visit.sees("main h1")


def asked(visit: Visit) -> None:
    """The code is right: what is the device?"""
    typed(visit, visit.hall.post("/api/pairings", role="kiosk")["code"])
    visit.sees("select")


def wrong(visit: Visit) -> None:
    """The code is one that no device shows."""
    typed(visit, "CCCC-CCCC")
    visit.sees("[role=alert]")


def let_in(visit: Visit) -> None:
    """The device has been let in."""
    asked(visit)
    visit.page.select_option("select", "kiosk:K2")
    visit.click("main button")
    visit.sees("[role=status]")


def listed(visit: Visit) -> None:
    """All devices of the centre."""
    sign_in(visit, "quan-tri", to="/admin/devices")
    visit.sees(".devices li")


def changing(visit: Visit) -> None:
    """One of them is to be changed."""
    listed(visit)
    visit.click(".devices summary")
    visit.sees(".edit-form select")


desk, phone = partial(State, size=DESK), partial(State, size=PHONE)

STATES = (
    State("pair-kiosk", "A new kiosk shows its code.", shown, UPRIGHT, english=in_english),
    State("pair-board", "A new board.", partial(shown, path="/display"), LYING),
    State("pair-tablet", "A new rating tablet.", partial(shown, path="/rate"), (800, 480)),
    State("pair-refused", "A token was refused.", refused, UPRIGHT),
    phone("approve-code", "Which code?", typed, english=in_english),
    phone("approve-device", "What is the device?", asked),
    phone("approve-wrong", "A code that no device shows.", wrong),
    phone("approve-done", "The device is let in.", let_in),
    desk("devices", "All devices.", listed, english=in_english),
    phone("devices-phone", "The same on a phone.", listed),
    desk("devices-change", "One of them is changed or revoked.", changing),
    phone("devices-change-phone", "The same on a phone.", changing),
    State("pair-offline", "The server is away.", offline, UPRIGHT, cut_off=True),
    phone("pair-full", "Too many devices wait.", full),
)

GROUPS = (Group("devices", partial(Hall, at="08:40", lived=False), STATES, TARGETS),)
