"""What a connection leaves behind: nothing for the collector."""

import json
import subprocess
import sys

import pytest

from tests.program import ROOT
from tests.waiting import LONG_S
from web.runtime import MODES

SERVER = """
import gc, json, os, socket, sys
from contextlib import contextmanager
from web import runtime
runtime.patch(sys.argv[1])
from time import sleep
from web import http_servers
http_servers.TIMEOUT_S = http_servers.KEEP_ALIVE_S = 0.2
from web.connections import Connections
from web.settings import NO_LIMITS

def app(environ, start):
    start("200 OK", [("Content-Length", "1")])
    return [b"x"]

listener, chosen = runtime.listen("127.0.0.1", 0), runtime.runtime(sys.argv[1])
connections, here = Connections(lambda: NO_LIMITS, None), []

@contextmanager
def enter(made, address):
    here.append(address)
    try:
        with connections.enter(made, address) as entered:
            yield entered
    finally:
        here.pop()

chosen.spawn(chosen.serve, app, listener, enter, lambda sent: False)

def come_and_go(said, leaves):
    lines = [socket.create_connection(listener.getsockname()) for _ in range(50)]
    for line in lines:
        line.sendall(said)
        sleep(0.01)
    for line in lines:
        while not leaves and line.recv(4096):
            pass
        line.close()
    del line, lines
    # What they ran in ends just after them
    sleep(0.5)
    while here:
        sleep(0.5)

for crowd in sys.argv[2:]:
    said, leaves = json.loads(crowd)
    gc.enable()
    come_and_go(said.encode(), leaves)
    gc.collect()
    gc.disable()
    come_and_go(said.encode(), leaves)
    print(gc.collect(), flush=True)
os._exit(0)
"""
WHOLE, HALF = "GET / HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n", "GET / HTTP/1.1\r\nX-A: "
CROWDS = (WHOLE, False), (HALF, False), (HALF, True)
"""What each of a crowd says, and whether it leaves without waiting for the answer."""


@pytest.mark.parametrize("mode", MODES)
def test_a_connection_leaves_nothing_for_the_collector(mode):
    """It comes every ten minutes; a crowd with half heads would fill 20 MB a minute until then."""
    ran = subprocess.run(
        [sys.executable, "-c", SERVER, mode, *map(json.dumps, CROWDS)],
        cwd=ROOT, capture_output=True, text=True, timeout=LONG_S, check=True,
    )  # fmt: skip
    left = dict(zip(CROWDS, map(int, ran.stdout.split()), strict=True))
    assert {crowd: found for crowd, found in left.items() if found >= 50} == {}
