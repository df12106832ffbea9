"""A running centre with a kiosk in the browser."""

import pytest

from tests.api import Api
from tests.kiosk.catalogue import import_procedures
from tests.pages import context, kept_contexts  # noqa: F401 - fixtures
from tests.program import at_any_hour, server_in, serving


@pytest.fixture(scope="session")
def program(furnished, tmp_path_factory):
    server = server_in(tmp_path_factory.mktemp("kiosk"), at_any_hour, furnished=furnished)
    import_procedures(server)
    with serving(server):
        yield server


@pytest.fixture
def another(new_server):
    """Start further programs with their own configuration; they end with the test."""

    def start(*changes, **options):
        server = new_server(*changes, **options)
        import_procedures(server)
        return server.start()

    return start


@pytest.fixture(scope="session")
def kiosk_token(program):
    return program.token("kiosk", kiosk="K1")


@pytest.fixture(scope="session")
def api(program):
    return Api(program.url, program.tokens["api"])


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1080, "height": 1920}}


@pytest.fixture(scope="session")
def panel(browser, browser_context_args):
    """A page on a portrait panel; opening one for every test costs more than most tests."""
    own = browser.new_context(**browser_context_args)
    yield own.new_page()
    own.close()


@pytest.fixture
def clocked(new_context):
    """A page whose clock the test turns, in a context of its own."""
    page = new_context().new_page()
    page.clock.install()
    return page


@pytest.fixture
def kiosk(panel, program, kiosk_token):
    """The kiosk's page at home; afterwards nothing of the test is left on the panel."""
    open_kiosk(panel, program, kiosk_token)
    yield panel
    for page in panel.context.pages[1:]:
        page.close()
    panel.evaluate("localStorage.clear(); sessionStorage.clear()")
    panel.mouse.move(-1, -1)
    panel.goto("about:blank")
    panel.context.clear_cookies()


def open_kiosk(page, program, token):
    page.goto(f"{program.url}/kiosk?token={token}")
    page.locator(".tile.ask").wait_for()
