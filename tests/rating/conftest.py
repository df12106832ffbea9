"""A running centre with a tablet on its counter."""

import pytest

from tests.kiosk.program import Program

SERVICE, COUNTER = "NgV", "27"


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    program = Program(tmp_path_factory.mktemp("rating")).start()
    yield program
    program.stop()


@pytest.fixture(scope="session")
def api(program):
    return program.api(program.token("api"))


@pytest.fixture(scope="session")
def tablet_token(program):
    return program.token("counter", counter=COUNTER)


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1024, "height": 768}}


@pytest.fixture
def tablet(page, program, tablet_token):
    page.goto(f"{program.url}/rate?counter={COUNTER}&token={tablet_token}")
    return page


@pytest.fixture
def served(api):
    """Serve somebody at the counter; returns how, to be called."""

    def serve():
        api.post(f"/api/counters/{COUNTER}/open")
        ticket = api.post("/api/tickets", {"service": SERVICE}).json()["ticket"]
        assert api.post(f"/api/counters/{COUNTER}/call-next").status_code == 200
        assert api.post(f"/api/counters/{COUNTER}/finish").status_code == 200
        return ticket

    return serve
