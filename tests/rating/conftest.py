"""A running centre with a tablet on its counter."""

import pytest

from tests.api import Api
from tests.pages import context, kept_contexts  # noqa: F401 - fixtures
from tests.program import server_in, serving

SERVICE, COUNTER = "NgV", "27"


@pytest.fixture(scope="session")
def program(furnished, tmp_path_factory):
    with serving(server_in(tmp_path_factory.mktemp("rating"), furnished=furnished)) as server:
        yield server


@pytest.fixture(scope="session")
def api(program):
    return Api(program.url, program.tokens["api"])


@pytest.fixture(scope="session")
def tablet_token(program):
    return program.token("counter", counter=COUNTER)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """The size of a tablet."""
    return browser_context_args | {"viewport": {"width": 1024, "height": 768}}


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
