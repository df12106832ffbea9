"""What a screen may promise of a service: who could call now, and when somebody comes."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from queueing import commands as c
from queueing.hours import Hours
from queueing.staffing import NoCounter, find_staffing, list_departments_at
from tests.queueing.centre import Desk, small_centre

WORKDAY = ((time(7), time(10, 30)), (time(13), time(16, 30)))
WEEK = Hours(dict.fromkeys(range(5), WORKDAY))


def at(day, hour, minute=0):
    """A local time of November 2026, of which the 23rd is a Monday."""
    return datetime(2026, 11, day, hour - 7, minute, tzinfo=UTC)


def staffing(moment, *, hours=WEEK, paused=(), opened=(), service="A", only_at=None):
    desk = Desk(small_centre(hours=hours), moment)
    desk.open(*opened, *paused) if opened or paused else None
    for counter in paused:
        desk.do(c.PauseCounter(counter, "meeting"))
    return find_staffing(desk.hall, service, desk.now, only_at)


def told(moment, **changes):
    found = staffing(moment, **changes)
    opens = found.opens_at
    return found.no_counter, opens and f"{opens:%d %H:%M}"


def test_what_nobody_at_the_counters_means_depends_on_the_hour():
    cases = {
        at(23, 8): (NoCounter.NOT_YET, None),
        at(23, 10, 30): (NoCounter.LATER, "23 13:00"),
        at(24, 7, 0): (NoCounter.NOT_YET, None),
        at(23, 16, 30): (NoCounter.OVER, "24 07:00"),
        at(22, 19, 50): (NoCounter.OVER, "23 07:00"),
        at(27, 20): (NoCounter.OVER, "30 07:00"),
    }
    assert {moment: told(moment) for moment in cases} == cases
    early = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)  # Monday, 05:30
    assert told(early) == (NoCounter.LATER, "23 07:00")


def test_it_is_the_same_whether_the_hours_refuse_anybody():
    enforced = Hours(WEEK.week, enforced=True)
    for moment in (at(23, 8), at(23, 11), at(22, 19)):
        assert told(moment, hours=enforced) == told(moment)


def test_an_open_counter_calls_at_any_hour():
    for moment in (at(23, 8), at(23, 11), at(22, 19)):
        assert staffing(moment, opened=["2"]).is_open
        assert not staffing(moment, opened=["2"], service="C").is_open


def test_a_pause_is_one_within_the_hours_alone():
    assert told(at(23, 8), paused=["1", "2"]) == (NoCounter.PAUSED, None)
    assert told(at(23, 8), paused=["1"], opened=["2"]) == (None, None)
    assert told(at(23, 11), paused=["1"]) == (NoCounter.LATER, "23 13:00")
    assert told(at(23, 8), paused=["1"], service="C") == (NoCounter.NOT_YET, None)


def test_a_pause_that_says_when_it_ends_is_believed_whatever_the_hours_are():
    desk = Desk(small_centre(hours=WEEK), at(23, 10, 20))
    desk.open("3")
    desk.do(c.PauseCounter("3", "meeting", at(23, 10, 50)))
    for moment in (at(23, 10, 20), at(23, 10, 40)):
        found = find_staffing(desk.hall, "C", moment)
        assert (found.no_counter, found.back_at) == (NoCounter.PAUSED, at(23, 10, 50))
    assert find_staffing(desk.hall, "C", at(23, 11)).no_counter is NoCounter.LATER


def test_who_was_sent_to_one_counter_waits_for_that_one():
    assert told(at(23, 8), paused=["1"], opened=["2"], only_at="1") == (NoCounter.PAUSED, None)
    assert told(at(23, 8), opened=["2"], only_at="1") == (None, None), "it has closed since"


def test_where_no_hours_are_given_nobody_is_told_of_any():
    assert told(at(22, 19), hours=Hours()) == (NoCounter.NOT_YET, None)


def test_a_newcomer_has_an_open_counter_while_one_that_serves_the_service_is_open():
    desk = Desk()
    assert not find_staffing(desk.hall, "B", desk.now).is_open
    desk.open("3")
    assert not find_staffing(desk.hall, "B", desk.now).is_open
    desk.open("1")
    assert find_staffing(desk.hall, "B", desk.now).is_open
    desk.do(c.PauseCounter("1"))
    assert not find_staffing(desk.hall, "B", desk.now).is_open
    desk.open("2")
    assert find_staffing(desk.hall, "B", desk.now).is_open


def test_who_was_sent_to_one_counter_has_that_one_until_it_closes():
    desk = Desk()
    desk.open("1", "2")
    assert find_staffing(desk.hall, "A", desk.now, "1").is_open
    desk.do(c.PauseCounter("1"))
    assert not find_staffing(desk.hall, "A", desk.now, "1").is_open
    desk.do(c.CloseCounter("1"))
    assert find_staffing(desk.hall, "A", desk.now, "1").is_open
    desk.do(c.CloseCounter("2"))
    assert not find_staffing(desk.hall, "A", desk.now, "1").is_open


def test_while_no_counter_is_open_the_first_promised_return_is_known():
    desk = Desk()
    desk.open("1", "2")
    soon, later = (desk.now + timedelta(minutes=minutes) for minutes in (10, 30))
    desk.do(c.PauseCounter("1", "meeting", later))
    assert find_staffing(desk.hall, "A", desk.now).back_at is None, "the other one is open"
    desk.do(c.PauseCounter("2", "meeting", soon))
    assert find_staffing(desk.hall, "A", desk.now).back_at == soon
    assert find_staffing(desk.hall, "A", desk.now, only_at="1").back_at == later
    assert find_staffing(desk.hall, "A", desk.now, only_at="3").back_at == soon, "it is closed"
    assert find_staffing(desk.hall, "A", soon).back_at == later, "a promise that is over is none"
    assert find_staffing(desk.hall, "A", later).back_at is None
    assert find_staffing(desk.hall, "C", desk.now).back_at is None


def test_officers_of_the_counter_and_of_what_it_serves_may_work_there():
    catalogue = small_centre()
    counter = replace(catalogue.counters["3"], department="TN")
    assert list_departments_at(catalogue, counter) == {"TN", "XD"}
