"""Every state of the public pages of procedures, on a phone, at a desk and on paper."""

from functools import cache, partial
from typing import Any

from playwright.sync_api import expect

from tests.gallery.ground import TELLING
from tests.gallery.hall import Hall
from tests.gallery.kiosk import fill_up, keeping_hours
from tests.gallery.states import Group, Reach, Size, State, Visit, in_english
from tests.waiting import wait_until

PHONE: Size = (390, 844)
DESK: Size = (1440, 900)
A4: Size = (794, 1123)
TOLD = "MAU-041"
TARGETS = (("button, .found a, header a, .all a, .button, .papers label", 44), ("a", 24))


def search(visit: Visit, typed: str = "") -> None:
    """The search, before anything or with words in its address."""
    visit.open(f"/procedures?q={typed}" if typed else "/procedures")
    visit.sees("#q")


def typing(visit: Visit) -> None:
    """The list follows what is typed."""
    search(visit)
    visit.page.wait_for_load_state("networkidle")
    visit.page.locator("#q").fill("giay phep")
    visit.sees(".found mark")


def department(visit: Visit) -> None:
    """All procedures of one department."""
    visit.open("/procedures?department=GTVT")
    visit.sees(".found a")


@cache
def procedure(code: str, sees: str = ".now") -> Reach:
    """Return the way to a procedure's page."""

    def reach(visit: Visit) -> None:
        visit.open(f"/procedures/{code}")
        visit.sees(sees)

    return reach


def too_late(visit: Visit) -> None:
    """Shortly before the end of intake."""
    fill_up(visit.hall)
    visit.open(f"/procedures/{TOLD}")
    page = visit.page
    # It is drawn for everybody at once, every few seconds
    wait_until("a page drawn since", lambda: page.reload() and page.locator(".late").count())


def printed(visit: Visit) -> None:
    """The page as a printer gets it."""
    procedure(TOLD)(visit)
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".papers li")).to_have_count(len(TELLING["documents"]))


def poster(visit: Visit) -> None:
    """The sheet for the hall."""
    visit.open("/procedures/poster")
    visit.sees(".poster img")


hand = partial(State, size=PHONE)
desk = partial(State, size=DESK)
STATES = (
    hand("procedures", "The search, and every department.", search, english=in_english),
    hand("procedures-typing", "The list follows each letter.", typing),
    hand("procedures-found", "What the form finds, with and without scripts.",
         lambda v: search(v, "giay phep lai xe")),
    hand("procedures-none", "Nothing fits.", lambda v: search(v, "zzz"), english=in_english),
    hand("procedures-department", "All of one department.", department, english=in_english),
    hand("procedure", "All that the catalogue may know, and the wait now.",
         procedure(TOLD), english=in_english),
    hand("procedure-unknown-papers", "Nothing but the name is known.",
         procedure("MAU-001", ".nothing"), english=in_english),
    desk("procedures-desk", "The search at a desk.", search),
    desk("procedure-desk", "A procedure at a desk.", procedure(TOLD)),
    State("procedures-poster", "The sheet for the hall.", poster, A4, english=in_english),
)  # fmt: skip
PAPER = (State("procedure-paper", "The same on paper, with boxes to tick.", printed, A4),)
WITH_MORE = (
    hand("procedure-booking", "Where bookings are on it leads to one.",
         procedure(TOLD, 'a[href^="/book"]'), english=in_english),
    State("procedures-poster-results", "The sheet for the hall where results are told too.",
          poster, A4, english=in_english),
)  # fmt: skip


def with_more(settings: dict[str, Any]) -> None:
    """A centre that takes bookings, and tells of dossiers."""
    settings["bookings"]["on"] = settings["results"]["on"] = True


CLOSED = (
    hand("procedure-closed", "Before opening: from when on numbers are given.",
         procedure(TOLD), english=in_english),
    hand("procedure-too-late", "The turn may come too late today.", too_late),
)  # fmt: skip

MORNING = partial(Hall, at="08:40")
GROUPS = (
    Group("procedures", MORNING, STATES, TARGETS),
    Group("procedures on paper", MORNING, PAPER),
    Group(
        "procedures with bookings and results",
        partial(Hall, at="08:40", change=with_more),
        WITH_MORE,
        TARGETS,
    ),
    Group(
        "procedures of a closed centre",
        partial(Hall, at="06:40", lived=False, change=keeping_hours),
        CLOSED,
        TARGETS,
    ),
)
