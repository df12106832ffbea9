"""Every state of the pages of bookings, and of the kiosk's page that confirms one."""

from functools import partial
from typing import Any

from playwright.sync_api import expect

from tests.gallery.hall import Hall
from tests.gallery.kiosk import home
from tests.gallery.states import Group, Size, State, Visit

PHONE: Size = (390, 844)
PANEL: Size = (1080, 1920)
SERVICE = "NgV"
ASKS_AGAIN = frozenset({"meta-refresh"})
TARGETS = ((".plain-button, .book-row, .book-days a, .book-slots a, summary, .field", 44),)


def with_bookings(settings: dict[str, Any]) -> None:
    """Let people book."""
    settings["bookings"]["on"] = True
    settings["bookings"]["per_device"] = 20


def choosing(visit: Visit) -> None:
    """What somebody comes for."""
    visit.open("/book")
    visit.page.locator("summary").first.click()
    visit.sees(".book-row")


def times(visit: Visit) -> None:
    """Today, or a slot of another day."""
    visit.open(f"/book?service={SERVICE}")
    visit.page.locator(".book-days a").first.click()
    visit.sees(".book-slots a")


def asked_once_more(visit: Visit) -> None:
    """What is about to be booked."""
    times(visit)
    visit.page.locator(".book-slots a").first.click()
    visit.sees("form.book-card")


def confirm(visit: Visit, chosen: str) -> None:
    """Choose, and book it on the page that says what."""
    visit.page.locator(chosen).first.click()
    visit.page.locator("form.book-card .plain-button").click()
    visit.sees(".book-digits")


def own(visit: Visit) -> None:
    """What this phone has booked stands above what else may be."""
    from_home(visit)
    visit.open("/book")
    visit.sees(".book-own")


def several(visit: Visit) -> None:
    """Today or another day, for two matters."""
    visit.open(f"/book?service={SERVICE}&also=TP")
    visit.sees(".book-matters li:nth-child(2)")


def one_more(visit: Visit) -> None:
    """What else somebody comes for."""
    several(visit)
    visit.page.get_by_role("link", name="Thêm việc khác").click()
    visit.page.locator("summary").first.click()
    visit.sees(".book-row")


def several_from_home(visit: Visit) -> None:
    """A number from home for two matters."""
    several(visit)
    confirm(visit, "main .plain-button")


def from_home(visit: Visit) -> None:
    """A number from home, not confirmed yet."""
    visit.open(f"/book?service={SERVICE}")
    confirm(visit, "main .plain-button")


def appointment(visit: Visit) -> None:
    """An appointment of another day."""
    times(visit)
    confirm(visit, ".book-slots a")


def cancelling(visit: Visit) -> None:
    """Giving it back is asked twice."""
    from_home(visit)
    visit.page.locator(".plain-part .plain-link").click()
    visit.sees(".book-stop")


def cancelled(visit: Visit) -> None:
    """It was given back."""
    cancelling(visit)
    visit.click(".book-stop")
    visit.sees(".book-when.over")


def too_old(visit: Visit) -> None:
    """A picture of the kiosk's code."""
    visit.open("/book/here/1-0")
    visit.sees(".book-sorry")


def unknown(visit: Visit) -> None:
    """An address that leads to no booking."""
    visit.open("/b/khong-co")
    visit.sees("h1")


def at_kiosk(visit: Visit) -> None:
    """Six digits, or the code that changes."""
    visit.open(f"/kiosk?token={visit.hall.tokens['kiosk']}")
    visit.page.locator(".quick button", has_text="đặt trước").click()
    visit.sees(".door img")


def wrong_digits(visit: Visit) -> None:
    """Six digits that lead to no booking."""
    at_kiosk(visit)
    for digit in "123456":
        visit.page.locator(".pad").get_by_role("button", name=digit, exact=True).click()
    visit.click(".pad .yes")
    visit.sees(".ask")


def in_english(visit: Visit) -> None:
    """The same page by its own link to English."""
    visit.click("header [hreflang=en]")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


hand = partial(State, size=PHONE)
translated = partial(hand, english=in_english)
STATES = (
    translated("book", "What somebody books for.", choosing),
    translated("book-times", "A number for today, or a slot.", times),
    translated("book-summary", "What is about to be booked, with the one button.", asked_once_more),
    translated("book-own", "The bookings of this phone.", own),
    translated("book-more", "What else somebody comes for.", one_more),
    translated("book-several", "One number for two matters.", several),
    translated("booking-several", "A number from home for two matters.", several_from_home),
    translated("booking", "A number from home, not confirmed yet.", from_home),
    State("booking-without-scripts", "The same page where no script runs.", from_home, PHONE,
          scripts=False, allows=ASKS_AGAIN),
    translated("booking-appointment", "An appointment of another day.", appointment),
    hand("booking-cancel", "Giving it back is asked twice.", cancelling),
    translated("booking-cancelled", "It was given back.", cancelled),
    translated("book-here-old", "A code of the kiosk that is too old.", too_old),
    hand("booking-unknown", "An address that leads to no booking.", unknown),
)  # fmt: skip
KIOSK = (
    State("kiosk-bookings", "Home with three short cuts beside each other.", home, PANEL),
    State("kiosk-booked", "Confirming a booking at the kiosk.", at_kiosk, PANEL),
    State("kiosk-booked-wrong", "Digits that nobody has: typed again, or a guide.", wrong_digits,
          PANEL),
)  # fmt: skip
OPEN_HALL = partial(Hall, at="08:40", change=with_bookings)
GROUPS = (
    Group("booking", OPEN_HALL, STATES, TARGETS),
    Group("booking-kiosk", OPEN_HALL, KIOSK),
)
