"""Who sees to an alarm, and which counters are asked to serve: said once, and over by itself."""

from dataclasses import replace

import pytest

from queueing import commands as c
from queueing.assistance import (
    Helpers,
    find_asked,
    find_helpers,
    find_longest_waiting,
    find_taken_on,
)
from queueing.errors import InvalidField, UnknownCounter
from tests.queueing.centre import Desk, small_centre


def asked(desk, counter="1"):
    told = find_asked(desk.hall, desk.hall.counter(counter), desk.now)
    return told and told.by


def taken_on(desk, subject="queue XD"):
    told = find_taken_on(desk.hall, subject, desk.now)
    return told and told.by


def test_an_alarm_is_taken_on_by_one_who_may_be_followed_by_another_for_half_an_hour():
    desk = Desk()
    assert len(desk.do(c.TakeOnAlarm("queue XD", "mai"))) == 1
    assert desk.do(c.TakeOnAlarm("queue XD", "mai"), after_s=60) == ()
    assert taken_on(desk) == "mai"
    desk.do(c.TakeOnAlarm("queue XD", "lan"), after_s=60)
    desk.do(c.TakeOnAlarm("counter 3", "lan"), after_s=29 * 60)
    assert taken_on(desk) == "lan"
    desk.do(c.TakeOnAlarm("printer in1", "lan"), after_s=60)
    assert (taken_on(desk), taken_on(desk, "counter 3")) == (None, "lan")


@pytest.mark.parametrize("subject", ["queue QQ", "counter 9", "printer x", "hall", "", "queue"])
def test_what_no_alarm_is_about_is_refused(subject):
    with pytest.raises(InvalidField):
        Desk().do(c.TakeOnAlarm(subject, "mai"))


@pytest.mark.parametrize(
    "answer", [c.CallNext("1"), c.CloseCounter("1"), c.OpenCounter("1", "user:minh")]
)
def test_a_counter_is_asked_until_it_calls_closes_or_is_opened(answer):
    desk = Desk()
    desk.open("1")
    desk.issue("A")
    assert len(desk.do(c.AskCounter("1", "mai"))) == 1
    assert desk.do(c.AskCounter("1", "lan"), after_s=60) == ()
    assert asked(desk) == "mai"
    desk.do(answer)
    assert asked(desk) is None
    assert desk.hall.asked == {}


def test_nobody_asks_where_nobody_waits_or_somebody_is_served_and_it_ends_with_them():
    desk = Desk()
    desk.open("1", "2")
    assert desk.do(c.AskCounter("1", "mai")) == ()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.issue("A")
    assert desk.do(c.AskCounter("1", "mai")) == ()
    desk.do(c.AskCounter("2", "mai"))
    desk.do(c.CancelTicket(desk.ticket("A002").id))
    assert asked(desk, "2") is None
    desk.issue("A", after_s=14 * 60)
    assert asked(desk, "2") == "mai"
    desk.now += (desk.now - desk.hall.asked["2"].at) / 14
    assert asked(desk, "2") is None
    with pytest.raises(UnknownCounter):
        desk.do(c.AskCounter("9", "mai"))


def test_counters_that_could_serve_are_told_by_what_keeps_them_from_it():
    desk = Desk()
    desk.open("1")
    desk.issue("B")
    assert find_helpers(desk.hall, "XD", ["B"]) == Helpers(idle=("1",), closed=("2",))
    desk.open("2")
    desk.do(c.PauseCounter("1", "meeting"))
    desk.do(c.CallNext("2"))
    assert find_helpers(desk.hall, "XD", ["B"]) == Helpers(paused=("1",))
    assert find_helpers(desk.hall, "XD", ["C"]) == Helpers(closed=("3",))


def test_of_each_department_the_one_who_came_first_has_waited_longest():
    desk = Desk()
    later = desk.issue("B", after_s=60)
    desk.issue("B", after_s=60)
    found = find_longest_waiting(desk.hall)
    assert found == {later.department: desk.hall.ticket(later.id)}


def test_of_two_who_came_at_once_the_first_number_has_waited_longest():
    desk = Desk()
    first = desk.issue("B")
    desk.issue("A")
    assert find_longest_waiting(desk.hall) == {"XD": desk.hall.ticket(first.id)}


def test_counters_of_the_own_department_help_before_others():
    centre = small_centre()
    elsewhere = replace(centre.counters["1"], department="TP")
    desk = Desk(small_centre(counters={**centre.counters, "1": elsewhere}))
    desk.open("1", "2")
    assert find_helpers(desk.hall, "XD", ["B"]).idle == ("2", "1")


def test_a_replay_and_a_new_day_know_who_saw_to_it_and_who_was_asked():
    desk = Desk()
    desk.issue("A")
    desk.do(c.TakeOnAlarm("queue XD", "mai"), after_s=60)
    desk.do(c.AskCounter("1", "mai"))
    again = desk.replayed()
    assert (again.taken_on, again.asked) == (desk.hall.taken_on, desk.hall.asked)
    assert list(find_longest_waiting(again)) == ["XD"]
    desk.do(c.CloseDay())
    assert (desk.hall.taken_on, desk.hall.asked) == ({}, {})
