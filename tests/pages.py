"""Pages of one context for many tests, which find the letters and scripts of the one before.

A context of its own costs a page twice the processor. A room's conftest.py takes `context` from
here; a test that turns a page's clock or asks for permissions takes `new_context`, as these last.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Page

from tests.program import PASSWORD

COOKIE = "xinmoi"
STORES = "local_storage,indexeddb,cache_storage,service_workers"


class Contexts:
    """A browser's contexts, one for each way to begin one."""

    def __init__(self, browser: Browser) -> None:
        """Begin with none."""
        self._browser, self._kept = browser, dict[str, BrowserContext]()

    def find(self, options: dict[str, Any], whose: str | None = None) -> BrowserContext:
        """Return the context of these options, of one person where several look at once."""
        key = json.dumps([whose, options], sort_keys=True)
        if key not in self._kept:
            self._kept[key] = self._browser.new_context(**options)
        return self._kept[key]

    def leave_nothing(self) -> None:
        """Leave nothing in any of them."""
        for each in self._kept.values():
            leave_nothing(each)

    def close(self) -> None:
        """Close all of them."""
        for each in self._kept.values():
            each.close()


@pytest.fixture(scope="session")
def kept_contexts(browser: Browser) -> Iterator[Contexts]:
    """The contexts that tests share."""
    contexts = Contexts(browser)
    yield contexts
    contexts.close()


@pytest.fixture
def context(
    kept_contexts: Contexts, browser_context_args: dict[str, Any]
) -> Iterator[BrowserContext]:
    """A context of which nothing but what belongs to all is left after the test."""
    shared = kept_contexts.find(browser_context_args)
    yield shared
    leave_nothing(shared)


def leave_nothing(shared: BrowserContext) -> None:
    """Close the pages of a context and forget who was there, and what they kept."""
    if not shared.pages:
        return
    for page in shared.pages:
        page.close()
    # Of a page of its own: one that is about to load again may never answer
    empty = shared.new_page()
    devtools = shared.new_cdp_session(empty)
    devtools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": STORES})
    empty.close()
    shared.clear_cookies()


def let_in(page: Page, url: str, name: str, password: str = PASSWORD) -> None:
    """Sign somebody in as the form does, without opening its page."""
    with requests.Session() as session:
        form = session.get(f"{url}/sign-in", timeout=60).text
        token = form.split('name="csrf-token" content="')[1].split('"')[0]
        answer = session.post(
            f"{url}/sign-in",
            data={"name": name, "password": password, "csrf_token": token},
            timeout=60, allow_redirects=False,
        )  # fmt: skip
        assert answer.status_code == 303, answer.text
        bring_cookie(page, url, session)


def bring_cookie(page: Page, url: str, session: requests.Session) -> None:
    """Let a page be whoever has signed in by this session."""
    value = session.cookies[COOKIE]
    page.context.add_cookies([{"name": COOKIE, "value": value, "url": url}])
