"""What a manager is alerted to, from when on, and what stays quiet."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from queueing import commands as c
from queueing.catalogue import Preference
from queueing.hours import Hours
from reports.live.alerts import alerts, list_forgotten
from reports.live.threshold import Stay, over_target_since
from tests.queueing.centre import MORNING, VIETNAM, Desk
from tests.reports.centre import three_departments

TARGET_S = 900


def after(minutes):
    return MORNING + timedelta(minutes=minutes)


def said(desk, minutes, only=None):
    """(kind, department, people, since in minutes, counters) of each alert at that minute."""
    return [
        (a.kind, a.department, a.people, (a.since - MORNING).total_seconds() / 60, a.counters)
        for a in alerts(desk.hall, after(minutes), only)
    ]


@pytest.fixture
def desk():
    """XD has counters 1 and 2 for services A and B; TP has counter 3 for service C."""
    return Desk(three_departments())


# ── nobody serves a queue ──


def test_people_who_wait_for_no_counter_at_all_are_an_alert_after_a_minute(desk):
    desk.issue("C")
    assert said(desk, 0.9) == []
    assert said(desk, 1) == [("unserved", "TP", 1, 0, ("3",))]


def test_a_pause_of_the_only_counter_leaves_its_queue_alone_from_then_on(desk):
    desk.open("3")
    desk.issue("C")
    desk.do(c.PauseCounter("3", "meeting"), after_s=120)
    assert said(desk, 2.9) == []
    assert said(desk, 3) == [("unserved", "TP", 1, 2, ("3",))]
    desk.do(c.OpenCounter("3", "user:lan"), after_s=60)
    desk.do(c.CallNext("3"))
    assert said(desk, 30) == []


# ── a mean wait above the target ──


def test_a_mean_wait_above_the_target_is_an_alert_that_says_since_when(desk):
    desk.open("1")
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.issue("A")
    desk.issue("A", after_s=240)
    assert said(desk, 17.9) == []  # 0 and 4 minutes: the mean reaches 15 at 17
    assert said(desk, 18) == [("late", "XD", 2, 17, ("2",))]


def test_a_call_that_brings_the_mean_below_the_target_ends_the_alert(desk):
    desk.open("1", "2")
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.issue("A")
    desk.issue("A", after_s=600)
    desk.do(c.CallNext("2"))
    desk.issue("A")
    assert said(desk, 26) == [("late", "XD", 2, 25, ())]
    desk.do(c.FinishAndCallNext("2"), after_s=17 * 60)
    assert said(desk, 27) == [("late", "XD", 1, 25, ())]
    desk.issue("A")
    assert said(desk, 27) == []


def test_who_waits_beyond_the_red_line_is_an_alert_although_the_mean_is_within_the_target(desk):
    desk.open("1", "2")
    for counter in "12":
        desk.issue("A")
        desk.do(c.CallNext(counter))
    desk.issue("A")
    desk.now = after(25)
    for _ in range(5):
        desk.issue("A", after_s=60)
    assert said(desk, 30.9) == []
    assert said(desk, 31) == [("red_line", "XD", 1, 30, ())]


@pytest.mark.parametrize(
    ("stays", "crossed"),
    [
        ([], None),
        ([(0, None)], 15),
        ([(0, None), (10, None)], 20),
        ([(0, 20), (10, None)], 25),
        ([(0, 29), (10, None)], 20),
        ([(0, None), (2, 3)], 15),
        ([(28, None)], None),
        ([(0, None), (29, None), (29, None)], None),
        ([(0, None), (29, 29.5)], 29.5),
        ([(20, None, -10)], 20),  # had waited half an hour when they were sent on
        ([(20, None, 8)], 23),
    ],
)
def test_since_when_the_mean_of_those_who_waited_is_above_the_target(stays, crossed):
    waits = [
        Stay(after(joined), None if left is None else after(left), after((came or [joined])[0]))
        for joined, left, *came in stays
    ]
    found = over_target_since(waits, TARGET_S, after(30))
    assert found == (None if crossed is None else after(crossed))


# ── idle and paused counters ──


def test_a_counter_that_is_idle_or_paused_while_people_wait_is_an_alert(desk):
    desk.open("1", "2")
    desk.issue("A")
    assert said(desk, 1) == [("idle", "XD", 1, 0, ("1", "2"))]
    desk.do(c.CallNext("1"), after_s=60)
    desk.do(c.PauseCounter("2", "meeting"))
    desk.issue("A")
    assert said(desk, 2) == [("paused", "XD", 1, 1, ("2",))]


def test_a_department_has_its_gravest_alert_alone_and_the_longest_wait_comes_first(desk):
    desk.open("1", "2")
    desk.issue("A")
    desk.issue("C", after_s=60)
    assert said(desk, 10) == [
        ("idle", "XD", 1, 0, ("1", "2")),
        ("unserved", "TP", 1, 1, ("3",)),
    ]
    assert [kind for kind, *_ in said(desk, 20)] == ["late", "unserved"]
    desk.do(c.CallNext("1"))
    desk.issue("A")
    assert [department for _, department, *_ in said(desk, 20)] == ["TP", "XD"]


def test_a_wait_counts_from_the_number_also_after_a_transfer(desk):
    desk.open("1", "2", "3")
    moved = desk.issue("A")
    desk.do(c.CorrectService(moved.id, "C"), after_s=20 * 60)
    [alert] = alerts(desk.hall, after(22))
    assert (alert.kind, alert.department, alert.mean_s) == ("late", "TP", 22 * 60)
    assert alert.since == after(20)


def test_a_counter_of_another_department_that_may_serve_is_named(desk):
    """Counter 3 of TP lends XD a hand with A."""
    counters = dict(desk.hall.catalogue.counters)
    helper = replace(counters["3"], serves=(*counters["3"].serves, Preference("A", 600)))
    desk = Desk(replace(desk.hall.catalogue, counters={**counters, "3": helper}))
    desk.open("1", "2", "3")
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.issue("A")
    desk.do(c.CallNext("2"))
    desk.issue("A")
    desk.do(c.PauseCounter("3", "meeting"))
    [alert] = alerts(desk.hall, after(20))
    assert (alert.kind, alert.department, alert.counters) == ("late", "XD", ("3",))


def test_a_department_head_is_told_of_the_own_department_alone(desk):
    desk.issue("A")
    desk.issue("C")
    assert [department for _, department, *_ in said(desk, 5, "TP")] == ["TP"]
    assert said(desk, 5, "YT") == []


def test_a_restart_says_the_same(desk):
    desk.open("1")
    for _ in range(4):
        desk.issue("A", after_s=100)
        desk.issue("C", after_s=10)
    desk.do(c.CallNext("1"), after_s=600)
    desk.do(c.FinishAndCallNext("1"), after_s=600)
    again = Desk(three_departments())
    again.hall = desk.replayed()
    for minutes in (25, 26, 40):
        assert said(again, minutes) == said(desk, minutes) != []


# ── the hours of intake ──


def test_nothing_is_said_before_the_opening_and_at_lunch_but_after_the_last_span():
    spans = {0: ((time(7), time(10, 30)), (time(13), time(16, 30)))}
    desk = Desk(replace(three_departments(), hours=Hours(week=spans)))
    desk.issue("C")  # at 08:00 of a Monday
    clock = {}
    for text in ("08:00:30", "08:01", "10:29", "12:00", "13:00:30", "13:01", "18:00"):
        moment = datetime.fromisoformat(f"2026-11-23T{text}").replace(tzinfo=VIETNAM)
        clock[text] = [a.kind for a in alerts(desk.hall, moment)]
    assert clock == {
        "08:00:30": [], "08:01": ["unserved"], "10:29": ["unserved"], "12:00": [],
        "13:00:30": [], "13:01": ["unserved"], "18:00": ["unserved"],
    }  # fmt: skip


# ── what was forgotten at a counter ──


def test_a_counter_with_the_same_number_is_told_to_its_own_department_also_after_hours(desk):
    desk.open("3")
    desk.issue("C")
    desk.do(c.CallNext("3"))
    late = after(14 * 60)
    (alert,) = list_forgotten(desk.hall, late)
    assert (alert.kind, alert.department, alert.counter, alert.number) == (
        "same_number",
        "TP",
        "3",
        "C001",
    )
    assert list_forgotten(desk.hall, late, "TP") == [alert]
    assert list_forgotten(desk.hall, late, "XD") == []
