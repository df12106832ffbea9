"""Chromium with a slowed processor."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import CHROMIUM, SWITCHES


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser, as the screens use it."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES) as browser,
    ):
        yield browser


def slow_down(page: Page, times: int) -> None:
    """Let the page's processor be so many times slower."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})
