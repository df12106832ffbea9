"""Several processes serve one centre: the next request may come to any of them."""

import threading
from contextlib import contextmanager

import pytest
import requests
import socketio
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.centre import Centre
from tests.web.browser import Browser
from web.live.newcomers import Newcomers
from web.middleware import Middleware
from web.processes import Processes
from web.settings import NO_LIMITS

POLLING = "/socket.io/?EIO=4&transport=polling"


class Quiet(WSGIRequestHandler):
    """Says nothing of what it answers."""

    def log(self, *_):
        """See above."""


@contextmanager
def serve(folder, *, are_several):
    """Serve a centre's pages by one process, which may have fellows; yield its address."""
    with Centre(folder) as centre:
        site = centre.site()
        site.processes = Processes(are_several=lambda: are_several)
        newcomers = Newcomers(
            site.sockets, lambda: NO_LIMITS, site.background, site.processes.are_several
        )
        app = Middleware(site.app, admit=newcomers.admit)
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            site.background.stop()
            server.shutdown()
            thread.join()
            server.server_close()


@pytest.fixture
def several(tmp_path):
    """The address of a process that has fellows."""
    with serve(tmp_path, are_several=True) as url:
        yield url


@pytest.fixture
def alone(tmp_path):
    """The address of a process that serves alone."""
    with serve(tmp_path, are_several=False) as url:
        yield url


def test_who_begins_with_polls_is_told_at_once_what_to_do(several):
    refused = requests.get(several + POLLING, timeout=60)
    assert (refused.status_code, refused.json()["error"]) == (400, "websocket_only")
    assert "WebSocket" in refused.json()["message"]
    posted = requests.post(several + POLLING, data=b"40", timeout=60)
    assert posted.json()["error"] == "websocket_only"


def test_a_session_that_began_elsewhere_is_refused_and_not_waited_for(several):
    for transport in ("polling", "websocket"):
        at = f"{several}/socket.io/?EIO=4&transport={transport}&sid=of-another"
        assert requests.get(at, timeout=60).status_code == 400


def test_a_program_by_websocket_is_let_in_and_one_by_polls_hears_why_not(several):
    program = socketio.Client(reconnection=False)
    program.connect(several, transports=["websocket"], wait=False)
    assert program.transport() == "websocket"
    program.disconnect()
    with pytest.raises(socketio.exceptions.ConnectionError):
        socketio.Client(reconnection=False).connect(several, transports=["polling"])


def test_one_process_alone_takes_polls(alone):
    assert requests.get(alone + POLLING, timeout=60).status_code == 200


@pytest.mark.parametrize(("of", "only"), [("several", "true"), ("alone", "false")])
def test_a_page_is_told_whether_its_socket_may_poll(of, only, request):
    page = Browser(request.getfixturevalue(of)).open("/sign-in").text
    assert f'"websocket_only":{only}' in page
