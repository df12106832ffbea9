"""A running centre with a kiosk in the browser."""

import pytest

from tests.kiosk.program import Program, import_procedures


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    program = Program(tmp_path_factory.mktemp("kiosk"))
    import_procedures(program)
    program.start()
    yield program
    program.stop()


@pytest.fixture
def another(tmp_path):
    """Start further programs with their own configuration; they stop with the test."""
    started = []

    def start(**replaced):
        program = Program(tmp_path / f"centre-{len(started)}", **replaced)
        import_procedures(program)
        started.append(program)
        return program.start()

    yield start
    for program in started:
        program.stop()


@pytest.fixture(scope="session")
def kiosk_token(program):
    return program.token("kiosk", kiosk="K1")


@pytest.fixture(scope="session")
def api(program):
    return program.api(program.token("api"))


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1080, "height": 1920}}


@pytest.fixture(scope="session")
def panel(browser, browser_context_args):
    """A page on a portrait panel; opening one for every test costs more than most tests."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


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
