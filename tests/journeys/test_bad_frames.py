"""Broken frames and strangers on the sockets: turned away, and every other screen stays live."""

import json
import os

import pytest
import websocket

from tests.journeys.live import Follower
from tests.journeys.wire import Client
from tests.waiting import LONG_S


@pytest.fixture
def office(standing):
    client = Client(standing.port, standing.tokens["api"])
    yield client
    client.close()


def opened(server):
    """A bare WebSocket that has joined the displays."""
    line = websocket.create_connection(
        f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket", timeout=LONG_S
    )
    assert line.recv().startswith("0")
    line.send("40/display," + json.dumps({"token": server.tokens["display"]}))
    while not line.recv().startswith('42/display,["view"'):
        pass
    return line


BROKEN = {
    "words": "hello",
    "nothing": "",
    "an unknown kind": "9",
    "half a packet": "4",
    "an event of nothing": "42",
    "an event cut short": '42/display,["seen"',
    "an event that is no list": '42/display,{"seen": 1}',
    "an empty event": "42/display,[]",
    "an event without a name": "42/display,[null]",
    "an event with a number for a name": "42/display,[7]",
    "an unknown event": '42/display,["dance",{"slowly":true}]',
    "a reserved event": '42/display,["connect",{}]',
    "another reserved event": '42/display,["disconnect"]',
    "seen without a number": '42/display,["seen"]',
    "seen with a word": '42/display,["seen",{"seq":"many"}]',
    "seen with too much": '42/display,["seen",{"seq":1},2,3,4]',
    "seen with infinity": '42/display,["seen",{"seq":1e999}]',
    "seen with a huge number": '42/display,["seen",{"seq":%s}]' % ("9" * 5000),
    "seen from the future": '42/display,["seen",{"seq":999999999}]',
    "an event elsewhere": '42/counters,["seen",{"seq":1}]',
    "an event nowhere": '42/nowhere,["seen",{"seq":1}]',
    "an unknown namespace": "40/nowhere,",
    "joining twice": '40/display,{"token":"x"}',
    "a credential that is none": '40/counters,"token"',
    "a credential that is a list": '40/counters,{"token":["x"]}',
    "leaving a namespace never joined": "41/counters,",
    "an answer nobody asked for": '43/display,17["x"]',
    "an answer without a number": "43/display,[]",
    "attachments that never come": '451-/display,["seen",{"_placeholder":true,"num":0}]',
    "very many attachments": '4599999999-/display,["seen",{"_placeholder":true,"num":0}]',
    "very deep": "42/display," + "[" * 8000,
    "a very long name": "42/display," + '["' + "x" * 15000 + '"]',
    "too long": "4" + "x" * 100_000,
    "much too long": "4" + "x" * 3_000_000,
    "an upgrade in mid-socket": "5",
    "a probe in mid-socket": "2probe",
    "a second greeting": "0{}",
}


@pytest.mark.parametrize("frame", BROKEN.values(), ids=BROKEN)
def test_a_broken_frame_harms_its_sender_alone(standing, office, frame):
    with Follower(
        standing, "/display", {"token": standing.tokens["display"]}, zone="tret"
    ) as board:
        line = opened(standing)
        try:
            line.send(frame)
            line.send(frame)
        except (OSError, websocket.WebSocketException):
            pass  # already turned away
        answer = office.done("/api/tickets", {"service": "XD"})
        seq = office.get("/healthz").json["seq"]
        assert board.view_at(seq)["waiting"][0]["count"] >= 1
        assert answer["ticket"]["state"] == "waiting"
        line.close(timeout=0)
    assert standing.traces() == ""


@pytest.mark.parametrize("length", [1, 2, 7, 200, 5000])
def test_bytes_that_are_no_frames_harm_their_sender_alone(standing, office, length):
    line = opened(standing)
    try:
        line.sock.sendall(os.urandom(length))
        line.send_binary(os.urandom(length))
    except (OSError, websocket.WebSocketException):
        pass
    assert office.post("/api/tickets", {"service": "XD"}).status == 201
    line.sock.close()
    assert standing.traces() == ""


@pytest.mark.parametrize(
    ("namespace", "role", "query", "code"),
    [
        ("/display", None, {}, "not_signed_in"),
        ("/display", "a lie", {}, "not_signed_in"),
        ("/display", "kiosk", {}, "not_allowed"),
        ("/display", "display", {"zone": "moon"}, "unknown_zone"),
        ("/kiosk", "display", {}, "not_allowed"),
        ("/counters", "display", {"counter": "07"}, "not_allowed"),
        ("/counters", "counter 07", {"counter": "08"}, "not_allowed"),
        ("/counters", "api", {"counter": "99"}, "unknown_counter"),
        ("/reports", "counter", {}, "not_allowed"),
    ],
)
def test_strangers_are_told_why_they_are_not_let_in(standing, namespace, role, query, code):
    auth = None if role is None else {"token": standing.tokens.get(role, role)}
    with Follower(standing, namespace, auth, **query) as stranger:
        assert stranger.refusal == {"message": code}
        assert stranger.views == []


def test_every_namespace_sends_its_whole_view(standing, office):
    auth = {"token": standing.tokens["api"]}
    for namespace, query in {
        "/display": {"zone": "tret"}, "/counters": {"counter": "07"}, "/kiosk": {},
        "/reports": {},
    }.items():  # fmt: skip
        with Follower(standing, namespace, auth, **query) as screen:
            screen.view_at(office.get("/healthz").json["seq"])
