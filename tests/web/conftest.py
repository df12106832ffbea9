"""The journeys' servers serve here too: the web is tested through its own front door."""

import pytest

from tests.journeys.conftest import (  # noqa: F401 - fixtures
    mode,
    new_server,
    office,
    server,
    standing,
    standing_plain,
)
from tests.pages import context, kept_contexts  # noqa: F401 - fixtures
from tests.web.browser import Browser
from tests.web.sockets import Socket


class Clock:
    """Stands still at `now`, in seconds, until a test sets it."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    """A clock of the test's own."""
    return Clock()


@pytest.fixture
def plain_server(new_server):  # noqa: F811
    """A running server in the default mode, for what does not depend on the mode."""
    running = new_server().start()
    yield running
    running.kill()
    assert "Traceback" not in running.log


@pytest.fixture
def browser_of():
    """Make browsers without script: cookies, forms, redirects."""
    browsers = []

    def make(at):
        browsers.append(Browser(at.url))
        return browsers[-1]

    yield make
    for browser in browsers:
        browser.session.close()


@pytest.fixture
def connect():
    """Make Socket.IO clients; all of them hang up with the test."""
    sockets = []

    def make(at, namespace, query="", token=None, **options):
        sockets.append(Socket(at.url, namespace, query, token, **options))
        return sockets[-1]

    yield make
    for socket in sockets:
        socket.close()
