"""What the journeys share: a furnished data folder, and servers that end with their test."""

import shutil
from contextlib import contextmanager

import pytest

from storage.accounts import Accounts
from storage.database import open_database
from tests.journeys.program import MODES, Server, configuration
from tests.journeys.wire import Client

PASSWORD = "một mật khẩu dài"
DEVICES = ("api", "kiosk", "display", "counter", "printer")
PEOPLE = {
    "lan": "officer", "minh": "officer", "huong": "guide", "dung": "department-head",
    "giang": "director", "kiem": "auditor", "quan": "admin",
}  # fmt: skip


@pytest.fixture(scope="session")
def furnished(tmp_path_factory):
    """A data folder with a token of each role and a person of each role, to be copied."""
    folder = tmp_path_factory.mktemp("furnished")
    database = open_database(folder)
    accounts = Accounts(database)
    tokens = {role: accounts.create_token(role, f"test {role}") for role in DEVICES}
    tokens["kiosk K2"] = accounts.create_token("kiosk", "second kiosk", kiosk="K2")
    tokens["counter 07"] = accounts.create_token("counter", "desk of 07", counter="07")
    for name, role in PEOPLE.items():
        accounts.create_person(name, role, PASSWORD, "GTVT")
    database.close()
    return folder, tokens


in_the_default_mode = pytest.mark.parametrize("mode", MODES[:1])
"""For a test whose fault comes before or beside the serving: one mode says it all."""


@pytest.fixture(params=MODES)
def mode(request):
    """Each async mode in turn."""
    return request.param


@pytest.fixture
def new_server(furnished, tmp_path):
    """Make servers, each on furnished data of its own; all of them end with the test."""
    folder, tokens = furnished
    servers = []

    def make(mode="eventlet", change=lambda _: None):
        number = len(servers)
        data = tmp_path / f"data-{number}"
        shutil.copytree(folder, data)
        config = configuration(tmp_path / f"config-{number}.yaml", mode, change)
        servers.append(Server(data, config, tokens))
        return servers[-1]

    yield make
    for server in servers:
        server.kill()


@pytest.fixture
def server(new_server, mode):
    """A running server in each async mode; whatever a test does to it, it fails without a trace."""
    running = new_server(mode).start()
    yield running
    running.kill()
    assert not running.traces(), running.traces()


@pytest.fixture(scope="module", params=MODES)
def standing(request, furnished, tmp_path_factory):
    """One server for all tests of a module that leave it standing, in each async mode in turn."""
    with left_standing(furnished, tmp_path_factory.mktemp("standing"), request.param) as running:
        yield running


@contextmanager
def left_standing(furnished, place, mode):
    """Start a server in the empty folder `place`; in the end it is well and leaves no trace."""
    folder, tokens = furnished
    data = place / "data"
    shutil.copytree(folder, data)
    config = configuration(place / "config.yaml", mode)
    running = Server(data, config, tokens).start()
    yield running
    assert running.answers()
    assert running.stop() == 0
    assert not running.traces(), running.traces()


@pytest.fixture
def office(server):
    """A caller that may do everything."""
    client = Client(server.port, server.tokens["api"])
    yield client
    client.close()
