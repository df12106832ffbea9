"""One practice at two processes: its page, its presses and its socket may come to either."""

import json
import re
from contextlib import contextmanager

import pytest

from counters.practice_rooms import ROOMS
from tests.counters.conftest import Caller, Running
from tests.counters.test_api import refused
from tests.journeys.live import Follower
from web.processes import Processes
from web.processes.shared_state import OwnState

KEY = {"Idempotency-Key": "c1"}


@contextmanager
def running(folder, processes):
    centre = Running(folder, processes)
    try:
        yield centre
    finally:
        centre.stop()


@pytest.fixture
def two(tmp_path):
    processes = Processes(OwnState())
    with running(tmp_path, processes) as one, running(tmp_path, processes) as other:
        yield one, other


def begin(officer):
    """Begin a practice at counter 07; return what its page knows."""
    page = officer.post("/counters/practice").text
    return json.loads(re.search(r'id="page"[^>]*>(.*?)</script>', page, re.DOTALL)[1])["extra"]


def at(centre, officer):
    """Return the same officer, whose requests go to another process."""
    moved = Caller(centre.url)
    moved.session = officer.session
    return moved


def test_what_is_done_at_one_process_is_there_at_the_other(two):
    one, other = two
    here = one.device("counter", counter="07")
    there = at(other, here)
    extra = begin(here)
    api, practice = f"{extra['api']}/counters/07", extra["query"]["practice"]
    assert there.post(f"{api}/open").json()["counter"]["state"] == "open"
    token = here.session.headers["Authorization"].removeprefix("Bearer ")
    with Follower(other, extra["namespace"], {"token": token}, practice=practice) as screen:
        screen.view(lambda view: view["counter"]["state"] == "open")
        called = here.post(f"{api}/call-next", **KEY).json()
        number = called["ticket"]["number"]
        screen.view(lambda view: view["current"] and view["current"]["number"] == number)
        assert there.post(f"{api}/call-next", **KEY).json() == called, "the same press"
        there.post(f"{api}/recall")
        view = screen.view(lambda view: view["practice"]["steps"][2]["done"])
        assert [each["done"] for each in view["practice"]["steps"]] == [True] * 3 + [False] * 8
    assert there.post("/counters/practice/end").status_code == 200
    with Follower(one, extra["namespace"], {"token": token}, practice=practice) as screen:
        assert screen.refusal == {"message": "unknown_practice"}
    assert refused(here.post(f"{api}/finish"), 404, "unknown_practice")


def test_a_process_that_starts_later_has_the_practice_as_it_is(two, tmp_path):
    one, _ = two
    here = one.device("counter", counter="07")
    api = f"{begin(here)['api']}/counters/07"
    here.post(f"{api}/open")
    here.post(f"{api}/call-next")
    with running(tmp_path, one.site.processes) as late:
        assert at(late, here).post(f"{api}/recall").json()["ticket"]["times_called"] == 2
        view = at(late, here).post(f"{api}/pause", {"reason": "meeting"})
        assert refused(view, 409, "counter_busy")


def test_both_have_the_same_rooms(two):
    for number in range(ROOMS):
        centre = two[number % 2]
        assert centre.device("counter").post("/counters/practice").status_code == 200
    assert [each.device("counter").post("/counters/practice").status_code for each in two] == [
        409, 409,
    ]  # fmt: skip
