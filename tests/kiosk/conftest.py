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


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1080, "height": 1920}}


@pytest.fixture
def kiosk(page, program, kiosk_token):
    """The kiosk's page at home, on a portrait panel."""
    open_kiosk(page, program, kiosk_token)
    return page


def open_kiosk(page, program, token):
    page.goto(f"{program.url}/kiosk?token={token}")
    page.locator(".tile.ask").wait_for()
