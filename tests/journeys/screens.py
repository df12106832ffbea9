"""The screens in a real browser, each in a context of its own, used by what people read on them."""

from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, TimeoutError, expect

from tests.counters.tablet import TABLET, Tablet

LONG_MS = 40_000
SLIP_MS = 1500
"""A second calling press within 600 ms counts as a slip and sends nothing."""
KIOSK = {"width": 1080, "height": 1920}
BOARD = {"width": 1920, "height": 1080}
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


class Screens:
    """Opens screens of one server and notes what goes wrong in their scripts."""

    def __init__(self, new_context, server) -> None:
        self._new_context, self._server = new_context, server
        self.script_errors: list[str] = []
        self.pages: list[Page] = []

    def page(self, viewport, **context) -> Page:
        """Open an empty page of its own context."""
        page = self._new_context(base_url=self._server.url, viewport=viewport, **context).new_page()
        page.set_default_timeout(LONG_MS)
        page.on("pageerror", lambda error: self.script_errors.append(str(error)))
        self.pages.append(page)
        return page

    def kiosk(self, **context) -> "Kiosk":
        page = self.page(KIOSK, **context)
        page.goto(f"/kiosk?token={self._server.tokens['kiosk']}")
        return Kiosk(page)

    def display(self, query="", **context) -> "Display":
        page = self.page(BOARD, **context)
        page.goto(f"/display?token={self._server.tokens['display']}{query}")
        return Display(page)

    def console(self, name, password, counter, language="vi", **context) -> "Console":
        page = self.page(DESK, **context)
        self._sign_in(page, "/counters", name, password)
        page.get_by_role("button", name=f"Quầy {counter}").click()
        page.wait_for_url(f"**/counters/{counter}")
        page.goto(f"/counters/{counter}?lang={language}")
        return Console(page)

    def guide(self, name, password, language="vi") -> Tablet:
        page = self.page(TABLET)
        self._sign_in(page, f"/counters/guide?lang={language}", name, password)
        page.wait_for_url("**/counters/guide?*")
        return Tablet(page)

    def phone(self, follow_url, language="vi") -> Page:
        """Open the page of a ticket on a citizen's phone."""
        page = self.page(PHONE)
        page.goto(f"{follow_url}?lang={language}")
        expect(page.locator("[data-scripts]").first).to_be_visible()
        return page

    def rating(self, counter, language="vi") -> Page:
        """Open the tablet on which citizens rate a counter."""
        page = self.page(TABLET)
        token = self._server.tokens["counter"]
        page.goto(f"/rate?counter={counter}&lang={language}&token={token}")
        return page

    def _sign_in(self, page, wanted, name, password) -> None:
        page.goto(f"/sign-in?{urlencode({'next': wanted})}")
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(password)
        page.get_by_role("button", name="Đăng nhập").click()


class Kiosk:
    """The touch screen in the hall; counts the citizen's touches."""

    def __init__(self, page: Page) -> None:
        self.page, self.touches = page, 0

    def touch(self, name: str, role="button") -> None:
        """Touch the one button with this name in it."""
        self.page.get_by_role(role, name=name).click()
        self.touches += 1

    def take_number(self, unit: str, service: str, priority: str = "Không, lấy số thường") -> str:
        """Take a number by unit and service; return it as the ticket page shows it."""
        self.touch(unit)
        self.touch(service)
        self.answer(priority)
        return self.number()

    def answer(self, priority: str) -> None:
        """Answer the question whether one belongs to a priority group."""
        self.page.get_by_role("button", name=priority, exact=True).click()
        self.touches += 1

    def number(self) -> str:
        """Return the number on the ticket page."""
        ticket = self.page.locator(".ticket .tk .no")
        expect(ticket).to_be_visible(timeout=LONG_MS)
        return ticket.inner_text()

    def follow_url(self) -> str:
        """Return the address behind the QR code on the ticket page."""
        drawn = self.page.locator(".ticket .qr img").get_attribute("src")
        return drawn.removesuffix("/qr.svg")

    def leave(self) -> None:
        """Go back to the first page."""
        self.page.locator(".ticket .act .pri").click()
        expect(self.page.locator("main.home")).to_be_visible()


class Display:
    """The lobby board."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.call = page.locator(".stage .call")

    def shows(self, number: str, counter: str, *texts: str) -> None:
        """Expect a number as the large call, with its counter and every other text."""
        expect(self.call).to_have_attribute("data-number", number, timeout=LONG_MS)
        expect(self.call.locator(".to b")).to_have_text(counter)
        for text in texts:
            expect(self.call).to_contain_text(text)

    def counter_shows(self, counter: str, text: str) -> None:
        """Expect a text in a counter's cell of the board."""
        expect(self.page.locator(f".bd [data-counter='{counter}'] .n")).to_have_text(
            text, timeout=LONG_MS
        )


class Console:
    """An officer's console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.main = page.locator("button.main")
        self.number = page.locator(".card .no")
        self.state = page.locator(".card .st .s")
        self.notice = page.locator(".notice")

    def press_main(self, title: str) -> None:
        """Press the big button, once it says this."""
        expect(self.main.locator("b.long")).to_have_text(title, timeout=LONG_MS)
        expect(self.main).to_have_attribute("aria-disabled", "false")
        self.command(self.main)

    def press(self, name: str) -> None:
        """Press the one button with this name in it."""
        self.page.get_by_role("button", name=name).click()

    def command(self, button: Locator) -> None:
        """Press a button that sends a command; again if the console took the press for a slip."""
        while True:
            try:
                with self.page.expect_request(lambda sent: sent.method == "POST", timeout=SLIP_MS):
                    button.click()
            except TimeoutError:
                continue
            return

    def act(self, action: str) -> None:
        """Send the command of a button by its action."""
        self.command(self.page.locator(f"[data-action={action}]"))

    def record_no_show(self) -> None:
        """Record that nobody came, although the number is still held."""
        sure = self.page.get_by_role("button", name="Vẫn ghi vắng mặt")
        while True:
            self.page.locator("[data-action=no-show]").click()
            try:
                sure.wait_for(timeout=SLIP_MS)
            except TimeoutError:
                continue
            self.command(sure)
            return

    def has(self, number: str, state: str) -> None:
        """Expect this citizen at the counter."""
        expect(self.number).to_have_text(number, timeout=LONG_MS)
        expect(self.state).to_have_text(state)

    def is_free(self, state: str = "Sẵn sàng") -> None:
        """Expect nobody at the counter."""
        expect(self.number).to_have_count(0, timeout=LONG_MS)
        expect(self.state).to_have_text(state)

    def lists(self, tab: str, *numbers: str):
        """Open a list and expect exactly these numbers in it, in this order; return its rows."""
        self.page.get_by_role("tab", name=tab).click()
        rows = self.page.locator("#rows li")
        expect(rows.locator("b.num")).to_have_text(list(numbers), timeout=LONG_MS)
        return rows

    def undo(self, sentence: str) -> None:
        """Take the last action back, which the console names by this sentence."""
        bar = self.page.locator(".toast")
        expect(bar).to_contain_text(sentence)
        bar.get_by_role("button", name="Hoàn tác").click()
