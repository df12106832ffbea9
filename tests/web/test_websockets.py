"""What a WebSocket's client may do to the server: little, on every runtime."""

import json
import os
import select
import socket
from pathlib import Path

import pytest
import websocket

from tests.journeys.wire import Client
from tests.waiting import LONG_S, wait_until

HELLO = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hall\r\n"
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
TEXT, MORE, PING, FINAL = 1, 0, 9, 0x80


@pytest.fixture
def line(standing):
    """A connection that has become a WebSocket."""
    with socket.create_connection(("127.0.0.1", standing.port), timeout=LONG_S) as made:
        made.sendall(HELLO)
        assert b"101 " in made.recv(4096)
        yield made


def frame(kind, size):
    mask = os.urandom(4)
    return bytes([kind, 0xFE]) + size.to_bytes(2, "big") + mask + bytes(size)


def is_cut(line):
    """Read until the server has hung up."""
    try:
        while line.recv(65536):
            pass
    except ConnectionError:
        return True
    return True


def send_all(line, frames):
    try:
        for each in frames:
            line.sendall(each)
    except ConnectionError:
        return


def memory_kb(server):
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if "VmRSS" in line))


def test_a_message_without_end_is_refused_and_costs_no_memory(standing, line):
    before = memory_kb(standing)
    send_all(line, [frame(TEXT, 16_000)] + [frame(MORE, 16_000)] * 4000)
    assert is_cut(line)
    assert memory_kb(standing) - before < 16_000
    assert standing.traces() == ""


def test_a_message_in_one_frame_that_is_too_large_is_refused(standing, line):
    send_all(line, [frame(TEXT | FINAL, 60_000)] * 2)
    assert is_cut(line)
    assert standing.traces() == ""


def test_who_says_nothing_is_cut(standing, line):
    assert is_cut(line)
    wait_until("no socket is left", standing.answers)
    assert standing.traces() == ""


def test_who_reads_slowly_gets_every_view_whole_and_then_the_newest(standing):
    office = Client(standing.port, standing.tokens["api"])
    slow = websocket.create_connection(
        f"ws://127.0.0.1:{standing.port}/socket.io/?EIO=4&transport=websocket",
        timeout=LONG_S,
        sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)],
    )
    newest = {"/display": -1, "/kiosk": -1, "/guide": -1}

    def issue():
        office.done("/api/tickets", {"service": "TP"})
        return office.get("/healthz").json["seq"]

    def read_until(seq):
        """Answer the views of each screen until all have one of this number or later."""
        while min(newest.values()) < seq:
            kind, _, content = slow.recv().partition(",")
            event, view = json.loads(content) if kind.startswith("42") else ("", {})
            if event == "view":
                newest[kind[2:]] = view["seq"]
                slow.send(f'{kind},["seen",{{"seq":{view["seq"]}}}]')

    try:
        for screen in newest:
            slow.send(f"40{screen},{json.dumps({'token': standing.tokens['api']})}")
        read_until(0)
        for _ in range(3):
            # More than the system keeps for this client: the rest waits in the server
            issue()
            wait_until("there is something to read", lambda: select.select([slow], [], [], 0)[0])
            read_until(issue())
    finally:
        slow.close()
        office.close()
    assert standing.traces() == ""
