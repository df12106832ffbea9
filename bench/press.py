"""A key of the console until the screen has answered it, in Chromium slowed four times."""

import os
from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright

from bench import raw
from bench.call_to_display import counter_for
from bench.program import Program, data_folder, serving
from bench.table import Row, show
from bench.wire import Http
from storage.accounts import Accounts
from storage.database import open_database

PRESSES = 100
WAITING, COME_TOGETHER = 30, 10
SLOWER = 4
PAINTED_MS = 100.0
NAME, PASSWORD = "officer", "a long password"

# From the moment of the key to the first frame that shows the change; `shown` is what to look for.
RECORD = """() => {
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
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (pressed !== null && !waits && document.querySelector(window.shown) !== null) {
      waits = true;
      requestAnimationFrame(framed);
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
}"""
EMPTY = """() => {
  const button = document.body.appendChild(document.createElement("button"));
  addEventListener("keydown", () => button.setAttribute("aria-busy", "true"));
}"""
BUSY, CHOSEN = "button[aria-busy=true]", ".out [aria-pressed=true]"
UNCHOSEN = ".out:not(:has([aria-pressed=true]))"


def run() -> bool:
    """Measure, print, and say whether the limit is kept."""
    with data_folder() as folder, serving(folder) as program:
        database = open_database(folder)
        Accounts(database).create_person(NAME, "officer", PASSWORD)
        database.close()
        called, chosen, empty = _measure(program, Hall(program))
    rows = [
        _row(f"{figure}, {name} of {PRESSES}", share, taken, empty)
        for figure, taken in (("Space: call the next", called), ("1: choose an outcome", chosen))
        for name, share in (("median", 50), ("p99", 99))
    ]
    show(f"press: key to painted answer, processor slowed {SLOWER} times", rows)
    return all(row.kept for row in rows)


def _row(figure: str, share: int, taken: list[float], empty: list[float]) -> Row:
    measured = raw.percentile(taken, share)
    return Row(
        figure,
        f"{measured:.0f} ms",
        f"empty page {raw.percentile(empty, share):.0f} ms",
        f"≤ {PAINTED_MS:.0f} ms",
        measured <= PAINTED_MS,
    )


class Hall:
    """A queue that is as long after every ten calls as it was before; `counter` calls from it."""

    def __init__(self, program: Program) -> None:
        """Let the first people come."""
        self._office = Http(program.port, program.token)
        services = self._office.ask("/api/services")["departments"]
        self._service = next(s["code"] for d in services for s in d["services"] if s["open"])
        self.come(WAITING)
        self.counter = counter_for(self._office, self._service)

    def come(self, people: int) -> None:
        """Let more people come."""
        for _ in range(people):
            self._office.ask("/api/tickets", {"service": self._service})


def _measure(program: Program, hall: Hall) -> tuple[list[float], list[float], list[float]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 400, "height": 900})
        page.evaluate(RECORD)
        page.evaluate(EMPTY)
        _slow_down(page)
        empty = [_press(page, "Space", BUSY, lambda: _rest(page)) for _ in range(PRESSES)]
        console = browser.new_page(viewport={"width": 1440, "height": 900})
        _sit_down(console, program, hall.counter)
        console.evaluate(RECORD)
        _slow_down(console)
        taken = []
        for number in range(PRESSES):
            if number % COME_TOGETHER == 0:
                hall.come(COME_TOGETHER)
            taken.append(_call_and_choose(console))
        browser.close()
    called, chosen = zip(*taken, strict=True)
    return sorted(called), sorted(chosen), sorted(empty)


def _slow_down(page: Page) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _rest(page: Page) -> None:
    page.evaluate("document.querySelector('button').removeAttribute('aria-busy')")


def _sit_down(page: Page, program: Program, counter: str) -> None:
    page.goto(f"http://127.0.0.1:{program.port}/sign-in?next=/counters")
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.locator(f"form[action='/counters/{counter}/choose'] button").click()
    page.wait_for_url(f"**/counters/{counter}")
    page.keyboard.press("Space")
    page.locator("button.main[data-command=call-next]").wait_for()


def _call_and_choose(page: Page) -> tuple[float, float]:
    """Call the next number, then choose an outcome for it; return both in milliseconds."""
    ready = page.locator("button.main[data-locked=false][aria-busy=false]")
    return (
        _press(page, "Space", BUSY, ready.wait_for),
        _press(page, "1", CHOSEN, page.locator(UNCHOSEN).wait_for),
    )


def _press(page: Page, key: str, shown: str, rested: Callable[[], None]) -> float:
    rested()
    page.evaluate("(shown) => window.await(shown)", shown)
    page.keyboard.press(key)
    return float(page.evaluate("window.answered"))
