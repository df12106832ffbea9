"""The service day: its first event, its borders, its end, and clocks that jump."""

from datetime import UTC, datetime, timedelta

import pytest

from queueing import commands as c
from queueing import errors
from queueing.decisions import day_is_over
from queueing.events import DayOpened
from queueing.tickets import State
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
