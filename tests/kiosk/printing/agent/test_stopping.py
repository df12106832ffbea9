"""A print agent that is told to end: the real program, before servers that answer or do not."""

import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from time import monotonic

import pytest
import requests

from tests.program import LONG_S, ROOT, server_in, serving
from tests.waiting import wait_until

AT_ONCE_S = 3.0
"""A second is promised; a busy computer takes longer. A request is given up after 5."""
told = pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])


@contextmanager
def running(*command):
    process = subprocess.Popen(
        [sys.executable, "server.py", "print-agent", *command],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait(LONG_S)


def end(process, signal_):
    """Tell it to end; it does so at once, well, and without a trace."""
    began = monotonic()
    process.send_signal(signal_)
    said = process.communicate(timeout=LONG_S)[0]
    assert (process.returncode, "Traceback" in said) == (0, False), said
    assert monotonic() - began < AT_ONCE_S


@told
def test_it_ends_while_a_server_owes_it_a_code(signal_, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(LONG_S)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with running("--pair", address, "--data", tmp_path) as process, silent.accept()[0] as line:
            assert line.recv(100).startswith(b"POST /api/pairings ")
            end(process, signal_)


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory):
    with serving(server_in(tmp_path_factory.mktemp("stopping"), furnished=furnished)) as one:
        yield one


@told
def test_it_ends_while_it_follows_a_server(signal_, server):
    def is_followed():
        figures = requests.get(f"{server.url}/metrics", timeout=LONG_S).text
        return float(re.search(r"^xinmoi_sockets (\S+)$", figures, re.MULTILINE)[1]) == 1

    with running("--server", server.url, "--token", server.tokens["printer"]) as process:
        wait_until("it follows", is_followed)
        end(process, signal_)
    wait_until("it is gone", lambda: not is_followed())
