"""What has been forgotten at a counter, from when on, and that it ends by itself."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from queueing import commands as c
from queueing.alarms import find_desk_alarms, find_intake_start
from queueing.hours import Hours
from tests.queueing.centre import MORNING, VIETNAM, Desk, small_centre


@pytest.fixture
def desk():
    desk = Desk()
    desk.open("2")
    return desk


def said(desk, minutes):
    """(kind, counter, number, since in minutes) of each alarm at that minute of the morning."""
    now = MORNING + timedelta(minutes=minutes)
    return [
        (each.kind, each.counter, each.number, (each.since - MORNING).total_seconds() / 60)
        for each in find_desk_alarms(desk.hall, now)
    ]


@pytest.mark.parametrize("begun", [True, False])
def test_the_same_number_for_an_hour_is_told_also_when_nobody_waits_behind(desk, begun):
    desk.issue("A")
    desk.do(c.CallNext("2"))
    if begun:
        desk.do(c.StartService("2"), after_s=60)
    assert said(desk, 59.9) == []
    assert said(desk, 60) == [("same_number", "2", "A001", 0)]
    desk.do(c.FinishService("2"), after_s=7200)
    assert said(desk, 200) == []


def test_a_service_that_takes_long_has_three_times_its_usual_length():
    services = small_centre().services
    slow = small_centre(services={**services, "A": replace(services["A"], mean_minutes=30)})
    desk = Desk(slow)
    desk.open("2")
    desk.issue("A")
    desk.do(c.CallNext("2"))
    assert said(desk, 89.9) == []
    assert said(desk, 90) == [("same_number", "2", "A001", 0)]


def test_a_number_that_came_back_counts_from_then(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("2"))
    desk.do(c.StartService("2"))
    desk.do(c.ParkTicket("2"), after_s=60)
    assert said(desk, 60) == []
    assert said(desk, 61) == [("parked", "2", "A001", 1)]
    desk.do(c.ResumeTicket("2", ticket.id), after_s=3600)
    assert said(desk, 61) == []
    assert said(desk, 121) == [("same_number", "2", "A001", 61)]


def test_a_number_that_is_never_begun_is_told_where_officers_say_when_they_begin(desk):
    for _ in range(2):
        desk.issue("A")
    desk.do(c.CallNext("2"))
    assert said(desk, 30) == [], "nobody presses Start here"
    desk.do(c.StartService("2"))
    desk.do(c.FinishService("2"))
    desk.do(c.CallNext("2"))
    assert said(desk, 14.9) == []
    assert said(desk, 15) == [("not_started", "2", "A002", 0)]
    assert said(desk, 60) == [("same_number", "2", "A002", 0)], "told once"
    desk.issue("A")
    desk.do(c.StartService("2"), after_s=1800)
    desk.do(c.FinishService("2"))
    desk.do(c.CallNext("2"))
    assert said(desk, 44.9) == []
    assert said(desk, 45) == [("not_started", "2", "A003", 30)], "since the call, not the number"


def test_a_start_that_was_taken_back_leaves_a_number_that_is_not_begun(desk):
    desk.issue("A")
    desk.do(c.CallNext("2"))
    desk.do(c.StartService("2"))
    desk.do(c.Undo("2"))
    assert said(desk, 14.9) == []
    assert said(desk, 15) == [("not_started", "2", "A001", 0)]


def test_a_counter_says_when_it_begins_also_where_the_number_has_gone_on(desk):
    desk.issue("A")
    desk.do(c.CallNext("2"))
    desk.do(c.StartService("2"))
    desk.do(c.TransferTicket("2", service="B"))
    desk.do(c.CallNext("2"))
    assert said(desk, 15) == [("not_started", "2", "A001", 0)]


def test_a_forgotten_pause_is_told_though_nobody_waits_and_lunch_is_none():
    hours = Hours({n: ((time(7), time(9)), (time(13), time(16))) for n in range(5)})
    desk = Desk(small_centre(hours=hours))
    desk.open("2")
    desk.do(c.PauseCounter("2", "meeting"))
    assert said(desk, 44) == []
    assert said(desk, 45) == [("paused_long", "2", None, 0)]
    lunch, afternoon = 120, 5 * 60  # 10:00 and 13:00
    assert said(desk, lunch) == []
    assert said(desk, afternoon + 44) == []
    assert said(desk, afternoon + 45) == [("paused_long", "2", None, 0)]
    desk.open("2")
    assert said(desk, afternoon + 45) == []


def test_a_pause_with_a_promised_return_is_forgotten_five_minutes_after_it(desk):
    desk.do(c.PauseCounter("2", "meeting", MORNING + timedelta(minutes=90)))
    assert said(desk, 94.9) == []
    assert said(desk, 95) == [("paused_long", "2", None, 0)]


def test_an_open_counter_that_calls_nobody_is_told_while_people_wait(desk):
    desk.issue("A")
    assert said(desk, 0.9) == []
    assert said(desk, 1) == [("idle", "2", None, 0)]
    desk.do(c.CallNext("2"))
    assert said(desk, 2) == []


def test_without_hours_of_intake_the_day_begins_at_midnight(desk):
    assert find_intake_start(desk.hall, desk.now) == datetime(2026, 11, 23, tzinfo=VIETNAM)
