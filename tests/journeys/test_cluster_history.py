"""Two processes serve everybody at once, while they and their databases are killed in turn."""

import signal
from contextlib import ExitStack

import pytest

from tests.journeys.crowd import Crowd, profiles
from tests.journeys.history import faults, journal_on
from tests.journeys.live import Follower
from tests.journeys.pairs import two_servers
from tests.postgres_pair import PostgresPair
from tests.program import run
from tests.waiting import wait_until

MORE = 100
"""So many answers lie between two faults."""


@pytest.fixture
def databases():
    """A primary and its standby."""
    pair = PostgresPair()
    yield pair
    pair.remove()


def test_nothing_is_doubled_lost_or_overtaken_when_processes_and_databases_are_killed(
    tmp_path, furnished, databases
):
    def restart_the_database():
        databases.primary.stop(signal.SIGQUIT)
        databases.primary.start()

    def fail_over():
        databases.primary.stop(signal.SIGQUIT)
        databases.promote()

    url = databases.create_database()
    with two_servers(tmp_path, furnished, url) as (one, other), ExitStack() as screens:
        boards = [screens.enter_context(follow_board(each)) for each in (one, other)]
        crowd = Crowd(one, other)
        with crowd.at_work():
            for fault in (one.restart, restart_the_database, other.restart, fail_over):
                enough = len(crowd.exchanges) + MORE
                wait_until("more presses answered", lambda: len(crowd.exchanges) >= enough)  # noqa: B023
                fault()
        crowd.press_some_again()
        journal = journal_on(url)
        for board in boards:
            board.view_at(journal[-1].seq)
            shown = [view["seq"] for view in board.views]
            assert shown == sorted(shown), "a board went back"
    assert faults(journal, crowd.exchanges, profiles(one.config)) == []
    assert sum(fact.kind == "TicketIssued" for fact in journal) == crowd.numbers
    assert "sound" in run("verify", "--data", one.data).stdout


def follow_board(server):
    return Follower(server, "/display", {"token": server.tokens["display"]}, zone="tret")
