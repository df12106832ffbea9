"""An open counter whose console has gone, and those that never had one."""

from datetime import timedelta

import pytest

from counters.presence import LEFT_AFTER, Presence
from queueing import commands as c
from tests.queueing.centre import Desk
from web.processes.shared_state import OwnState


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def test_a_console_that_is_gone_for_a_minute_is_told_until_it_is_back_or_the_counter_closes(desk):
    here = {"1", "2"}
    shared = OwnState()
    looks, presence = (Presence(shared, lambda: here) for _ in range(2))

    def look(after=timedelta(0)):
        desk.now += after
        looks.look(desk.hall, desk.now)
        return [counter for counter, _ in presence.list_left(desk.hall, desk.now)]

    assert look() == []
    here.clear()
    assert look() == []
    assert look(LEFT_AFTER / 2) == []
    assert look(LEFT_AFTER / 2) == ["1", "2"], "counter 3 never had one: a program works there"
    here.add("1")
    assert look() == ["2"]
    desk.do(c.CloseCounter("2"))
    assert look() == []
    desk.open("2")
    assert look(LEFT_AFTER) == [], "it begins anew"
