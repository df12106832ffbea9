"""Every state of the tablet on a counter that asks whoever was just served."""

from functools import partial

from playwright.sync_api import expect

from tests.gallery.ground import RATED
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Size, State, Visit

TABLET: Size = (1024, 768)
SMALL: Size = (600, 960)
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


tablet = partial(State, size=TABLET)

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

GROUPS = (Group("rating", partial(Hall, at="08:40"), STATES, TARGETS),)
