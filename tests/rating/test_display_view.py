"""What the display on a counter says, in every state of its counter."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.errors import UnknownCounter
from rating.display_view import make_display_view
from tests.queueing.centre import Desk


def shown(desk, counter="2"):
    return make_display_view(desk.hall, counter, desk.now)


def told(desk):
    view = shown(desk)
    return view["standing"], view["number"], view["times_called"], view["priority"]


def test_it_follows_its_counter_from_the_opening_to_the_close():
    desk = Desk()
    assert told(desk) == ("closed", None, 0, False)
    desk.open("1", "2")
    assert told(desk) == ("free", None, 0, False)
    desk.issue("A")
    desk.do(c.CallNext("2"))
    assert told(desk) == ("calling", "A001", 1, False)
    desk.do(c.Recall("2"), 10)
    assert told(desk) == ("calling", "A001", 2, False)
    desk.do(c.StartService("2"), 10)
    assert told(desk) == ("serving", "A001", 2, False)
    desk.do(c.FinishService("2"), 60)
    assert told(desk) == ("free", None, 0, False)
    assert shown(desk)["ticket"]["number"] == "A001"
    back = desk.now + timedelta(minutes=10)
    desk.do(c.PauseCounter("2", "meeting", back))
    assert (shown(desk)["standing"], shown(desk)["back_at"]) == (
        "paused",
        "2026-11-23T01:11:20.000Z",
    )
    desk.do(c.CloseCounter("2"))
    assert (shown(desk)["standing"], shown(desk)["back_at"]) == ("closed", None)


def test_priority_is_said_and_neither_why_nor_who():
    desk = Desk()
    desk.open("2")
    desk.issue("A", priority="elderly", language="en")
    desk.do(c.CallNext("2"))
    view = shown(desk)
    assert (view["priority"], view["language"]) == (True, "en")
    assert not {"officer", "reason", "service"} & set(view)
    assert "elderly" not in str(view)


def test_a_counter_that_is_not_configured_has_no_display():
    with pytest.raises(UnknownCounter):
        shown(Desk(), "99")
