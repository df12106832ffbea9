"""Every state of what stands on a counter for citizens: the rating tablet, the display."""

from functools import partial

from playwright.sync_api import expect

from tests.gallery.ground import RATED
from tests.gallery.hall import DAY, Hall
from tests.gallery.states import Group, Size, State, Visit

TABLET: Size = (1024, 768)
SMALL: Size = (600, 960)
DISPLAY: Size = (800, 480)
PHONE: Size = (390, 844)
TARGETS = (("[data-level]", 96), (".why button", 44), ("a, button", 24))


def stand(visit: Visit) -> None:
    """The tablet as it opens."""
    visit.open(f"/rate?counter={RATED}&token={visit.hall.tokens['rating']}")


def waiting(visit: Visit) -> None:
    """Nobody was just served."""
    stand(visit)
    visit.sees("[data-part=idle] h1")


def asked(visit: Visit) -> None:
    """Somebody was just served."""
    stand(visit)
    number = visit.hall.call(RATED, "TP")["number"]
    visit.hall.press(RATED, "finish")
    expect(visit.page.locator("[data-number]")).to_have_text(number)
    visit.sees("[data-part=ask]")


def thanked(visit: Visit) -> None:
    """A face was pressed."""
    asked(visit)
    visit.click("[data-level]")
    visit.sees("[data-part=thanks] h1")


def asked_why(visit: Visit) -> None:
    """Somebody is not satisfied, and has chosen a reason."""
    asked(visit)
    visit.click("[data-level=dissatisfied]")
    visit.click("[data-reason=wait]")
    visit.sees("[data-reason=wait][aria-pressed=true]")


def why_in_english(visit: Visit) -> None:
    """The same, asked and answered on the English page."""
    asked(visit)
    in_english(visit)
    visit.click("[data-level=dissatisfied]")
    visit.click("[data-reason=wait]")
    visit.sees("[data-reason=wait][aria-pressed=true]")


def offline(visit: Visit) -> None:
    """The server is away."""
    waiting(visit)
    visit.lose_server()
    visit.sees("[data-away]", "Đang kết nối lại")


def in_english(visit: Visit) -> None:
    """The same page by its own link to English."""
    visit.click("header [hreflang=en]")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


def display(visit: Visit, device: str = "display") -> None:
    """The display of the counter; a board's token asks nobody, a rating tablet's does."""
    visit.open(f"/display/counter/{RATED}?token={visit.hall.tokens[device]}")


def closed(visit: Visit) -> None:
    """The counter is closed."""
    visit.hall.free(RATED)
    visit.hall.press(RATED, "close")
    display(visit)
    visit.sees(".desk.closed")


def free(visit: Visit) -> None:
    """The counter is open and has nobody."""
    visit.hall.free(RATED)
    display(visit)
    visit.sees(".desk.free")


def calling(visit: Visit, **wish: str) -> None:
    """A number is called."""
    visit.hall.free(RATED)
    number = visit.hall.call(RATED, "TP", **wish)["number"]
    display(visit)
    visit.sees(".desk.calling .large", number)


def serving(visit: Visit, **wish: str) -> None:
    """Somebody is served."""
    calling(visit, **wish)
    visit.hall.press(RATED, "start")
    visit.sees(".desk.serving")


def paused(visit: Visit) -> None:
    """The officer has said when to be back."""
    visit.hall.free(RATED)
    visit.hall.press(RATED, "pause", reason="private", until=f"{DAY}T09:10:00+07:00")
    display(visit)
    visit.sees(".desk.paused", "09:10")


def asks(visit: Visit) -> None:
    """The next number is called while the one before is asked."""
    visit.hall.free(RATED)
    number = visit.hall.call(RATED, "TP")["number"]
    visit.hall.issue("TP", priority="elderly")
    display(visit, "rating")
    visit.hall.press(RATED, "finish-and-call-next")
    expect(visit.page.locator("[data-number]")).to_have_text(number)
    visit.sees(".desk.calling")


def asks_why(visit: Visit) -> None:
    """Somebody is not satisfied."""
    asks(visit)
    visit.click("[data-level=dissatisfied]")
    visit.sees("[data-reason=wait]")


def display_offline(visit: Visit) -> None:
    """The server is away."""
    serving(visit)
    visit.lose_server()
    visit.sees("[data-away]", "Đang kết nối lại")


tablet = partial(State, size=TABLET)
small = partial(State, size=DISPLAY, english=in_english)

DISPLAYS = (
    small("counter-display-closed", "The display on a counter that is closed.", closed),
    small("counter-display-free", "It is open and nobody is called.", free),
    small("counter-display-calling", "A number is called.", calling),
    State("counter-display-calling-wide", "On a panel of 1024 × 600.", calling, (1024, 600)),
    State("counter-display-calling-phone", "On a phone in a stand.", calling, PHONE),
    State("counter-display-calling-english", "A second line for a number taken in English.",
          partial(calling, language="en"), DISPLAY),
    small("counter-display-serving", "Somebody is served.", serving),
    small("counter-display-priority", "Somebody with priority is served; never why.",
          partial(serving, priority="elderly")),
    State("counter-display-priority-phone", "The same on a phone in a stand.",
          partial(serving, priority="elderly"), PHONE),
    small("counter-display-paused", "A break, with when the officer is back.", paused),
    State("counter-display-paused-phone", "The same on a phone in a stand.", paused, PHONE),
    small("counter-display-asks", "The next is called, the one before is asked.", asks),
    State("counter-display-asks-phone", "The same on a phone in a stand.", asks, PHONE),
    State("counter-display-asks-why", "Why somebody is not satisfied.", asks_why, DISPLAY),
    State("counter-display-offline", "The server is away.", display_offline, DISPLAY, cut_off=True),
)  # fmt: skip

STATES = (
    tablet("rating", "Waiting for the next citizen.", waiting, english=in_english),
    tablet("rating-asked", "Four faces for whoever was just served.", asked, english=in_english),
    State(
        "rating-small", "The same on a small tablet held upright.", asked, SMALL, english=in_english
    ),
    tablet("rating-thanked", "Thanks.", thanked),
    tablet("rating-reasons", "Why somebody is not satisfied.", asked_why),
    tablet("rating-reasons-english", "The same in English.", why_in_english),
    State("rating-reasons-small", "The same on a small tablet held upright.", asked_why, SMALL),
    tablet("rating-offline", "The server is away.", offline, cut_off=True),
)

MORNING = partial(Hall, at="08:40")
GROUPS = (
    Group("rating", MORNING, STATES, TARGETS),
    Group("counter display", MORNING, DISPLAYS, TARGETS),
)
