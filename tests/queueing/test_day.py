"""The service day: its first event, its borders, its end, and clocks that jump."""

from dataclasses import fields
from datetime import UTC, datetime, time, timedelta

import pytest

from queueing import commands as c
from queueing import errors
from queueing.catalogue import Limits
from queueing.decisions import day_is_over
from queueing.decisions.day import are_holders_served, count_losing, is_day_open
from queueing.events import ClockSet, DayClosed, DayOpened
from queueing.hall.changes import apply
from queueing.hall.tickets import State
from queueing.hours import Hours
from tests.queueing.centre import MORNING, VIETNAM, Desk, small_centre


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def called(desk, service="A", counter="1"):
    ticket = desk.issue(service)
    desk.do(c.CallNext(counter))
    return ticket


def refused(desk, kind, command, after_s=0.0):
    with pytest.raises(kind) as refusal:
        desk.do(command, after_s)
    return refusal.value.fields


def test_the_first_event_of_a_day_opens_it():
    desk = Desk()
    desk.issue()
    assert desk.journal[0] == DayOpened(MORNING, MORNING.astimezone(VIETNAM).date())


def test_midnight_in_viet_nam_is_seventeen_hours_utc():
    desk = Desk(now=datetime(2026, 11, 23, 16, 59, tzinfo=UTC))
    desk.issue()
    assert not day_is_over(desk.hall, desk.now)
    desk.now += timedelta(minutes=1)
    assert day_is_over(desk.hall, desk.now)
    desk.do(c.CloseDay())
    assert desk.issue().number == "A001"
    assert desk.hall.day.isoformat() == "2026-11-24"


def test_seven_in_the_morning_is_no_border_of_days():
    desk = Desk(now=datetime(2026, 11, 22, 23, 59, tzinfo=UTC))
    desk.issue()
    assert desk.issue(after_s=120).number == "A002"


def test_closing_the_day_expires_who_waits_and_lets_the_served_finish(desk):
    called(desk)
    desk.do(c.StartService("1"))
    desk.issue()
    desk.do(c.CloseDay())
    refused(desk, errors.DayIsClosed, c.IssueTicket("A", "f"))
    refused(desk, errors.DayIsClosed, c.OpenCounter("1", "user:lan"))
    refused(desk, errors.DayIsClosed, c.CloseDay())
    assert list(desk.hall.tickets) == [desk.ticket("A001").id]
    desk.do(c.FinishService("1"), 60)
    assert desk.ticket("A001").state is State.SERVED


def test_a_day_that_left_nothing_is_not_replayed(desk):
    desk.issue()
    desk.do(c.CloseDay(), 60)
    assert desk.journal[-1].replay_from == desk.hall.seq


def test_a_configured_hour_ends_the_day():
    local_hour = (MORNING + timedelta(hours=7, minutes=30)).time()
    desk = Desk(small_centre(day_ends=local_hour))
    desk.issue()
    desk.now += timedelta(minutes=30)
    assert day_is_over(desk.hall, desk.now)
    desk.do(c.CloseDay())
    refused(desk, errors.DayIsClosed, c.IssueTicket("A", "f"))
    assert desk.issue(after_s=16 * 3600).number == "A001"


def test_a_clock_set_back_over_midnight_gives_no_number_twice():
    desk = Desk(now=datetime(2026, 11, 23, 17, 1, tzinfo=UTC))
    desk.issue()
    desk.now -= timedelta(hours=1)
    assert desk.issue().number == "A002"
    assert not day_is_over(desk.hall, desk.now)


def test_a_clock_set_back_makes_no_negative_time(desk):
    called(desk)
    desk.do(c.StartService("1"), 60)
    desk.do(c.FinishService("1"), -30)
    assert desk.ticket("A001").service_s == 0


# ── ended by hand, too early ──


def at_eight(**limits):
    """A desk at 08:00 of a Monday with hours: one waits, one is called, one is parked."""
    week = dict.fromkeys(range(5), ((time(7), time(10, 30)), (time(13), time(16, 30))))
    desk = Desk(small_centre(hours=Hours(week), limits=Limits(**limits)))
    desk.open("1", "2")
    for _ in range(3):
        desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.ParkTicket("1"))
    desk.do(c.CallNext("2"))
    return desk


