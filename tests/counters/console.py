"""The console as an officer sees and uses it."""

import re
from datetime import date

from playwright.sync_api import expect

from queueing.procedures import Procedure
from tests.hands import KEY_MS
from tests.pages import bring_cookie
from tests.program import PASSWORD

WIDE, LOW, PANEL = {"width": 1440, "height": 900}, {"width": 1366, "height": 768}, {
    "width": 400, "height": 900,
}  # fmt: skip
NARROW, HUGE = {"width": 360, "height": 800}, {"width": 1920, "height": 1080}


DRIVING = Procedure(
    "1.001", "Đổi giấy phép lái xe", "GTVT", "Đường bộ", "GTVT-LX", date(2020, 1, 1)
)
LOST = Procedure(
    "1.002", "Cấp lại giấy phép lái xe", "GTVT", "Đường bộ", "GTVT-LX", date(2020, 1, 1)
)


class Console:
    """What an officer sees of the console."""

    def __init__(self, page):
        self.page = page
        self.state, self.number = page.locator(".s"), page.locator(".no")
        self.main, self.notice = page.locator("button.main"), page.locator(".notice")
        self.toast, self.dialog = page.locator(".toast"), page.locator("dialog[open]")

    def shows(self, state, number=None):
        expect(self.state).to_have_text(state)
        if number:
            expect(self.number).to_have_text(number)

    def press(self, *keys):
        """Press keys as an officer does: each after the answer to the one before."""
        for key in keys:
            expect(self.page.locator("[aria-busy=true], [data-locked=true]")).to_have_count(0)
            self.page.keyboard.press(key, delay=KEY_MS)

    def type(self, text, then=None):
        """Type into the open dialog as a person does, and press another key after that."""
        expect(self.dialog).to_be_visible()
        self.page.keyboard.type(text, delay=KEY_MS)
        if then:
            self.page.keyboard.press(then, delay=KEY_MS)

    def open(self):
        self.press("Space")
        self.shows("Sẵn sàng")

    def call(self, number):
        self.press("Space")
        self.shows("Đang gọi", number)

    def tab(self, name):
        self.page.get_by_role("tab", name=re.compile(name)).click()


def sign_in(page, centre, name="lan"):
    centre.person(name)
    page.goto(f"{centre.url}/sign-in?next=/counters")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/counters")


def sit_down(page, centre, name="lan", counter="07", size=WIDE, ask=""):
    """Be at a counter that was chosen a moment ago."""
    page.set_viewport_size(size)
    bring_cookie(page, centre.url, centre.person(name, counter).session)
    page.goto(f"{centre.url}/counters/{counter}" + (f"?{ask}" if ask else ""))
    expect(page.locator(".pill")).to_have_text("Trực tuyến")
    return Console(page)
