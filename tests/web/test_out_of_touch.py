"""A process that does not know the present hall says so, and shows no old one as the present."""

import pytest

from queueing import commands as c
from tests.counters.conftest import Running
from tests.waiting import wait_until
from web.processes import LastLook, Processes
from web.processes.last_look import STALE_S


class Database:
    """Within reach or not."""

    is_near = True

    def __call__(self):
        return self.is_near


@pytest.fixture
def database():
    return Database()


@pytest.fixture
def centre(tmp_path, database):
    """A centre that runs; `database` says whether its process knows the present hall."""
    running = Running(tmp_path)
    running.site.processes = Processes(in_touch=database)
    yield running
    running.stop()


def take_number(centre):
    """Let a number be given; return the journal's number after it."""
    command = c.IssueTicket("TP", follow=f"f{centre.office.hall.seq}")
    centre.office.submit(command, actor="test", reply=lambda _hall, _entries: None)
    return centre.office.hall.seq


def follow(centre, connect):
    return connect(centre, "/kiosk", token=centre.accounts.create_token("api", "a listener"))


@pytest.mark.long
def test_who_follows_is_told_at_once_and_sees_nothing_until_it_is_the_present(
    centre, connect, database
):
    here = follow(centre, connect)
    first = here.view()
    database.is_near = False
    wait_until("to be told", lambda: here.aways)
    beats = len(here.beats)
    newest = take_number(centre)
    newcomer = follow(centre, connect)
    wait_until("the newcomer to be told", lambda: newcomer.aways)
    assert here.views == [first]
    assert (newcomer.views, len(here.beats)) == ([], beats)
    database.is_near = True
    assert here.view(newest) == newcomer.view(newest)
    wait_until("a beat", lambda: len(here.beats) > beats)
    assert here.hangups == newcomer.hangups == []


def test_programs_are_refused_what_may_be_no_longer_so(centre, database):
    assert centre.api.get("/api/counters/07").status_code == 200
    database.is_near = False
    for path in ("/api/counters/07", "/api/services"):
        refused = centre.api.get(path)
        assert (refused.status_code, refused.json()["error"]) == (503, "out_of_touch")
        assert refused.headers["Retry-After"] == "2"
    health = centre.api.get("/healthz")
    assert (health.status_code, health.json()["status"]) == (503, "cannot_store")
    database.is_near = True
    assert centre.api.get("/api/counters/07").status_code == 200
    assert centre.api.get("/healthz").status_code == 200


def test_a_look_is_the_present_for_some_seconds():
    now = [100.0]
    look = LastLook(lambda: now[0])
    now[0] += STALE_S - 0.1
    assert look.is_recent()
    now[0] += 0.1
    assert not look.is_recent()
    look.note()
    assert look.is_recent()
