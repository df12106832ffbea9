"""Counters that serve nobody while people wait whom they could serve."""

from datetime import timedelta

from queueing import commands as c
from queueing.measures.idleness import find_gaps
from tests.queueing.centre import MORNING, Desk


def after(seconds):
    return MORNING + timedelta(seconds=seconds)


def test_an_open_counter_is_idle_from_the_moment_somebody_waits_whom_it_serves():
    desk = Desk()
    desk.open("3")
    assert find_gaps(desk.hall) == {}
    desk.issue("C", after_s=100)
    desk.issue("C", after_s=20)
    gap = find_gaps(desk.hall)["3"]
    assert (gap.kind, gap.people, gap.since) == ("idle", 2, after(100))


def test_the_first_fifteen_seconds_of_a_gap_are_forgiven():
    desk = Desk()
    desk.open("3")
    desk.issue("C")
    gap = find_gaps(desk.hall)["3"]
    assert [gap.seconds(after(s)) for s in (0, 15, 16, 75)] == [0, 0, 1, 60]
    assert gap.seconds(after(-60)) == 0


def test_a_counter_is_idle_again_from_when_its_last_ticket_left_it():
    desk = Desk()
    desk.open("3")
    desk.issue("C")
    desk.issue("C")
    desk.do(c.CallNext("3"))
    assert find_gaps(desk.hall) == {}
    desk.do(c.FinishService("3"), after_s=300)
    assert find_gaps(desk.hall)["3"].since == after(300)


def test_a_paused_counter_has_a_gap_of_its_own_kind_and_a_closed_one_has_none():
    desk = Desk()
    desk.open("3")
    desk.issue("C")
    desk.do(c.PauseCounter("3", "meeting"), after_s=40)
    gap = find_gaps(desk.hall)["3"]
    assert (gap.kind, gap.since) == ("paused", after(40))
    desk.do(c.CloseCounter("3"), after_s=40)
    assert find_gaps(desk.hall) == {}


def test_a_counter_is_not_idle_for_people_whom_it_does_not_serve():
    desk = Desk()
    desk.open("1", "3")
    desk.issue("C")
    assert list(find_gaps(desk.hall)) == ["3"]


def test_a_restart_finds_the_same_gaps():
    desk = Desk()
    desk.open("2", "3")
    desk.issue("C", after_s=5)
    desk.issue("A", after_s=5)
    desk.do(c.CallNext("2"), after_s=5)
    desk.do(c.FinishService("2"), after_s=60)
    desk.issue("B", after_s=7)
    assert find_gaps(desk.replayed()) == find_gaps(desk.hall)
    assert sorted(find_gaps(desk.hall)) == ["2", "3"]
