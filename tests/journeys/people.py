"""Everybody at once, each about to press something: kiosk, phone, counter, guide, rating tablet."""

from collections import Counter
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.history import journal_of
from tests.journeys.screens import LONG_MS
from tests.program import PASSWORD
from tests.waiting import wait_until

SAID = {
    "vi": {
        "listen": "Đang kết nối lại, xin nghe loa", "reconnecting": "Đang kết nối lại",
        "may be old": "Số trên màn hình có thể đã cũ",
        "out of touch": "Mất kết nối", "online": "Trực tuyến",
        "late": "Tôi đến muộn", "pass": "Nhường 1 người", "moved": "Ông/Bà báo đến muộn",
        "ahead": "người phía trước",
        "level": "Rất hài lòng", "call": "Gọi số tiếp theo", "open": "Mở quầy",
        "finish and call": "Hoàn tất và gọi số tiếp theo", "calling": "Đang gọi",
    },
    "en": {
        "ask a guide": "please see a guide", "paper": "print it to call numbers",
        "out of touch": "Connection lost", "online": "Online",
        "unit": "Department of Transport", "service": "Driving licences",
        "no": "No, a normal number",
    },
}  # fmt: skip

# Thanks are shown for some seconds only: count them as they come.
COUNT_THANKS = """() => {
  const thanks = document.querySelector("[data-part=thanks]");
  new MutationObserver(() => {
    sessionStorage.thanks = Number(sessionStorage.thanks || 0) + (thanks.hidden ? 0 : 1);
  }).observe(thanks, {attributeFilter: ["hidden"]});
}"""


@dataclass
class AtTheKiosk:
    """Takes a number."""

    kiosk: object
    said: dict

    def speaks(self):
        """Choose the language: at home the kiosk always speaks Vietnamese."""
        self.kiosk.touch("English")

    def gets_ready(self):
        self.speaks()
        self.kiosk.touch(self.said["unit"])
        self.kiosk.touch(self.said["service"])

    def presses(self):
        self.kiosk.answer(self.said["no"])

    def has_the_answer(self):
        assert self.kiosk.number().startswith("D")
        self.kiosk.leave()

    def is_out_of_touch(self):
        self.speaks()
        expect(self.kiosk.page.get_by_role("alert")).to_contain_text(self.said["ask a guide"])
        expect(self.kiosk.page.locator(".find")).to_be_disabled()

    def is_back(self):
        expect(self.kiosk.page.get_by_role("alert")).to_have_count(0)
        expect(self.kiosk.page.locator(".find")).to_be_enabled()


@dataclass
class WithAPhone:
    """Lets another pass."""

    page: object
    said: dict

    def gets_ready(self):
        self.page.get_by_role("link", name=self.said["late"]).click()
        expect(self.page.locator("#panel")).to_be_focused()

    def presses(self):
        self.page.get_by_role("button", name=self.said["pass"]).click()

    def has_the_answer(self):
        expect(self.page.locator("#panel")).to_have_count(0, timeout=LONG_MS)
        expect(self.page.locator("#ticket")).to_contain_text(self.said["moved"])

    def is_out_of_touch(self):
        expect(self.page.locator("[data-offline]")).to_contain_text(self.said["listen"])

    def is_back(self):
        expect(self.page.locator("[data-offline]")).to_be_empty()
        expect(self.page.locator("#ticket")).to_contain_text(self.said["ahead"])


@dataclass
class AtTheCounter:
    """Calls the next number: D001, then D002 and so on."""

    console: object
    said: dict
    calls: int = 0

    def gets_ready(self):
        expect(self.console.main).to_have_attribute("data-locked", "false")

    def presses(self):
        self.console.press_main(self.said["finish and call" if self.calls else "call"])
        self.calls += 1

    def has_the_answer(self):
        expect(self.console.main).to_have_attribute("aria-busy", "false", timeout=LONG_MS)
        self.console.has(f"D{self.calls:03d}", self.said["calling"])

    def is_out_of_touch(self):
        expect(self.console.page.locator(".pill")).to_have_text(self.said["out of touch"])
        expect(self.console.page.get_by_role("alert")).to_contain_text(self.said["may be old"])
        expect(self.console.main).to_have_attribute("aria-disabled", "true")

    def is_back(self):
        expect(self.console.page.locator(".pill")).to_have_text(self.said["online"])


