"""Floods, with small numbers: the officer's call is answered, memory stays, the server is there."""

import json
import re
import signal
import socket
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event

import pytest
import requests

from tests.corpora.frames import make_text_frame
from tests.journeys.wire import Client
from tests.program import MODES, in_a_hurry, server_in, serving
from tests.waiting import LONG_S, wait_until

GROWTH_KB = 20_000
HANGS_UP_S = 8.0
"""Less than the server waits for a request that has begun."""
STOOD_STILL_S = 4.0
"""Longer than somebody may follow nothing here."""
UNJOINED, OF_ONE_TICKET, OF_ONE_DEVICE, UNREAD = 8, 2, 3, 6
HELLO = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: hall\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
POLL = "GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: hall\r\n\r\n"


def tight(settings):
    settings["limits"].update(
        unjoined_per_address=UNJOINED,
        unjoined_s=2,
        streams_per_ticket=OF_ONE_TICKET,
        sockets_per_caller=OF_ONE_DEVICE,
        unread_messages=UNREAD,
    )


@pytest.fixture(scope="module", params=MODES)
def hall(request, furnished, tmp_path_factory):
    """A server with tight limits in each async mode, for all tests that leave it standing."""
    folder = tmp_path_factory.mktemp("floods")
    server = server_in(folder, in_a_hurry, tight, furnished=furnished, mode=request.param)
    server.mode = request.param
    with serving(server) as running:
        yield running


@pytest.fixture(autouse=True)
def officer(hall):
    """Somebody at a counter, before, during and after the flood; and the memory meanwhile."""
    client = Client(hall.port, hall.tokens["api"])
    client.post("/api/counters/01/open")
    before = memory_kb(hall)
    yield client
    assert client.post("/api/counters/01/call-next").status in (200, 409)
    client.close()
    assert memory_kb(hall) - before < GROWTH_KB
    assert hall.traces() == ""


class Polled:
    """A screen without a WebSocket, which asks for what is there for it when it likes."""

    def __init__(self, client, namespace, token):
        self._client, self._namespace = client, namespace
        self._at = "/socket.io/?EIO=4&transport=polling"
        begun = client.get(self._at).text
        self._at += "&sid=" + json.loads(begun[1:])["sid"]
        self._post(json.dumps({"token": token}), "40")

    def _post(self, content, kind):
        said = f"{kind}{self._namespace},{content}".encode()
        return self._client.ask("POST", self._at, said).status

    def say_seen(self, seq):
        """Say to have seen the view of this number; return the status of the answer."""
        return self._post(json.dumps(["seen", {"seq": seq}]), "42")

    def fetch_view(self):
        """Return the first view that comes."""
        while True:
            for packet in self._client.get(self._at).text.decode().split("\x1e"):
                if packet.startswith("42") and '["view"' in packet:
                    return json.loads(packet.partition(",")[2])[1]


@pytest.fixture
def crowd(hall):
    """Make connections that say something; all of them hang up with the test."""
    with ExitStack() as stack:

        def come(said):
            made = stack.enter_context(socket.create_connection(("127.0.0.1", hall.port), LONG_S))
            made.sendall(said.encode("latin-1") if isinstance(said, str) else said)
            return made

        yield come


@pytest.fixture
def welcomed(crowd):
    """Make a WebSocket, once there is room for one."""

    def come():
        made = crowd(HELLO)
        return made if status_of(made) == 101 else None

    return lambda: wait_until("there is room", come)


def memory_kb(server):
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if "VmRSS" in line))


def status_of(connection):
    return int(connection.recv(4096).split(b" ", 2)[1])


def find_session(connection):
    """Return the session that was begun here; None where there was no room."""
    found = re.search(rb'"sid":"([^"]+)"', connection.recv(4096))
    return found and found[1].decode()


def frame(text):
    """Return a client's frame, masked by zeros."""
    content = text.encode()
    assert len(content) < 126
    return bytes([0x81, 0x80 | len(content)]) + bytes(4) + content


def is_cut(connection):
    """Read until the server has hung up."""
    with suppress(ConnectionError):
        while connection.recv(65536):
            pass
    return True


@pytest.mark.parametrize(("hello", "taken"), [(HELLO, 101), (POLL, 200)])
def test_of_those_who_follow_nothing_there_are_few_and_not_for_long(crowd, officer, hello, taken):
    statuses = [status_of(crowd(hello)) for _ in range(UNJOINED + 4)]
    assert statuses.count(taken) <= UNJOINED
    assert set(statuses) == {taken, 503}
    assert officer.post("/api/counters/01/call-next").status in (200, 409)
    wait_until("there is room again", lambda: status_of(crowd(hello)) == taken)


def test_who_follows_nothing_is_cut_although_he_answers(welcomed):
    idle = welcomed()
    assert is_cut(idle)


def test_who_has_said_who_he_is_while_the_server_stood_still_is_let_in(welcomed, hall):
    screen = welcomed()
    hall.signal(signal.SIGSTOP)
    try:
        token = json.dumps({"token": hall.tokens["display"]})
        screen.sendall(make_text_frame(f"40/display,{token}"))
        Event().wait(STOOD_STILL_S)
    finally:
        hall.signal(signal.SIGCONT)
    told = b""
    while b'["view"' not in told:
        piece = screen.recv(65536)
        assert piece, told
        told += piece


