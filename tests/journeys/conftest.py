"""What the journeys share: servers in each async mode, in which nobody has to wait long."""

import subprocess

import pytest

from tests.journeys.wire import Client
from tests.program import ENGINES, MODES, in_a_hurry, server_in, serving

NAME = "so.example"
"""By which the centre is reached from outside, in the files of deploy/."""
in_the_default_mode = pytest.mark.parametrize("mode", MODES[:1])
"""For a test whose fault comes before or beside the serving: one mode says it all."""


@pytest.fixture(params=MODES)
def mode(request):
    """Each async mode in turn."""
    return request.param


@pytest.fixture
def sqlite_alone():
    """Asked for by a test that is about the file of SQLite."""


on_sqlite = pytest.mark.usefixtures("sqlite_alone")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate of the centre's name and of this computer, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    files = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME},IP:127.0.0.1",
         "-out", files[0], "-keyout", files[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return files


@pytest.fixture
def new_server(request, new_server, engine_of):
    """Make servers whose centre is in a hurry, on either engine."""
    bound = "sqlite_alone" in request.fixturenames

    def make(*changes, **options):
        on = ENGINES[0] if bound else engine_of(options.get("mode"))
        return new_server(in_a_hurry, *changes, on=on, **options)

    return make


@pytest.fixture
def server(new_server, mode):
    """A running server in each async mode; whatever a test does to it, it fails without a trace."""
    running = new_server(mode=mode).start()
    yield running
    running.kill()
    assert not running.traces(), running.traces()


@pytest.fixture(scope="module", params=MODES)
def standing(request, furnished, tmp_path_factory, engine_of, new_database):
    """One server for all tests of a module that leave it standing, in each async mode in turn."""
    folder, mode = tmp_path_factory.mktemp("standing"), request.param
    url = new_database() if engine_of(mode) == "postgres" else None
    prepared = server_in(folder, in_a_hurry, furnished=furnished, mode=mode, url=url)
    with serving(prepared) as running:
        yield running
        assert running.answers()


@pytest.fixture(scope="module")
def standing_plain(furnished, tmp_path_factory):
    """The same in the default mode, for what is decided beside all that is green."""
    prepared = server_in(tmp_path_factory.mktemp("plain"), in_a_hurry, furnished=furnished)
    with serving(prepared) as running:
        yield running
        assert running.answers()


@pytest.fixture
def office(server):
    """A caller that may do everything."""
    client = Client(server.port, server.tokens["api"])
    yield client
    client.close()
