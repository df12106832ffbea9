"""What a live screen gets, on every runtime."""

import socket as plain_sockets

import pytest

from tests.journeys.wire import Client
from tests.waiting import wait_until


@pytest.fixture
def office(standing):
    """A caller that may do everything."""
    client = Client(standing.port, standing.tokens["api"])
    yield client
    client.close()


def issue(office, service="TP"):
    return office.done("/api/tickets", {"service": service})["ticket"]


def waiting(view):
    return sum(row["count"] for row in view["waiting"])


def test_a_client_gets_the_whole_view_on_connect_and_after_every_change(standing, office, connect):
    board = connect(standing, "/display", token=standing.tokens["display"])
    first = board.view()
    assert first["counters"]
    assert first["calls"] == []
    issue(office)
    later = board.view(first["seq"] + 1)
    assert waiting(later) == waiting(first) + 1


def test_a_client_that_does_not_answer_gets_no_second_view_until_it_does(standing, office, connect):
    mute = connect(standing, "/display", token=standing.tokens["display"], answers=False)
    witness = connect(standing, "/display", token=standing.tokens["display"])
    first = mute.view()
    for _ in range(3):
        issue(office)
    newest = office.get("/healthz").json["seq"]
    witness.view(newest)
    assert mute.views == [first]
    mute.seen(first["seq"])
    assert mute.view(first["seq"] + 1)["seq"] == newest
    assert len(mute.views) == 2


def test_a_client_that_never_answers_is_cut_and_the_others_stay(standing, office, connect):
    mute = connect(standing, "/display", token=standing.tokens["display"], answers=False)
    board = connect(standing, "/display", token=standing.tokens["display"])
    mute.view()
    mute.hung_up()
    ticket = issue(office)
    assert ticket["state"] == "waiting"
    board.view(office.get("/healthz").json["seq"])
    assert board.hangups == []


def test_every_client_reaches_the_newest_number_even_if_nothing_else_differs(
    standing, office, connect
):
    here = connect(standing, "/counters", "counter=07", token=standing.tokens["api"])
    here.view()
    elsewhere = connect(standing, "/counters", "counter=01", token=standing.tokens["api"])
    elsewhere.view()
    office.done("/api/counters/07/open")
    office.done("/api/counters/07/pause")
    newest = office.get("/healthz").json["seq"]
    assert here.view(newest)["counter"]["state"] == "paused"
    assert elsewhere.view(newest)["counter"]["id"] == "01"


def test_who_says_to_have_seen_what_was_not_sent_yet_is_not_believed(standing_plain, connect):
    office = Client(standing_plain.port, standing_plain.tokens["api"])
    liar = connect(
        standing_plain, "/display", token=standing_plain.tokens["display"], answers=False
    )
    liar.seen(liar.view()["seq"] + 1)
    issue(office)
    liar.hung_up()
    assert len(liar.views) == 1
    office.close()


def test_the_beat_gives_the_number_and_the_time(standing, connect):
    board = connect(standing, "/display", token=standing.tokens["display"])
    beat = wait_until("a beat", lambda: board.beats)[0]
    # What earlier tests have asked for may still change the hall: the view of that number comes
    wait_until("its view", lambda: any(view["seq"] == beat["seq"] for view in board.views))
    assert beat["at"].endswith("Z")


@pytest.mark.parametrize(
    ("namespace", "query", "token", "code"),
    [
        ("/display", "", None, "not_signed_in"),
        ("/display", "", "nothing", "not_signed_in"),
        ("/counters", "counter=07", "kiosk", "not_allowed"),
        ("/counters", "counter=nowhere", "api", "unknown_counter"),
        ("/display", "zone=nowhere", "display", "unknown_zone"),
    ],
)
def test_a_socket_that_may_not_listen_is_told_why(standing, connect, namespace, query, token, code):
    given = standing.tokens.get(token, token)
    assert connect(standing, namespace, query, token=given).refused() == code


def test_a_page_of_another_site_cannot_listen_with_our_visitors_cookie(
    standing, browser_of, connect
):
    board = browser_of(standing)
    board.open(f"/display?token={standing.tokens['display']}")
    cookie = {"Cookie": f"xinmoi={board.cookie}"}
    assert connect(standing, "/display", headers=cookie).view()
    with pytest.raises(Exception, match=r"(?i)connection|400"):
        connect(standing, "/display", headers={**cookie, "Origin": "https://elsewhere.example"})


def test_odd_answers_and_unknown_events_change_nothing(standing, office, connect):
    board = connect(standing, "/display", token=standing.tokens["display"])
    seq = board.view()["seq"]
    for odd in (None, "x", [], {}, {"seq": "1"}, {"seq": True}, {"seq": -1}, {"seq": 10**30}):
        board.client.emit("seen", odd, "/display")
    board.client.emit("seen", ({"seq": seq}, 2, 3), "/display")
    board.client.emit("beat", {"seq": 10**9}, "/display")
    board.client.emit("disconnect", "x", "/display")
    board.client.emit("connect", {"seq": 1}, "/display")
    issue(office)
    assert board.view(seq + 1)
    assert board.hangups == []


FRAMES = [
    b"\x81\x85\0\0\0\0hello",
    b"\x81\x82\0\0\0\0" + b"4\xff",
    b"\x82\x84\0\0\0\0\0\1\2\3",
    b"\xff\xff" + b"\xff" * 20,
    b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0",
    b"\x81\x05hello",
    b"GET / HTTP/1.1\r\n\r\n",
    b"\x81\xa0\0\0\0\0" + b'42/display,["seen",{"seq":1}]' + b"   ",
    b"\x81\x92\0\0\0\0" + b'451-/display,["x",' + b"",
]


@pytest.mark.parametrize("frame", FRAMES, ids=range(len(FRAMES)))
def test_a_broken_frame_hurts_its_sender_alone(standing, office, connect, frame):
    board = connect(standing, "/display", token=standing.tokens["display"])
    seq = board.view()["seq"]
    with plain_sockets.create_connection(("127.0.0.1", standing.port), timeout=40) as sender:
        sender.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        assert sender.recv(12) == b"HTTP/1.1 101"
        sender.sendall(frame)
        issue(office)
        assert board.view(seq + 1)
    assert board.hangups == []
