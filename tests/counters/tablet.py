"""The guide's tablet as a guide sees and uses it."""

from playwright.sync_api import expect

from tests.hands import KEY_MS
from tests.pages import let_in

TABLET, UPRIGHT, PHONE = (
    {"width": 1024, "height": 768}, {"width": 768, "height": 1024}, {"width": 390, "height": 844},
)  # fmt: skip


class Tablet:
    """What a guide sees of the page."""

    def __init__(self, page):
        self.page = page
        self.seek, self.rows = page.locator(".seek input"), page.locator(".work .row")
        self.dialog, self.notice = page.locator("dialog[open]"), page.locator(".notice")
        self.alarms = page.locator(".alarms li")

    def find(self, typed):
        self.seek.fill(typed)
        return self.rows

    def open(self, number):
        self.page.locator(f".work .row[data-number={number}]").click()
        expect(self.dialog.locator(".found-no")).to_have_text(number)

    def choose(self, name):
        self.dialog.locator(f"[data-choice={name}]").click()

    def pick(self, typed):
        """Choose a service by a few letters of its name."""
        self.dialog.locator("[role=combobox]").fill(typed)
        self.page.keyboard.press("Enter", delay=KEY_MS)

    def press(self, name):
        self.dialog.get_by_role("button", name=name).last.click()

    def tab(self, name):
        self.page.locator(f"#tab-{name}").click()


def on_duty(page, url, name="huong", size=TABLET, ask=""):
    """Be a guide who has just signed in."""
    page.set_viewport_size(size)
    let_in(page, url, name)
    page.goto(f"{url}/counters/guide" + (f"?{ask}" if ask else ""))
    expect(page.locator(".pill:not(.away)")).to_be_visible()
    return Tablet(page)