@pytest.mark.parametrize("hello", [POLL, HELLO])
def test_a_session_waits_for_news_by_one_poll_and_one_websocket(crowd, officer, hello):
    def ask_five_times():
        began = find_session(crowd(POLL))
        asked = hello.replace(" HTTP/1.1", f"&sid={began} HTTP/1.1")
        answers = [each.recv(4096) for each in [crowd(asked) for _ in range(5)]]
        return sum(b"malformed" in answer for answer in answers) == 4

    wait_until("all but one are refused, while the session lasts", ask_five_times)
    assert officer.post("/api/counters/01/call-next").status in (200, 409)


def test_who_is_refused_and_goes_on_sending_is_let_go(crowd, officer):
    refused = [crowd(HELLO + frame("40/display,{}").decode("latin-1")) for _ in range(UNJOINED + 4)]
    refused = [each for each in refused if status_of(each) == 503]
    assert refused
    for each in refused:
        each.settimeout(HANGS_UP_S)
        assert is_cut(each)
    assert officer.post("/api/counters/01/call-next").status in (200, 409)


def test_who_sends_many_small_messages_is_cut(welcomed, officer):
    talker = welcomed()
    with suppress(ConnectionError):
        for _ in range(20):
            talker.sendall(frame("3") * 500)
    assert officer.post("/api/counters/01/call-next").status in (200, 409)
    assert is_cut(talker)


def test_a_screen_may_say_more_than_a_newcomer_and_not_without_end(crowd, hall, connect):
    screen = connect(hall, "/display", token=hall.tokens["display"])
    for _ in range(100):
        screen.seen(screen.view()["seq"])
    wait_until("a beat after all that", lambda: len(screen.beats) > 1)
    assert screen.hangups == []
    with suppress(Exception):
        for _ in range(3_000):
            screen.seen(0)
    assert screen.hung_up()


def test_a_device_has_so_many_sockets(hall, connect):
    boards = [connect(hall, "/display", token=hall.tokens["display"]) for _ in range(3)]
    for board in boards:
        board.view()
    one_more = connect(hall, "/display", token=hall.tokens["display"])
    assert one_more.refused() == "too_many"


def test_a_ticket_has_so_many_streams_and_can_be_asked_for_all_the_same(crowd, hall, officer):
    follow = officer.post("/api/tickets", {"service": "TP"}).json["follow_url"]
    asked = f"GET {follow}/stream HTTP/1.1\r\nHost: hall\r\n\r\n"
    if hall.mode == "threading":  # there phones ask again and again
        assert status_of(crowd(asked)) == 404
        return
    phones = [crowd(asked) for _ in range(OF_ONE_TICKET + 1)]
    assert [status_of(each) for each in phones] == [200] * OF_ONE_TICKET + [429]
    assert officer.get(f"{follow}/view").status == 200
    for phone in phones:
        phone.close()
    wait_until("there is room again", lambda: status_of(crowd(asked)) == 200)


def test_pages_that_nobody_reads_hold_up_no_officer(crowd, officer):
    for _ in range(60):
        crowd("GET /sign-in HTTP/1.1\r\nHost: hall\r\n\r\n" * 5)
    for _ in range(5):
        assert officer.post("/api/counters/01/call-next").status in (200, 409)


def test_heads_that_never_end_hold_up_no_officer(crowd, officer):
    for _ in range(300):
        crowd("GET / HTTP/1.1\r\nHost: hall\r\nX-A: ")
    for _ in range(5):
        assert officer.post("/api/counters/01/call-next").status in (200, 409)


def test_bodies_that_never_end_hold_up_no_officer(crowd, officer):
    head = "POST /sign-in HTTP/1.1\r\nHost: hall\r\nContent-Length: 65000\r\n\r\n"
    for _ in range(100):
        with suppress(ConnectionError):
            crowd(head + "a" * 64_000)
    for _ in range(5):
        assert officer.post("/api/counters/01/call-next").status in (200, 409)


def test_wrong_passwords_keep_no_memory(hall, officer):
    """Each hash takes 19 MB, in a thread of its own."""
    before = memory_kb(hall)
    stranger = requests.Session()
    for name in range(12):
        token = stranger.get(f"{hall.url}/sign-in").text.split('name="csrf-token" content="')[1]
        form = {"name": f"x{name}", "password": "no", "csrf_token": token.split('"')[0]}
        assert stranger.post(f"{hall.url}/sign-in", form).status_code == 401
    stranger.close()
    assert memory_kb(hall) - before < GROWTH_KB


def test_views_are_not_kept_for_who_says_to_have_seen_them_and_never_reads(welcomed, hall, officer):
    mute = welcomed()
    mute.sendall(frame("40/display," + json.dumps({"token": hall.tokens["display"]})))
    cheats = 0
    with suppress(ConnectionError):
        for _ in range(40):
            officer.post("/api/tickets", {"service": "TP"})
            seq = officer.get("/healthz").json["seq"]
            mute.sendall(frame(f'42/display,["seen",{{"seq":{seq}}}]'))
            cheats += 1
    assert cheats


def test_little_is_kept_for_a_screen_that_says_to_have_seen_it_and_fetches_nothing(
    hall, officer, connect
):
    board = connect(hall, "/display", token=hall.tokens["display"])
    mute = Polled(officer, "/display", hall.tokens["display"])
    seen = [mute.say_seen(mute.fetch_view()["seq"])]
    while seen[-1] == 200 and len(seen) < 3 * UNREAD:
        officer.post("/api/tickets", {"service": "TP"})
        view = board.view(officer.get("/healthz").json["seq"])
        seen.append(mute.say_seen(view["seq"]))
    assert seen[-1] == 400, "its session is over"
    assert len(seen) <= UNREAD + 2
    assert board.hangups == []
