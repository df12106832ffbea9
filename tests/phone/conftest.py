"""A running centre, and a ticket to follow."""

import pytest

from tests.kiosk.program import Program, import_procedures

SERVICE, COUNTER = "NgV", "27"
# A phone answers each view after some seconds, by chance, and gets the next one then.
ANSWERING_AT_ONCE = "Math.random = () => 0"


@pytest.fixture(scope="session")
def program(tmp_path_factory):
    program = Program(tmp_path_factory.mktemp("phone"))
    import_procedures(program)
    program.start()
    yield program
    program.stop()


@pytest.fixture(scope="session")
def api(program):
    return program.api(program.token("api"))


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}}


@pytest.fixture
def context(context):
    """What nothing here depends on is not waited for."""
    context.add_init_script(ANSWERING_AT_ONCE)
    return context


@pytest.fixture
def ticket(api):
    """A fresh ticket; whoever was at its counter is finished first."""
    for ticket in api.get(f"/api/counters/{COUNTER}").json()["waiting"]:
        api.post(f"/api/tickets/{ticket['id']}/cancel")
    api.post(f"/api/counters/{COUNTER}/finish")
    api.post(f"/api/counters/{COUNTER}/open")
    return api.post("/api/tickets", {"service": SERVICE}).json()
