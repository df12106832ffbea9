"""What a state is: its name, its size, and the way there through the page's own controls."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.gallery.hall import Hall

Size = tuple[int, int]
LONG_MS = 20_000
DEVICE = Path(__file__).with_name("device.js").read_text(encoding="utf-8")
FORGET = """() => {
  if (location.protocol === "http:") { localStorage.clear(); sessionStorage.clear(); }
}"""
LETTERS_THERE = """() => document.fonts.ready.then(() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done()))))"""


@dataclass
class Visit:
    """Somebody before a screen: the page, and the hall that it belongs to."""

    hall: Hall
    page: Page

    def open(self, path: str) -> None:
        """Go to an address of the centre."""
        self.page.goto(path)

    def remember(self, name: str) -> None:
        """Keep who has signed in, for a later state of the same hall."""
        self.hall.sessions[name] = (self.page.url, self.page.context.storage_state())

    def click(self, selector: str) -> None:
        """Press the first thing that fits."""
        self.page.locator(selector).first.click()

    def sees(self, selector: str, text: str | None = None) -> None:
        """Wait until it is there."""
        found = self.page.locator(selector).first
        if text is None:
            expect(found).to_be_visible()
        else:
            expect(found).to_contain_text(text)

    def let_pass(self, seconds: float) -> None:
        """Let time pass on the device, which else stands still; the hall's clock is another."""
        self.page.evaluate(f"window.pass({seconds * 1000})")

    def lose_server(self) -> None:
        """Take the server away and wait until the device has had time to notice."""
        self.hall.stop()
        self.let_pass(9)

    def resize(self, size: Size) -> None:
        """Give the window another size."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def settle(self) -> None:
        """Wait until the letters are there and everything is drawn."""
        self.page.evaluate(LETTERS_THERE)


def in_english(visit: Visit) -> None:
    """Turn the page to English by its address."""
    mark = "&" if "?" in visit.page.url else "?"
    visit.open(f"{visit.page.url}{mark}lang=en")
    visit.sees("html[lang=en]")


Reach = Callable[[Visit], None]
OpenHall = Callable[[Path], Hall]


@dataclass(frozen=True)
class State:
    """One state. `says`: what the picture shows, one sentence.

    `english`: what turns the page to English from there; None where it has none or would leave the
    state. `scripts`, `silent`: whether the browser runs scripts, and keeps sound back. `cut_off`:
    the state ends with a server that is away. `allows`: axe-core's rules that it breaks on purpose.
    """

    name: str
    says: str
    reach: Reach
    size: Size
    english: Reach | None = None
    scripts: bool = True
    allows: frozenset[str] = frozenset()
    silent: bool = False
    cut_off: bool = False


@dataclass(frozen=True)
class Group:
    """States that are reached in one hall, in this order or each alone."""

    name: str
    hall: OpenHall
    states: Sequence[State]
    targets: Sequence[tuple[str, int]] = field(default=())
    """(selector, least size in CSS pixels) of what is pressed on this screen."""

    @property
    def pages(self) -> Sequence[Sequence[State]]:
        """The states, those together that are one page in windows of several sizes."""
        found: dict[Hashable, list[State]] = {}
        for state in self.states:
            page = (_know_way(state.reach), state.scripts, state.silent, state.allows)
            found.setdefault(page, []).append(state)
        return [*found.values()]


def _know_way(reach: Reach) -> Hashable:
    """Return what is the same for two that were made of the same function and arguments."""
    if isinstance(reach, partial):
        return reach.func, reach.args, tuple(sorted(reach.keywords.items()))
    return reach


class Room:
    """A group's hall and the pages that look at it: opening one anew costs more than a state."""

    def __init__(self, hall: Hall) -> None:
        """Look at a hall that serves."""
        self._hall = hall
        self._pages: dict[tuple[Browser, bool], Page] = {}

    @contextmanager
    def shows(self, browser: Browser, state: State) -> Iterator[Visit]:
        """Bring a blank page to the state; afterwards nothing of it is left in the page."""
        if not self._hall.serves:
            self._hall.start()
        page = self._page(browser, state.scripts)
        visit = Visit(self._hall, page)
        visit.resize(state.size)
        try:
            state.reach(visit)
            if state.scripts:
                visit.settle()
            yield visit
        finally:
            _forget(page)
            if state.cut_off:
                self._hall.stop()

    def close(self) -> None:
        """Close the pages and the hall."""
        for page in self._pages.values():
            page.context.close()
        self._hall.stop()

    def _page(self, browser: Browser, scripts: bool) -> Page:
        if (browser, scripts) not in self._pages:
            context = browser.new_context(
                base_url=self._hall.url,
                java_script_enabled=scripts,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                reduced_motion="reduce",
            )
            context.add_init_script(DEVICE)
            context.set_default_timeout(LONG_MS)
            self._pages[browser, scripts] = context.new_page()
        return self._pages[browser, scripts]


def _forget(page: Page) -> None:
    page.evaluate(FORGET)
    page.mouse.move(-1, -1)
    page.emulate_media(media="null")
    page.goto("about:blank")
    page.context.clear_cookies()


@contextmanager
def opened(group: Group, folder: str | Path) -> Iterator[Room]:
    """Open the group's hall in an empty folder; afterwards it is closed."""
    room = Room(group.hall(Path(folder)))
    try:
        yield room
    finally:
        room.close()
