"""What the journeys share: servers in each async mode, in which nobody has to wait long."""

from functools import partial

import pytest

from tests.journeys.wire import Client
from tests.program import MODES, in_a_hurry, server_in, serving

in_the_default_mode = pytest.mark.parametrize("mode", MODES[:1])
"""For a test whose fault comes before or beside the serving: one mode says it all."""


@pytest.fixture(params=MODES)
def mode(request):
    """Each async mode in turn."""
    return request.param


@pytest.fixture
def new_server(new_server):
    """Make servers whose centre is in a hurry."""
    return partial(new_server, in_a_hurry)


@pytest.fixture
def server(new_server, mode):
    """A running server in each async mode; whatever a test does to it, it fails without a trace."""
    running = new_server(mode=mode).start()
    yield running
    running.kill()
    assert not running.traces(), running.traces()


@pytest.fixture(scope="module", params=MODES)
def standing(request, furnished, tmp_path_factory):
    """One server for all tests of a module that leave it standing, in each async mode in turn."""
    folder = tmp_path_factory.mktemp("standing")
    with serving(server_in(folder, in_a_hurry, furnished=furnished, mode=request.param)) as running:
        yield running
        assert running.answers()


@pytest.fixture
def office(server):
    """A caller that may do everything."""
    client = Client(server.port, server.tokens["api"])
    yield client
    client.close()
