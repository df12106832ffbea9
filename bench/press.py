"""A press at the console until the screen has answered it, in Chromium slowed four times.

A button is answered within PAINTED_MS; a key first waits for what a scanner might type behind it
(docs/decisions/0025), and is answered within as long after that.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from playwright.sync_api import Page

from bench.browser import chromium, slow_down
from bench.program import Program, data_folder, serving
from bench.table import share_rows, show
from bench.wire import Http, counter_for, open_services
from storage.accounts import Accounts
from storage.database import open_database
from tests.program import in_a_hurry, write_configuration

PRESSES = 100
WAITING, COME_TOGETHER = 30, 20
SLOWER = 4
PAINTED_MS = 100.0
NAME, PASSWORD = "officer", "a long password"

# From the moment of the press to the first frame that shows the change; `shown`: what to look for.
# It runs before the scripts of the page: a key that they hold back counts from its press.
RECORD = """(() => {
  window.await = (shown) => {
    window.shown = shown;
    window.answered = new Promise((answer, none) => {
      window.answer = answer;
      setTimeout(() => none(new Error(`no ${shown} within 10 s`)), 10000);
    });
  };
  let pressed = null;
  let waits = false;
  const framed = () => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      window.answer(performance.now() - pressed);
      pressed = null;
      waits = false;
    };
    port2.postMessage(null);
  };
  for (const way of ["keydown", "pointerdown"]) {
    addEventListener(way, (event) => {
      pressed = event.isTrusted ? event.timeStamp : pressed;
    }, true);
  }
  new MutationObserver(() => {
    if (pressed !== null && !waits && document.querySelector(window.shown) !== null) {
      waits = true;
      requestAnimationFrame(framed);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
})()"""
EMPTY = """() => {
  const button = document.body.appendChild(document.createElement("button"));
  addEventListener("keydown", () => button.setAttribute("aria-busy", "true"));
}"""
HOLD = """async () => {
  const { asset_base: base } = JSON.parse(document.getElementById("page").textContent);
  return (await import(`${base}/web/scans.js`)).HOLD_MS;
}"""
REST = "document.querySelector('button').removeAttribute('aria-busy')"
BUSY, CHOSEN = "button[aria-busy=true]", ".out [aria-pressed=true]"
READY = "button.main[data-locked=false][aria-busy=false]"
UNCHOSEN = ".out:not(:has([aria-pressed=true]))"


def run() -> bool:
    """Measure, print, and say whether the limit is kept."""
    with data_folder() as folder, _serving(folder) as program:
        with open_database(folder) as database:
            Accounts(database).create_person(NAME, "officer", PASSWORD)
        pressed, called, chosen, empty, hold_ms = _measure(program, Hall(program))
    beside, key_ms = ("a key on an empty page", empty), hold_ms + PAINTED_MS
    rows = share_rows("button: call the next", (50, 99), pressed, beside, PAINTED_MS)
    rows += share_rows(
        f"Space, {hold_ms:.0f} ms held: call the next", (50, 99), called, beside, key_ms
    )
    rows += share_rows(f"1, {hold_ms:.0f} ms held: an outcome", (50, 99), chosen, beside, key_ms)
    return show(f"press to painted answer, processor slowed {SLOWER} times", rows)


def _serving(folder: Path) -> AbstractContextManager[Program]:
    """Serve a centre where a call may end at once, as nobody waits here until it may."""
    return serving(folder, config=write_configuration(folder / "config.yaml", in_a_hurry))


class Hall:
    """A queue as long after every twenty calls as it was before; `counter` calls from it."""

    def __init__(self, program: Program) -> None:
        """Let the first people come."""
        self._office = Http(program.port, program.token)
        self._service = open_services(self._office)[0]
        self.come(WAITING)
        self.counter = counter_for(self._office, self._service)
        self._office.ask(f"/api/counters/{self.counter}/close", {})  # its officer opens it

    def come(self, people: int) -> None:
        """Let more people come."""
        for _ in range(people):
            self._office.ask("/api/tickets", {"service": self._service})


def _measure(
    program: Program, hall: Hall
) -> tuple[list[float], list[float], list[float], list[float], float]:
    """Return milliseconds: of the button, Space, 1, an empty page; and how long a key is held."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 400, "height": 900})
        page.evaluate(RECORD)
        page.evaluate(EMPTY)
        slow_down(page, SLOWER)
        rest, space = partial(page.evaluate, REST), partial(page.keyboard.press, "Space")
        empty = [_press(page, space, BUSY, rest) for _ in range(PRESSES)]
        console = browser.new_page(viewport={"width": 1440, "height": 900})
        console.add_init_script(RECORD)
        _sit_down(console, program, hall.counter)
        hold_ms = float(console.evaluate(HOLD))
        slow_down(console, SLOWER)
        main, key = console.locator("button.main"), console.keyboard.press
        ready, unchosen = console.locator(READY).wait_for, console.locator(UNCHOSEN).wait_for
        pressed, called, chosen = [], [], []
        for number in range(PRESSES):
            if number % (COME_TOGETHER // 2) == 0:
                hall.come(COME_TOGETHER)
            pressed.append(_press(console, main.click, BUSY, ready))
            called.append(_press(console, partial(key, "Space"), BUSY, ready))
            chosen.append(_press(console, partial(key, "1"), CHOSEN, unchosen))
    return pressed, called, chosen, empty, hold_ms


def _sit_down(page: Page, program: Program, counter: str) -> None:
    page.goto(f"http://127.0.0.1:{program.port}/sign-in?next=/counters")
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.locator(f"form[action='/counters/{counter}/choose'] button").click()
    page.wait_for_url(f"**/counters/{counter}")
    page.keyboard.press("Space")
    page.locator("button.main[data-command=call-next]").wait_for()


def _press(
    page: Page, press: Callable[[], object], shown: str, rested: Callable[[], object]
) -> float:
    rested()
    page.evaluate("(shown) => window.await(shown)", shown)
    press()
    return float(page.evaluate("window.answered"))
