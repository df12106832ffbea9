"""A running centre, and a ticket to follow."""

import pytest

from tests.api import Api
from tests.kiosk.catalogue import import_procedures
from tests.pages import context, kept_contexts  # noqa: F401 - fixtures
from tests.program import at_any_hour, server_in, serving

SERVICE, COUNTER = "NgV", "27"


@pytest.fixture(scope="session")
def program(furnished, tmp_path_factory):
    server = server_in(tmp_path_factory.mktemp("phone"), at_any_hour, furnished=furnished)
    import_procedures(server)
    with serving(server):
        yield server


@pytest.fixture(scope="session")
def api(program):
    return Api(program.url, program.tokens["api"])


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}}


@pytest.fixture
def ticket(api):
    """A fresh ticket; whoever was at its counter is finished first."""
    for ticket in api.get(f"/api/counters/{COUNTER}").json()["waiting"]:
        api.post(f"/api/tickets/{ticket['id']}/cancel")
    api.post(f"/api/counters/{COUNTER}/finish")
    api.post(f"/api/counters/{COUNTER}/open")
    return api.post("/api/tickets", {"service": SERVICE}).json()
