"""Texts that would be scripts, on every screen of a real browser: they are texts there."""

from urllib.parse import quote

import pytest

from tests.corpora.centre import COUNTER, Hall, plain
from tests.corpora.files import read
from tests.corpora.scripts import CALL
from tests.corpora.watching import watched
from tests.program import PASSWORD

ROUNDS = {"as it is": {}, "with a browser that has no policy": {"bypass_csp": True}}
"""The policy of the pages refuses what slips through; without it a script would run."""
OF_ALL_PAPERS = "9000000"
"""The figures of the code of the procedure that needs every text as a paper."""
SEARCHED = range(103, 423, 40)
FOUND = """(text) => [...document.querySelectorAll(".res .n")]
  .some((name) => name.textContent === text)"""
ADMIN = ("", "/people", "/people/lan", "/devices", "/system", "/departments", "/services", "/hours",
         "/notices", "/rules")  # fmt: skip
STATISTICS = ("department", "service", "counter", "officer", "priority")
DEVICES = {
    "kiosk": {"/kiosk": ".tile.ask"},
    "display": {"/display?zone=tret": ".call", "/display?zone=all": ".call",
                "/display/basic": "h1"},
    "rating": {f"/rate?counter={COUNTER}": "[data-part=idle] h1",
               f"/display/counter/{COUNTER}": "[data-desk][data-seq-of-view]"},
}  # fmt: skip
PEOPLE = {
    "lan": {"/counters": ".choose-seat"},
    "huong": {"/counters/guide": ".work .row"},
    "kiem": {"/reports": ".live", "/reports?tv=1": ".beside",
             **{f"/reports/statistics?by={by}": ".ask" for by in STATISTICS}},
    "quan": {f"/admin{part}": "main h1" for part in ADMIN},
}  # fmt: skip
"""Who opens which page, and what is there once it is drawn."""


IN_ADDRESSES = (
    "/sign-in?next=/{}", "/sign-in?lang={}", "/pair?next=/{}", "/pair?refused={}", "/nothing/{}",
    "/t/{}", "TICKET?ask={}&lang={}", "/display?zone={}", "/rate?counter={}",
    "/counters/{}", "/counters?wanted={}", "/devices/approve?code={}", "/reports?tv={}",
    "/reports/statistics?department={}", "/reports/statistics?from={}", "/reports/tickets/{}",
    "/reports/statistics?by=counter&officer={}&priority={}", "/reports/statistics?show={}",
    "/reports/tickets?figure=called&officer={}", "/reports/tickets?figure={}&sort={}&after={}",
    "/admin/departments?part={}", "/admin/departments?part=departments&item={}", "/admin/people/{}",
    "/admin/devices?done={}", "/b/{}", "/book?service={}", "/book/here/{}",
)  # fmt: skip
"""Pages that read something out of their address."""


@pytest.fixture(scope="module")
def halls(tmp_path_factory, furnished):
    """The same centre twice: with plain texts, and with those of the corpus."""
    folder, texts = tmp_path_factory.mktemp("halls"), read("scripts")
    made = [
        Hall(folder / name, furnished, each, fit=texts)
        for name, each in (("plain", plain(texts)), ("hostile", texts))
    ]
    yield made
    for hall in made:
        hall.close()


AS_MANY_AS_FIT = {"/reports?tv=1"}
"""The wall shows the worst alerts, and names as many counters in them as there is room for."""