def test_ending_the_day_too_early_says_how_many_would_lose_their_numbers():
    desk = at_eight()
    assert refused(desk, errors.PeopleWaiting, c.EndDay()) == {"people": 3}
    assert count_losing(desk.hall, desk.now) == 3


def test_a_day_that_was_ended_early_can_be_reopened_and_nobody_has_lost_anything():
    desk = at_eight()
    before = dict(desk.hall.tickets)
    (event,) = desk.do(c.EndDay(confirmed=True))
    assert event.until == desk.now + timedelta(minutes=10)
    assert not is_day_open(desk.hall, desk.now)
    refused(desk, errors.DayIsClosed, c.IssueTicket("A", "late"))
    refused(desk, errors.DayIsClosed, c.OpenCounter("3", "user:lan"))
    refused(desk, errors.DayIsClosed, c.EndDay(confirmed=True))
    desk.do(c.ReopenDay(), 599)
    assert dict(desk.hall.tickets) == before
    assert desk.issue().number == "A004"
    refused(desk, errors.DayNotReopenable, c.ReopenDay())
    assert same(desk.replayed(), desk.hall)


def test_after_ten_minutes_the_day_is_over_and_the_numbers_are_lost():
    desk = at_eight()
    desk.do(c.EndDay(confirmed=True))
    assert not day_is_over(desk.hall, desk.now + timedelta(seconds=599))
    assert day_is_over(desk.hall, desk.now + timedelta(seconds=600))
    refused(desk, errors.DayNotReopenable, c.ReopenDay(), 600)
    desk.do(c.CloseDay())
    assert (desk.hall.day_closed, desk.hall.halted_until) == (True, None)
    refused(desk, errors.DayNotReopenable, c.ReopenDay())
    assert same(desk.replayed(), desk.hall)


def same(one, other):
    return all(getattr(one, each.name) == getattr(other, each.name) for each in fields(one))


@pytest.mark.parametrize(
    ("command", "limits"), [(c.EndDay(True, True), {}), (c.EndDay(True), {"reopen_s": 0})]
)
def test_the_numbers_may_be_taken_at_once(command, limits):
    desk = at_eight(**limits)
    assert isinstance(desk.do(command)[-1], DayClosed)


def test_after_the_hours_or_in_an_empty_hall_nobody_is_asked():
    desk = at_eight()
    assert isinstance(desk.do(c.EndDay(), 8.5 * 3600)[-1], DayClosed)  # 16:30
    desk = Desk()
    desk.open()
    assert isinstance(desk.do(c.EndDay())[-1], DayClosed)
    refused(desk, errors.DayIsClosed, c.EndDay())


def test_the_clock_takes_the_end_of_an_early_ended_day_along():
    desk = at_eight()
    desk.do(c.EndDay(confirmed=True))
    until, day = desk.hall.halted_until, desk.hall.day
    apply(desk.hall, ClockSet(desk.now, 3600.0, day), desk.hall.seq + 1)
    assert desk.hall.halted_until == until + timedelta(hours=1)
    apply(desk.hall, ClockSet(desk.now, 86_400.0, day + timedelta(days=1)), desk.hall.seq + 1)
    assert desk.hall.halted_until is None


def test_whoever_holds_a_number_is_served_until_the_day_ends():
    desk = Desk()
    assert not are_holders_served(desk.hall, desk.now), "nobody has one"
    desk.issue("A")
    assert are_holders_served(desk.hall, desk.now)
    desk.do(c.EndDay(confirmed=True))
    assert not are_holders_served(desk.hall, desk.now), "unless it is reopened"
    desk.do(c.ReopenDay())
    assert are_holders_served(desk.hall, desk.now)
    desk.open("1")
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"))
    desk.do(c.EndDay(confirmed=True, at_once=True))
    assert not are_holders_served(desk.hall, desk.now), "but for the one at the counter"