@dataclass
class AtTheDoor:
    """A guide, who gives a number on somebody's behalf."""

    tablet: object
    said: dict

    def gets_ready(self):
        self.tablet.page.locator("[data-action=issue]").click()
        self.tablet.pick(self.said["service"])

    def presses(self):
        self.tablet.dialog.locator("form button.primary").click()

    def has_the_answer(self):
        expect(self.tablet.dialog.locator(".given")).to_be_visible(timeout=LONG_MS)
        self.tablet.dialog.locator("button.primary").click()
        expect(self.tablet.dialog).to_have_count(0)

    def is_out_of_touch(self):
        expect(self.tablet.page.locator(".pill")).to_have_text(self.said["out of touch"])
        expect(self.tablet.page.get_by_role("alert")).to_contain_text(self.said["paper"])
        expect(self.tablet.page.locator("[data-action=issue]")).to_have_attribute(
            "aria-disabled", "true"
        )

    def is_back(self):
        expect(self.tablet.page.locator(".pill")).to_have_text(self.said["online"])


@dataclass
class JustServed:
    """Rates the service on the tablet of a counter; `serve` brings somebody there and away."""

    page: object
    said: dict
    serve: object
    thanks: int = 0

    def gets_ready(self):
        self.page.goto(self.page.url)
        self.page.evaluate(COUNT_THANKS)
        self.serve()
        expect(self.page.locator("[data-part=ask]")).to_be_visible()

    def presses(self):
        self.page.get_by_role("button", name=self.said["level"]).click()
        self.thanks += 1

    def has_the_answer(self):
        wait_until("the thanks", lambda: self.thanks_shown() == self.thanks)

    def thanks_shown(self):
        return self.page.evaluate("Number(sessionStorage.thanks || 0)")

    def is_out_of_touch(self):
        expect(self.page.locator("[data-away]")).to_contain_text(self.said["reconnecting"])

    def is_back(self):
        expect(self.page.locator("[data-away]")).to_be_empty()


def everybody(screens, office):
    """Open the screens, each in one of both languages; return who stands before them."""
    vi, en = SAID["vi"], SAID["en"]
    for _ in range(3):
        office.done("/api/tickets", {"service": "GTVT-LX"})
    for counter in ("11", "27"):
        office.done(f"/api/counters/{counter}/open")
    follow_url = office.done("/api/tickets", {"service": "NgV"})["follow_url"]
    for _ in range(2):
        office.done("/api/tickets", {"service": "NgV"})

    def serve():
        office.done("/api/tickets", {"service": "CT"})
        office.done("/api/counters/11/call-next")
        office.done("/api/counters/11/finish")

    console = screens.console("lan", PASSWORD, "07")
    console.press_main(vi["open"])
    console.lists("Hàng chờ", "D001", "D002", "D003")
    return [
        AtTheKiosk(screens.kiosk(), en),
        JustServed(screens.rating("11"), vi, serve),
        AtTheCounter(console, vi),
        AtTheDoor(screens.guide("huong", PASSWORD, "en"), en),
        WithAPhone(screens.phone(follow_url), vi),
    ]


def pressed(data):
    """Return how often each of them was heard, as the journal has it."""
    facts = [(fact.kind, fact.fields) for fact in journal_of(data)]
    return Counter(
        kind for kind, of in facts
        if kind in ("TicketRated", "TicketPostponed")
        or (kind == "TicketCalled" and of["counter"] == "07")
        or (kind == "TicketIssued" and of["letter"] == "D")
    )  # fmt: skip
