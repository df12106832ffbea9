"""Nothing sticks to a process: requests and sockets of one browser go to any of them."""

import csv
import re
from contextlib import ExitStack, closing
from io import StringIO

import pytest
import requests

from tests.journeys.live import Follower
from tests.journeys.pairs import two_servers
from tests.journeys.wire import Client
from tests.program import PASSWORD
from tests.waiting import LONG_S, wait_until

EXPORTS = "/api/reports/exports"


@pytest.fixture(scope="module")
def two(tmp_path_factory, furnished, postgres_server):
    """Two servers on one database, each with a data folder of its own."""
    url = postgres_server.create_database()
    with two_servers(tmp_path_factory.mktemp("any"), furnished, url) as servers:
        yield servers
    postgres_server.drop_database(url)


@pytest.fixture
def callers(two):
    """Two integrations of the same token, one at each server."""
    with ExitStack() as stack:
        yield [stack.enter_context(closing(Client(x.port, x.tokens["api"]))) for x in two]


class Browser:
    """A browser whose every request goes to the other server than the last one."""

    def __init__(self, two):
        self._urls = [two[0].url, two[1].url]
        self._session = requests.Session()
        self._session.trust_env = False

    def ask(self, method, path, **asked):
        self._urls.reverse()
        return self._session.request(
            method, self._urls[0] + path, timeout=LONG_S, allow_redirects=False, **asked
        )

    def form(self, path, page="/sign-in", **fields):
        token = re.search(r'name="csrf-token" content="([^"]*)"', self.ask("GET", page).text)[1]
        return self.ask("POST", path, data={"csrf_token": token, **fields})


def test_who_signs_in_at_one_process_works_at_all_and_guesses_count_at_all(two):
    browser = Browser(two)
    assert browser.form("/sign-in", name="quan", password=PASSWORD).status_code == 303
    for _ in range(4):
        assert browser.ask("GET", "/account").status_code == 200
    stranger = Browser(two)
    tried = [stranger.form("/sign-in", name="nobody", password="no").status_code for _ in range(7)]
    assert tried == [401] * 5 + [429] * 2


def test_a_device_is_let_in_whichever_process_shows_its_code(two, callers):
    here, there = callers
    program = Browser(two)
    shown = program.ask("POST", "/api/pairings", json={"role": "printer"}).json()
    claim = {"json": {"secret": shown["secret"]}}
    for _ in range(2):
        assert program.ask("POST", "/api/pairings/claim", **claim).json() == {"state": "waiting"}
    device = {"role": "printer", "name": "Máy in cửa sau"}
    there.done(f"/api/pairings/{shown['code']}/approve", device)
    assert here.post(f"/api/pairings/{shown['code']}/approve", device).status == 404
    told = wait_until(
        "it is let in",
        lambda: (
            (now := program.ask("POST", "/api/pairings/claim", **claim).json()).get("token") and now
        ),
    )
    assert program.ask("POST", "/api/pairings/claim", **claim).json() == told
    with closing(Client(two[0].port, told["token"])) as printer:
        assert printer.get("/api/counters/07").status == 403, "known, and no counter"


def test_a_board_at_one_process_is_in_touch_at_both(two):
    browser = Browser(two)
    assert browser.form("/sign-in", name="quan", password=PASSWORD).status_code == 303

    def find_states():
        """Return how each process says that the board is."""
        pages = [browser.ask("GET", "/admin/devices").text for _ in two]
        states = "Đang kết nối|Mất kết nối|Chưa kết nối"
        return [re.search(f"test display.*?({states})", page, re.DOTALL)[1] for page in pages]

    assert find_states() == ["Chưa kết nối"] * 2
    board = {"token": two[0].tokens["display"]}
    with Follower(two[0], "/display", board, zone="tret") as screen:
        screen.view()
        wait_until("both say so", lambda: find_states() == ["Đang kết nối"] * 2)


def test_a_practice_is_one_at_both(two):
    one, other = two
    token = one.tokens["counter"]
    with closing(Client(one.port, token)) as here, closing(Client(other.port, token)) as there:
        assert here.post("/counters/practice").status == 303
        page = there.get("/counters/practice").text.decode()
        api, room, practice = (
            re.search(rf'"{name}":"([^"]+)"', page)[1] for name in ("api", "namespace", "practice")
        )
        counter = re.search(r'"counter":{"id":"([^"]+)"', page)[1]
        with Follower(one, room, {"token": token}, practice=practice) as screen:
            there.done(f"{api}/counters/{counter}/open")
            screen.view(lambda view: view["counter"]["state"] == "open")
            called = here.done(f"{api}/counters/{counter}/call-next", key="p1")
            assert there.done(f"{api}/counters/{counter}/call-next", key="p1") == called
        assert there.post("/counters/practice/end").status == 303
        assert here.get("/counters/practice").headers["Location"] == "/counters"


def test_a_long_file_is_there_at_both(two, callers):
    here, there = callers
    here.done("/api/tickets", {"service": "GTVT-LX"})
    here.done("/api/counters/07/open")
    called = here.done("/api/counters/07/call-next")["ticket"]["number"]
    job = here.done(EXPORTS, {"kind": "csv"}, key="e1")
    assert there.done(EXPORTS, {"kind": "csv"}, key="e1")["id"] == job["id"]
    address = f"{EXPORTS}/{job['id']}"
    wait_until(
        "the file is whole",
        lambda: all(each.get(address).json["state"] == "done" for each in callers),
    )
    files = [each.get(f"{address}/file").text for each in callers]
    assert files[0] == files[1]
    (row,) = csv.DictReader(StringIO(files[0].decode("utf-8-sig"), newline=""), delimiter=";")
    assert row["Số thứ tự"] == called
    assert [len(list((each.data / "exports").glob("*.csv"))) for each in two] == [1, 1]