class Walk:
    """Goes to every screen of a centre, and keeps what each of them says."""

    def __init__(self, hall, seen):
        self.hall, self.seen, self.page = hall, seen, seen.page
        self.said = {}

    def go(self, path, there="body"):
        self.page.goto(path)
        self.page.locator(there).first.wait_for()
        self.look(path.replace(self.hall.page, "/t/"))

    def press(self, selector, there):
        self.page.locator(selector).first.click()
        self.page.locator(there).first.wait_for()
        self.look(f"{selector} pressed")

    def look(self, where):
        self.said[where] = self.seen.look(where)

    def open_to_all(self):
        for path in ("/", "/sign-in", "/pair", "/nothing"):
            self.go(path)
        for ask in ("", "?ask=late", "?ask=cancel", "?ask=complain", "?lang=en"):
            self.go(self.hall.page + ask)

    def devices(self):
        for role, pages in DEVICES.items():
            for path, there in pages.items():
                mark = "&" if "?" in path else "?"
                token = self.hall.tokens[role]
                self.page.goto(f"{path}{mark}token={token}")
                self.go(path, there)
            self.page.context.clear_cookies()

    def kiosk(self):
        self.page.goto(f"/kiosk?token={self.hall.tokens['kiosk']}")
        self.press("[data-unit=GTVT]", ".pick .r")
        self.press(".back", ".tile.ask")
        self.press("[data-unit=XD]", ".groups .yes")
        self.press(".back", ".tile.ask")
        self.press(".find", ".field input")
        self.page.locator(".field input").fill(OF_ALL_PAPERS)
        self.page.locator(".res .r").first.click()
        self.page.locator(".papers li").first.wait_for()
        self.seen.look("papers")  # as many as there is room for

    def people(self):
        for name, pages in PEOPLE.items():
            self.sign_in(name)
            for path, there in pages.items():
                self.go(path, there)
            if name == "lan":
                self.page.goto(f"/counters?wanted={COUNTER}")
                self.press(f"form[action='/counters/{COUNTER}/choose'] button", "button.main")
                self.page.goto("/counters")
                self.press(".choose-practice button", "button.main")
            if name == "kiem":
                self.go(f"/reports/tickets/{self.hall.moved}", "#states-title")
            self.page.context.clear_cookies()

    def sign_in(self, name):
        self.page.goto("/sign-in")
        self.page.fill("#name", name)
        self.page.fill("#password", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def everywhere(self):
        self.open_to_all()
        self.devices()
        self.kiosk()
        self.people()


@pytest.fixture(scope="module")
def ordinary(halls, browser):
    """Every screen of the centre with plain texts: what the other may be made of."""
    with watched(browser, halls[0].url, user_agent=halls[0].texts[0]) as seen:
        walk = Walk(halls[0], seen)
        walk.everywhere()
        assert seen.faults == []
    return walk


@pytest.mark.parametrize("options", ROUNDS.values(), ids=ROUNDS)
def test_on_every_screen_a_text_is_a_text(halls, ordinary, browser, options):
    hall = halls[1]
    # What a browser calls itself stands in the list of its person's sign-ins
    with watched(browser, hall.url, user_agent=hall.texts[0], **options) as seen:
        hostile = Walk(hall, seen)
        hostile.everywhere()
        assert seen.faults == []
    assert seen.tags <= ordinary.seen.tags
    assert seen.names <= ordinary.seen.names
    lost = {
        where: list_shown(ordinary.hall, said) - list_shown(hall, hostile.said[where])
        for where, said in ordinary.said.items()
        if where not in AS_MANY_AS_FIT
    }
    assert {where: [hall.texts[n] for n in those] for where, those in lost.items() if those} == {}


def test_what_is_searched_for_and_found_is_a_text(halls, browser):
    hall = halls[1]
    with watched(browser, hall.url, bypass_csp=True) as seen:
        page = seen.page
        page.goto(f"/kiosk?token={hall.tokens['kiosk']}")
        page.locator(".find").click()
        field = page.locator(".field input")
        for number in SEARCHED:
            field.fill(hall.texts[number])
            seen.look(number)
            field.fill(f"{CALL} {number}")
            page.wait_for_function(FOUND, arg=hall.texts[number])
            seen.look(number)
        assert seen.faults == []


def test_what_stands_in_an_address_is_a_text_on_its_page(halls, browser):
    ordinary, hostile = halls
    with watched(browser, ordinary.url) as plain_seen:
        Walk(ordinary, plain_seen).sign_in("quan")
        for address in IN_ADDRESSES:
            plain_seen.fetch(filled(ordinary, address, "x"))
    with watched(browser, hostile.url) as seen:
        Walk(hostile, seen).sign_in("quan")
        for number, text in enumerate(hostile.texts):
            seen.fetch(filled(hostile, IN_ADDRESSES[number % len(IN_ADDRESSES)], text))
        assert seen.faults == []
    assert seen.tags <= plain_seen.tags
    assert seen.names <= plain_seen.names


def filled(hall, address, text):
    """An address of a centre with a text in it."""
    return address.replace("TICKET", hall.page).replace("{}", quote(text, safe=""))


def list_shown(hall, said):
    """The numbers of the texts that a page shows as they are, each of their lines."""
    drawn = as_drawn(said)
    return {
        number
        for number, text in enumerate(hall.texts)
        if all(line.strip() in drawn for line in as_drawn(text).splitlines())
    }


def as_drawn(text):
    """What a page makes of a text: HTML knows one kind of line break, and drops zeros."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\ufffd", "")
