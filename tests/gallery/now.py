"""Every state of the public page of the present."""

from functools import partial

from playwright.sync_api import expect

from tests.gallery.hall import Hall
from tests.gallery.lobby import keeping_hours
from tests.gallery.states import Group, Reach, Size, State, Visit

PHONE: Size = (390, 844)
FRAME: Size = (320, 480)
DESK: Size = (1280, 800)
ASKS_AGAIN = frozenset({"meta-refresh"})
"""Where no script runs, nothing else can tell how it goes on."""
TARGETS = (("a", 24), ("header a", 44))


def opened(visit: Visit) -> None:
    """The page as it is now."""
    visit.open("/now")
    visit.sees("#now .unit")


def at(time: str, status: str) -> Reach:
    """Return the way to the page at a time of the day."""

    def reach(visit: Visit) -> None:
        visit.hall.set_clock(time)
        visit.open(f"/now?at={time}")  # the browser keeps another address for some seconds
        visit.sees("#now .unit")
        visit.sees(".all", status)

    return reach


def lost(visit: Visit) -> None:
    """The server is away."""
    opened(visit)
    visit.hall.stop()
    visit.let_pass(60)
    visit.sees("[data-offline]")


def in_english(visit: Visit) -> None:
    """The same page by its own link to English."""
    visit.click("header [hreflang=en]")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


hand = partial(State, size=PHONE, english=in_english)

STATES = (
    hand("now", "Who waits where, and how long somebody would who came now.", opened),
    State("now-without-scripts", "The same where no script runs.", opened, PHONE, scripts=False,
          allows=ASKS_AGAIN),
    State("now-frame", "In a frame of another site.", opened, FRAME, english=in_english),
    State("now-large", "With letters of twice the size.", opened, (195, 844), english=in_english),
    State("now-desk", "On a computer.", opened, DESK, english=in_english),
    hand("now-lost", "The server is away: what is shown may be old.", lost, english=None,
         cut_off=True),
)  # fmt: skip
HOURS = (
    hand("now-closing", "Intake rests soon.", at("10:20", "nhận hồ sơ đến 10:30")),
    hand("now-noon", "Between the hours of the day.", at("11:30", "Tạm đóng")),
    hand("now-closed", "After the last hour.", at("18:00", "Đã đóng")),
)
GROUPS = (
    Group("now", partial(Hall, at="08:40"), STATES, TARGETS),
    Group("now-hours", partial(Hall, at="10:00", change=keeping_hours), HOURS, TARGETS),
)
