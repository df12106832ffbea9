"""The runtime of a server: what is asked for is there, and says nothing of itself."""

import socket
import subprocess
import sys

from tests.program import ROOT
from tests.waiting import LONG_S
from web.runtime import listen


def test_eventlet_comes_without_its_warning_though_nothing_was_made_green():
    command = "from web.runtime import runtime; print(runtime('eventlet').mode)"
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", command],
        cwd=ROOT, capture_output=True, text=True, timeout=LONG_S, check=True,
    )  # fmt: skip
    assert done.stdout == "eventlet\n"
    assert "deprecated" not in done.stderr


def test_who_has_walked_out_of_the_network_is_given_up_within_a_minute():
    with (
        listen("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as accepted,
    ):
        given_up_ms = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert 0 < given_up_ms <= 60_000
