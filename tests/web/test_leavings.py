"""What a connection leaves behind, in the runtime that is shipped: nothing for the collector."""

import subprocess
import sys

import pytest

from tests.program import ROOT
from tests.waiting import LONG_S

SERVER = """
import gc, os, socket, sys, warnings
warnings.filterwarnings("ignore")
import eventlet
eventlet.monkey_patch()
from contextlib import nullcontext
from web import http_servers
http_servers.TIMEOUT_S = http_servers.KEEP_ALIVE_S = 0.2

def app(environ, start):
    start("200 OK", [("Content-Length", "1")])
    return [b"x"]

listener = eventlet.listen(("127.0.0.1", 0))
eventlet.spawn(http_servers.serve_eventlet, app, listener, lambda *_: nullcontext())

def come_and_go(said, leaves):
    for _ in range(50):
        line = socket.create_connection(listener.getsockname())
        line.sendall(said)
        if not leaves:
            while line.recv(4096):
                pass
        line.close()
        eventlet.sleep(0.01)

said, leaves = sys.argv[1].encode().decode("unicode_escape").encode(), sys.argv[2] == "leaves"
come_and_go(said, leaves)
eventlet.sleep(0.5)
gc.collect()
gc.disable()
come_and_go(said, leaves)
eventlet.sleep(0.5)
print(gc.collect(), flush=True)
os._exit(0)
"""
WHOLE, HALF = (
    r"GET / HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n",
    r"GET / HTTP/1.1\r\nX-A: ",
)


@pytest.mark.parametrize(("said", "ends"), [(WHOLE, "waits"), (HALF, "waits"), (HALF, "leaves")])
def test_a_connection_leaves_nothing_for_the_collector(said, ends):
    """It comes every ten minutes; a crowd with half heads would fill 20 MB a minute until then."""
    ran = subprocess.run(
        [sys.executable, "-c", SERVER, said, ends],
        cwd=ROOT, capture_output=True, text=True, timeout=LONG_S, check=True,
    )  # fmt: skip
    assert int(ran.stdout) < 50
