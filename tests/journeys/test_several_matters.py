"""Three matters, one number: kiosk, three counters, phone, a lost answer, a power cut."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.journeys.conftest import in_the_default_mode
from tests.journeys.history import journal_of
from tests.journeys.screens import LONG_MS, Screens
from tests.program import PASSWORD

SAID = {
    "vi": {
        "open": "Mở quầy", "call": "Gọi số tiếp theo", "left": "Còn 2 việc", "onward": "mời sang",
    },
    "en": {
        "units": (
            "Department of Construction", "Department of Health", "Department of Transport",
            "Driving licences",
        ),
        "more": "Add another matter", "take": "Take one number for all 3",
        "normal": "No, a normal number",
        "all": "This number is for all 3 matters", "done": "One matter is done",
    },
}  # fmt: skip
"""Officers read Vietnamese."""


@pytest.fixture
def screens(new_context, server):
    """Browsers on the running server; none of their scripts may fail."""
    opened = Screens(new_context, server)
    yield opened
    assert opened.script_errors == []


@in_the_default_mode
def test_one_number_of_somebody_who_reads_english_goes_to_three_counters(screens, server):
    said, api = SAID["en"], Api(server.url, server.tokens["api"])
    console = screens.console("lan", PASSWORD, "07")
    console.press_main(SAID["vi"]["open"])
    kiosk, display = screens.kiosk(), screens.display("&zone=tret")
    kiosk.touch("English")

    number = _take_one_for_all(kiosk, said)
    assert number == "D001"  # of the counter that is open
    expect(kiosk.page.locator(".ticket .visit")).to_contain_text(said["all"])
    expect(kiosk.page.locator(".ticket .visit li")).to_have_count(3)
    follow = kiosk.follow_url()
    assert sum(api.waiting(service) for service in ("XD", "YT", "GTVT-LX")) == 1

    phone = screens.phone(follow, "en")
    expect(phone.locator(".visit li")).to_have_count(3)
    expect(phone.locator(".visit .now")).to_contain_text(said["units"][3])

    console.press_main(SAID["vi"]["call"])
    display.shows(number, "07")
    expect(console.page.locator(".card .pr")).to_contain_text(SAID["vi"]["left"])
    console.act("finish")
    expect(console.page.locator(".toast")).to_contain_text(SAID["vi"]["onward"])
    expect(phone.locator("#ticket")).to_contain_text(said["done"], timeout=LONG_MS)
    expect(phone.locator(".visit .done")).to_have_count(1)

    server.restart()
    assert (api.waiting("XD"), api.waiting("YT")) == (1, 0)
    _serve_at(api, "02", number, display)
    _serve_at(api, "10", number, display)
    expect(phone.locator(".levels")).to_be_visible(timeout=LONG_MS)
    expect(phone.locator(".visit .done")).to_have_count(3)

    kinds = [fact.kind for fact in journal_of(server.data)]
    assert (kinds.count("TicketIssued"), kinds.count("TicketWentOn")) == (1, 2)


def _take_one_for_all(kiosk, said):
    """Choose three matters, lose the answer to the number once, and return the number."""
    construction, health, transport, licence = said["units"]
    kiosk.touch(construction)
    kiosk.touch(said["more"])
    kiosk.touch(health)
    kiosk.touch(said["more"])
    kiosk.touch(transport)
    kiosk.touch(licence)
    expect(kiosk.page.locator(".list-of-matters .r")).to_have_count(3)
    kiosk.touch(said["take"])
    lost = []

    def lose_the_first(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    kiosk.page.route("**/api/tickets", lose_the_first)
    kiosk.answer(said["normal"])
    number = kiosk.number()
    assert lost[0].json()["ticket"]["number"] == number
    return number


def _serve_at(api, counter, number, display):
    """Open a counter, call the number there and finish."""
    assert api.post(f"/api/counters/{counter}/open").ok
    called = api.post(f"/api/counters/{counter}/call-next").json()["ticket"]
    assert called["number"] == number
    display.shows(number, counter)
    assert api.post(f"/api/counters/{counter}/finish").ok
