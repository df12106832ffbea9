"""When a command would be carried out, at the first and at the last moment."""

from datetime import time, timedelta

import pytest

from queueing import commands as c
from queueing.catalogue import Limits
from queueing.errors import CounterIsClosed
from queueing.offers import Offer, find_offer, find_refusal
from tests.queueing.centre import MORNING, Desk, small_centre

MOMENT = timedelta(milliseconds=1)


@pytest.fixture
def desk():
    desk = Desk()
    desk.open("1", "2")
    return desk


def offered(desk, command):
    return find_offer(desk.hall, command, desk.now)


def test_both_ends_of_an_offer_belong_to_it():
    offer = Offer(MORNING, MORNING + timedelta(seconds=5))
    held = [MORNING - MOMENT, MORNING, MORNING + timedelta(seconds=5), offer.ends + MOMENT]
    assert [offer.holds(at) for at in held] == [False, True, True, False]
    assert Offer().holds(MORNING)
    assert Offer(MORNING).holds(MORNING + timedelta(days=9))


def test_why_the_door_would_refuse_is_said(desk):
    desk.issue("A")
    assert find_refusal(desk.hall, c.CallNext("1"), desk.now) is None
    assert find_refusal(desk.hall, c.OpenCounter("1", "user:lan"), desk.now) is None
    refusal = find_refusal(desk.hall, c.CallNext("3"), desk.now)
    assert isinstance(refusal, CounterIsClosed)
    assert refusal.fields == {"counter": "3"}


def test_what_is_refused_or_changes_nothing_is_no_offer(desk):
    assert offered(desk, c.CallNext("1")) is None
    assert offered(desk, c.OpenCounter("1", "user:lan")) is None
    assert offered(desk, c.OpenCounter("1", "user:minh")) == Offer()
    assert offered(desk, c.OpenCounter("3", "user:lan")) == Offer()
    for command in (
        c.Undo("1"),
        c.Recall("1"),
        c.RecordNoShow("1"),
        c.RestoreTicket("nobody"),
        c.ReprintTicket("nobody"),
        c.RateTicket("nobody", "neutral"),
    ):
        assert offered(desk, command) is None
    strict = Desk(small_centre(limits=Limits(no_show_enforced=True)))
    strict.open("1")
    assert offered(strict, c.RecordNoShow("1")) is None


def test_a_second_recall_is_offered_from_the_end_of_the_interval_on(desk):
    desk.issue()
    desk.do(c.CallNext("1"))
    assert offered(desk, c.Recall("1")) == Offer()
    desk.do(c.Recall("1"))
    later = desk.now + timedelta(seconds=5)
    assert offered(desk, c.Recall("1")) == Offer(later)
    desk.now = later
    assert offered(desk, c.Recall("1")) == Offer()


def test_absence_is_offered_from_when_it_may_be_recorded(desk):
    desk.issue()
    desk.do(c.CallNext("1"))
    held = desk.now + timedelta(minutes=3)
    assert offered(desk, c.RecordNoShow("1")) == Offer()
    assert offered(desk, c.RecordNoShow("1", unless_held=True)) == Offer(held)
    strict = Desk(small_centre(limits=Limits(no_show_enforced=True)))
    strict.open("1")
    strict.issue()
    strict.do(c.CallNext("1"))
    assert offered(strict, c.RecordNoShow("1")) is None
    strict.do(c.Recall("1"), 1)
    assert offered(strict, c.RecordNoShow("1")) == Offer(strict.now + timedelta(minutes=3))


def test_undo_restore_copy_and_rating_are_offered_until_their_limits(desk):
    mine = desk.issue().id
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"))
    missed_at = desk.now
    assert offered(desk, c.Undo("1")) == Offer(None, missed_at + timedelta(seconds=10))
    for command in (c.RestoreTicket(mine), c.ReprintTicket(mine)):
        assert offered(desk, command) == Offer(None, missed_at + timedelta(minutes=30))
    desk.now += timedelta(minutes=30)
    assert offered(desk, c.RestoreTicket(mine)) is not None
    desk.now += MOMENT
    assert offered(desk, c.RestoreTicket(mine)) is None
    other = desk.issue().id
    assert offered(desk, c.ReprintTicket(other)) == Offer()
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"))
    day, minute = desk.now + timedelta(days=1), desk.now + timedelta(minutes=1)
    assert offered(desk, c.RateTicket(other, "satisfied")) == Offer(None, day)
    assert offered(desk, c.RateTicket(other, "satisfied", counter="1")) == Offer(None, minute)


def test_after_the_day_s_end_counters_and_numbers_are_offered_from_midnight_on(desk):
    desk.do(c.CloseDay())
    midnight = MORNING + timedelta(hours=16)  # 00:00 in Cần Thơ
    assert offered(desk, c.OpenCounter("1", "user:lan")) == Offer(midnight)
    assert offered(desk, c.IssueTicket("A", "follow")) == Offer(midnight)


def test_where_the_day_ends_by_the_clock_counters_are_offered_until_that_hour():
    desk = Desk(small_centre(day_ends=time(18, 0)))
    six = MORNING + timedelta(hours=10)  # 18:00 in Cần Thơ
    last = six - timedelta(microseconds=1)
    opening = c.OpenCounter("1", "user:lan")
    assert offered(desk, opening) == Offer(None, last)
    desk.now = last
    assert offered(desk, opening) == Offer(None, last)
    desk.now = six
    day = timedelta(days=1)
    assert offered(desk, opening) == Offer(six + timedelta(hours=6), last + day)
