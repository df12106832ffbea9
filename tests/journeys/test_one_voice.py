"""A hall that two processes serve has one voice: whoever is asked, and whoever dies."""

from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tests.display.listening import Board
from tests.display.test_voice import briefly
from tests.journeys.pairs import two_servers
from tests.journeys.wire import Client
from tests.waiting import wait_until
from tests.web.proxy import Network

PLAYED = {"result": "played"}


class Side:
    """One way into the centre, as boards and the counters' officers have it."""

    def __init__(self, port, tokens):
        self.port, self._tokens, self.token = port, tokens, tokens["display"]
        self.url = f"http://127.0.0.1:{port}"

    def asked(self):
        return closing(Client(self.port, self._tokens["api"]))

    def board(self, zone="tret"):
        with self.asked() as office:
            return office.get(f"/api/board?zone={zone}")

    def call(self, counter="02", service="XD"):
        """Somebody comes, and is called here."""
        with self.asked() as office:
            office.done("/api/tickets", {"service": service})
            return office.done(f"/api/counters/{counter}/finish-and-call-next")["ticket"]["number"]

    def find_line(self, number):
        lines = self.board().json["announcements"]
        return next((line for line in lines if line["number"] == number), None)

    def lists_nothing(self):
        return self.board().json["announcements"] == []


@pytest.fixture
def servers(tmp_path, furnished, postgres):
    with two_servers(tmp_path, furnished, postgres, briefly) as two:
        with closing(Client(two[0].port, two[0].tokens["api"])) as office:
            for counter in ("02", "03"):
                office.done(f"/api/counters/{counter}/open")
        yield two


@pytest.fixture
def one(servers):
    return Side(servers[0].port, servers[0].tokens)


@pytest.fixture
def other(servers):
    return Side(servers[1].port, servers[0].tokens)


@pytest.fixture
def network(servers):
    """The address of the centre: each connection to it goes to another of its processes."""
    network = Network(*(server.port for server in servers))
    yield network
    network.stop()


@pytest.fixture
def front(servers, network):
    return Side(network.port, servers[0].tokens)


def test_each_call_is_said_once_wherever_it_was_made_and_whoever_is_asked(one, other, front, page):
    board = Board(page, front).leads()
    numbers = [one.call("02"), other.call("03")]
    board.first_reports(2)
    numbers.append(other.call("02"))
    reports = board.first_reports(3)
    seqs = {call["number"]: call["seq"] for call in other.board().json["calls"]}
    assert [each["line"] for each in reports] == [f"tret.{seqs[number]}.vi" for number in numbers]
    assert {each["result"] for each in reports} == {"played"}
    for side in (one, other):
        wait_until("it knows that all was said", side.lists_nothing)
    assert len(board.heard()) == 3


def test_a_process_that_dies_while_its_board_speaks_silences_and_repeats_nothing(
    servers, network, one, other, front, page
):
    network.lead_to(one.port)
    board = Board(page, front).leads()
    other.call("02")
    board.is_saying()
    network.lead_to(other.port)
    servers[0].kill()
    assert board.first_reports(1)[0]["result"] == "played"
    wait_until("the other knows that it was said", other.lists_nothing)
    other.call("03")
    assert {each["result"] for each in board.first_reports(2)} == {"played"}
    wait_until("and that as well", other.lists_nothing)
    assert len(board.heard()) == 2


def test_of_two_boards_at_two_processes_one_is_heard_and_the_other_when_that_has_gone(
    servers, one, other, browser
):
    pages = [browser.new_context(locale="vi-VN").new_page() for _ in "12"]
    first = Board(pages[0], one).leads()
    second = Board(pages[1], other)
    second.page.wait_for_function("() => window.player")
    other.call("02")
    assert first.results(1) == ["played"]
    other.call("03")
    first.is_saying()
    servers[0].kill()
    first.page.close()
    assert second.first_reports(1)[0]["result"] == "played"
    wait_until("it was said", other.lists_nothing)
    assert len(second.heard()) == 1, "neither the first call, nor the second one twice"
    for page in pages:
        page.context.close()


def test_a_process_without_boards_speaks_only_when_it_is_asked_for_a_sound(servers, one, other):
    number = one.call()
    line = wait_until("it is listed", partial(one.find_line, number))
    assert engines_of(servers[0])
    assert not engines_of(servers[1])
    assert not (servers[1].data / "voice").exists()
    sounds = []
    for side in (one, other):
        with side.asked() as board:
            sounds.append(board.get(line["audio"]))
    assert [(sound.status, sound.headers["Content-Type"]) for sound in sounds] == (
        [(200, "audio/wav")] * 2
    )
    assert len(sounds[1].text) == pytest.approx(len(sounds[0].text), rel=0.05)
    with other.asked() as board:
        nothing = f"/display/speech/{'0' * 64}.wav?line=tret.999999.vi"
        assert board.get(nothing).status == 404
        assert board.post(f"/api/announcements/{line['id']}/result", PLAYED).status == 200
    for side in (one, other):
        wait_until("it is listed no more", side.lists_nothing)


def engines_of(server):
    """Return the command lines of what speaks for a server."""
    tasks = Path(f"/proc/{server.process.pid}/task").glob("*/children")
    children = [pid for task in tasks for pid in task.read_text().split()]
    lines = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children]
    return [line for line in lines if b"worker" in line]
