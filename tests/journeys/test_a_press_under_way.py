"""Whatever is lost on the way: a press counts once, and its page comes to have the answer."""

from types import SimpleNamespace

import pytest

from tests.journeys.people import everybody, pressed
from tests.journeys.screens import Screens
from tests.program import run
from tests.waiting import wait_until
from tests.web.proxy import Network


def patient(settings):
    settings["screens"]["kiosk"]["ticket_page_s"] = 60


@pytest.fixture
def server(new_server):
    running = new_server(patient).start()
    yield running
    running.kill()
    assert not running.traces(), running.traces()


@pytest.fixture
def network(server):
    """The cable between all browsers and the server."""
    network = Network(server.port)
    yield network
    network.stop()


@pytest.fixture
def screens(new_context, server, network):
    opened = Screens(new_context, SimpleNamespace(url=network.url, tokens=server.tokens))
    yield opened
    assert opened.script_errors == []


def each_heard(times):
    """What the journal holds once everybody was heard so often; three numbers were there before."""
    return {
        "TicketIssued": 3 + 2 * times, "TicketCalled": times, "TicketRated": times,
        "TicketPostponed": times,
    }  # fmt: skip


def test_a_press_counts_once_and_is_answered_past_a_cut_and_a_kill(
    server, office, network, screens
):
    people = everybody(screens, office)

    # The network is cut: every page says so and offers nothing, and comes back by itself
    network.cut()
    for person in people:
        person.is_out_of_touch()
    network.mend()
    for person in people:
        person.is_back()

    # What they press arrives, and the answer is lost; then the cable is in again
    all_press_and_no_answer_comes(people, network, server, 1)
    network.cut()
    network.mend()
    for person in people:
        person.has_the_answer()

    # The same, and the power goes before the answer
    all_press_and_no_answer_comes(people, network, server, 2)
    server.kill()
    network.mend()
    server.start()
    for person in people:
        person.has_the_answer()
    for person in people:
        person.is_back()

    assert pressed(server.data) == each_heard(2)
    assert server.stop() == 0
    run("verify", "--data", server.data)


def all_press_and_no_answer_comes(people, network, server, times):
    for person in people:
        person.gets_ready()
    network.lose_answers()
    for person in people:
        person.presses()
    wait_until("everybody was heard", lambda: pressed(server.data) == each_heard(times))
