"""A call for help stays until somebody ends it, whatever happens meanwhile; a test says so."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.catalogue import Counter, Floor, Preference
from queueing.counter_errors import HelpJustCalled
from queueing.decisions.by_clock import end_by_clock
from queueing.errors import UnknownCounter
from queueing.events import HelpComing, HelpEnded
from queueing.hall.changes import apply
from queueing.help_calls import find_help_calls, find_help_calls_near, may_end_from
from tests.queueing.centre import Desk, named, small_centre


def called(desk):
    return [(each.counter, each.coming) for each in find_help_calls(desk.hall)]


def test_one_press_calls_one_comes_one_ends_and_each_press_again_is_no_news():
    desk = Desk()
    assert len(desk.do(c.CallForHelp("1", "lan"))) == 1
    assert desk.do(c.CallForHelp("1", "lan"), after_s=5) == ()
    assert called(desk) == [("1", None)]
    desk.do(c.ComeToHelp("1", "mai"), after_s=5)
    assert desk.do(c.ComeToHelp("1", "mai")) == ()
    desk.do(c.ComeToHelp("1", "minh"))
    assert called(desk) == [("1", "minh")]
    assert desk.do(c.EndHelp("1", "minh")) == (HelpEnded(desk.now, "1", "minh"),)
    assert desk.do(c.EndHelp("1", "lan")) == desk.do(c.ComeToHelp("1", "mai")) == ()
    # The replay of a day long gone may meet an answer alone
    apply(desk.hall, HelpComing(desk.now, "1", "mai"), desk.hall.seq + 1)
    assert called(desk) == []
    with pytest.raises(UnknownCounter):
        desk.do(c.CallForHelp("9", "lan"))


def test_a_call_of_a_counter_that_is_no_more_can_be_answered_and_ended():
    desk = Desk()
    desk.do(c.CallForHelp("2", "lan"))
    counters = {name: each for name, each in small_centre().counters.items() if name != "2"}
    desk.hall.catalogue = small_centre(counters=counters)
    assert len(desk.do(c.ComeToHelp("2", "mai"))) == 1
    desk.do(c.EndHelp("2", "mai"))
    assert called(desk) == []
    with pytest.raises(UnknownCounter):
        desk.do(c.EndHelp("2", "mai"))


def test_a_key_that_sticks_does_not_call_and_end_in_turn_and_no_call_is_refused():
    desk = Desk()
    desk.do(c.CallForHelp("1", "lan"))
    with pytest.raises(HelpJustCalled) as refused:
        desk.do(c.EndHelp("1", "lan"), after_s=0.5)
    assert refused.value.fields == {"wait_s": 10}
    with pytest.raises(HelpJustCalled) as refused:
        desk.do(c.EndHelp("1", "lan"), after_s=9)
    assert refused.value.fields == {"wait_s": 1}
    desk.do(c.EndHelp("1", "mai"))
    assert len(desk.do(c.CallForHelp("1", "lan"))) == 1, "again, at once"
    assert len(desk.do(c.EndHelp("1", "lan"), after_s=10)) == 1


def test_from_a_closed_counter_only_who_is_on_the_way_ends_the_call_of_another():
    desk = Desk()
    assert may_end_from(desk.hall, "2", "1", "mai"), "over is over"
    desk.do(c.CallForHelp("1", "lan"))
    assert may_end_from(desk.hall, "1", "1", "lan")
    assert not may_end_from(desk.hall, "2", "1", "mai")
    desk.do(c.ComeToHelp("1", "mai"))
    assert may_end_from(desk.hall, "2", "1", "mai")
    assert not may_end_from(desk.hall, "3", "1", "minh")
    assert not may_end_from(desk.hall, "2", "1", None), "whoever sits there"
    desk.open("3")
    assert may_end_from(desk.hall, "3", "1", None)
    assert may_end_from(desk.hall, "3", "1", "minh")


def test_those_of_the_same_floor_are_near_and_nobody_is_told_of_the_own_call():
    floors = {code: Floor(code, named(code)) for code in ("tret", "1")}
    counters = {
        name: Counter(name, name, floor, "XD", (Preference("A"),))
        for name, floor in (("1", "tret"), ("2", "tret"), ("3", "1"))
    }
    desk = Desk(small_centre(floors=floors, counters=counters))
    desk.do(c.CallForHelp("1", "lan"))
    near = {name: len(find_help_calls_near(desk.hall, name)) for name in (*counters, "gone")}
    assert near == {"1": 0, "2": 1, "3": 0, "gone": 0}


def test_a_test_gives_way_to_a_real_call_comes_after_it_and_is_over_by_itself():
    desk = Desk()
    desk.do(c.CallForHelp("1", "lan", test=True))
    desk.do(c.CallForHelp("2", "minh", test=True), after_s=1)
    assert desk.do(c.CallForHelp("1", "lan", test=True)) == ()
    desk.do(c.CallForHelp("1", "lan"), after_s=1)
    assert desk.do(c.CallForHelp("1", "lan", test=True)) == ()
    assert [(each.counter, each.test) for each in find_help_calls(desk.hall)] == [
        ("1", False), ("2", True)
    ]  # fmt: skip
    later = desk.now + timedelta(minutes=10) - timedelta(seconds=1)
    assert end_by_clock(desk.hall, later - timedelta(seconds=1)) == ()
    assert end_by_clock(desk.hall, later) == (HelpEnded(later, "2"),)


def test_it_outlasts_the_days_end_a_restart_and_a_clock_that_is_set():
    desk = Desk()
    desk.do(c.CallForHelp("1", "lan"))
    since = desk.now
    desk.issue("A", after_s=60)
    desk.do(c.ComeToHelp("1", "mai"))
    desk.do(c.CloseDay(), after_s=60)
    (kept,) = find_help_calls(desk.hall)
    assert (kept.at, kept.coming) == (since, "mai")
    assert desk.replayed().help_calls == desk.hall.help_calls
    desk.do(c.EndHelp("1", "mai"))
    desk.do(c.CallForHelp("2", "minh"))
    desk.set_clock(desk.now + timedelta(hours=1), timedelta(hours=1))
    assert find_help_calls(desk.hall)[0].at == desk.now
    # The replay of a day long gone meets its answer alone
    assert called(desk) == [("2", None)]
    assert desk.replayed().help_calls == desk.hall.help_calls
