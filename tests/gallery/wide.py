"""The widest numbers, M888 and those of five signs, wherever a number is large."""

from functools import partial

from playwright.sync_api import expect

from tests.gallery import kiosk, lobby, phone
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Reach, State, Visit

SERVICE, COUNTER = "KCX", "15"
BESIDE = {"02": "XD", "06": "KHĐT", "08": "GTVT-LX", "10": "YT"}
BEFORE = 1000
FIVE_SIGNS = "M1"


def taken(visit: Visit, *aids: str) -> None:
    """A number of five signs, just taken."""
    kiosk.home(visit, *aids)
    while not visit.page.locator(f"[data-unit={SERVICE}]").count():
        visit.page.get_by_role("button", name="Trang sau").click()
    visit.click(f"[data-unit={SERVICE}]")
    visit.click(".groups .no")
    visit.sees(".tk .no", FIVE_SIGNS)


def free(hall: Hall) -> None:
    """Leave the counter open; whoever was there waits again."""
    hall.press(COUNTER, "open")
    if hall.get(f"/api/counters/{COUNTER}")["current"] is not None:
        hall.press(COUNTER, "return")


def called(number: str, layout: str) -> Reach:
    """Return the way to a board that calls a number of the crowd."""

    def reach(visit: Visit) -> None:
        hall = visit.hall
        free(hall)
        for counter, service in BESIDE.items():
            hall.free(counter)
            hall.call(counter, service)
        lobby.board(visit, layout)
        waiting = hall.get(f"/api/counters/{COUNTER}")["waiting"]
        ticket = next(each["id"] for each in waiting if each["number"] == number)
        hall.press(COUNTER, "call", ticket=ticket, reason="other")
        expect(visit.page.locator(".call.now .no")).to_have_text(number)

    return reach


def followed(visit: Visit) -> None:
    """The page of a number of five signs."""
    answer = visit.hall.issue(SERVICE)
    visit.open(answer["follow_url"])
    visit.sees("#ticket .no", answer["ticket"]["number"])


def come(visit: Visit) -> None:
    """The same, called."""
    free(visit.hall)
    answer = visit.hall.issue(SERVICE)
    visit.open(answer["follow_url"])
    visit.sees("#ticket .no", FIVE_SIGNS)
    visit.hall.press(COUNTER, "call", ticket=answer["ticket"]["id"], reason="other")
    visit.sees("#ticket.now")


tall = partial(State, size=kiosk.PORTRAIT)
wide = partial(State, size=lobby.TELEVISION)
hand = partial(State, size=phone.PHONE)

STATES = (
    tall("wide-kiosk", "A number of five signs.", taken, english=kiosk.english),
    tall("wide-kiosk-large", "The same in large text.", lambda v: taken(v, "large")),
    wide("wide-hero-four", "M888, the widest of four signs, in one large call.",
         called("M888", "hero")),
    wide("wide-hero", "Five signs in one large call.", called("M1000", "hero")),
    wide("wide-board-four", "M888 beside all counters.", called("M888", "board")),
    wide("wide-board", "Five signs beside all counters.", called("M1000", "board")),
    hand("wide-phone", "Five signs on the phone.", followed, english=phone.in_english),
    hand("wide-phone-called", "Five signs, called.", come, english=phone.in_english),
)  # fmt: skip

GROUPS = (
    Group(
        "wide numbers",
        partial(Hall, at="08:40", lived=False, crowd=(SERVICE, BEFORE)),
        STATES,
        (*kiosk.TARGETS, *phone.TARGETS),
    ),
)
