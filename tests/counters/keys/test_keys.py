"""What a counter's keys may do at the server: at their own counter, while somebody works there."""

from dataclasses import replace

import pytest

from queueing.catalogue import Limits
from tests.counters.conftest import Running
from tests.waiting import wait_until
from tests.web.sockets import Socket

COUNTER, OTHER = "07", "08"


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("keys"))
    running.office.reconfigure(replace(running.catalogue, limits=Limits(second_press_s=30)))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def keys(centre):
    return centre.device("keys", counter=COUNTER)


def press(keys, key, **body):
    """Press a key; return the code of the refusal, None: there was none."""
    answer = keys.press(COUNTER, f"keys/{key}", **body)
    return None if answer.status_code == 200 else answer.json()["error"]


def sit_down(centre, officer):
    """Open the officer's console, as a browser does."""
    cookie = "; ".join(f"{each.name}={each.value}" for each in officer.session.cookies)
    console = Socket(centre.url, "/counters", f"counter={COUNTER}", headers={"Cookie": cookie})
    console.view()
    return console


def test_keys_work_where_an_officer_does_and_a_doubled_press_does_nothing(centre, keys):
    for _ in range(4):
        centre.issue()
    assert press(keys, "call-next", current=None) == "counter_closed"
    officer = centre.person("lan", COUNTER)
    officer.press(COUNTER, "open")
    assert press(keys, "call-next", current=None) == "officer_not_here"
    console = sit_down(centre, officer)
    wait_until("the officer is here", lambda: press(keys, "call-next", current=None) is None)
    shown = Socket(centre.url, "/keys", token=keys.session.headers["Authorization"].split()[1])
    view = shown.view(centre.office.hall.seq)
    assert (view["current"]["number"], view["current"]["state"], view["waiting"]) == (
        "D001",
        "called",
        3,
    )
    first = view["current"]["id"]
    assert press(keys, "call-next", current=first) == "counter_busy"
    assert press(keys, "finish-and-call-next", current=None) == "counter_busy"
    assert press(keys, "finish-and-call-next", current=first) == "just_called"
    assert press(keys, "no-show", current=first) == "just_called"
    assert press(keys, "recall", current=first) is None
    centre.clock.skip(seconds=30)
    assert press(keys, "no-show", current=first) == "number_held"
    body, key = {"current": first}, {"Idempotency-Key": "one press"}
    path = f"/api/counters/{COUNTER}/keys/finish-and-call-next"
    once, again = (keys.post(path, body, **key).json() for _ in range(2))
    assert once == again
    assert (once["finished"]["number"], once["ticket"]["number"]) == ("D001", "D002")
    assert press(keys, "finish-and-call-next", current=first) == "counter_busy"
    assert press(keys, "recall") == "invalid_field"
    called = [entry for entry in centre.entries() if type(entry.event).__name__ == "TicketServed"]
    assert [entry.actor.split(":")[0] for entry in called] == ["token"]
    shown.client.disconnect()
    console.client.disconnect()
    wait_until(
        "nobody is here",
        lambda: press(keys, "finish-and-call-next", current=first) == "officer_not_here",
    )


def test_keys_do_four_things_at_one_counter(centre, keys):
    for other in ("start", "finish", "undo", "open", "close"):
        assert keys.press(COUNTER, other).status_code == 403
    assert keys.press(OTHER, "keys/call-next", current=None).status_code == 403
    assert keys.get(f"/api/counters/{COUNTER}").status_code == 403
    nowhere = centre.device("keys")
    assert nowhere.press(COUNTER, "keys/call-next", current=None).status_code == 403
