"""Which days are compared: the same weekdays, hours and part of the day; never with nothing."""

from datetime import date, datetime, time, timedelta

import pytest

from queueing.hours import Hours
from reports.comparable import compare_days
from reports.query import Period
from tests.queueing.centre import VIETNAM

MORNING, AFTERNOON = (time(7), time(10, 30)), (time(13), time(16, 30))
WEEK = dict.fromkeys(range(5), (MORNING, AFTERNOON))
HOLIDAY, HALF_DAY, MAKE_UP_SATURDAY = date(2026, 9, 2), date(2026, 10, 15), date(2026, 10, 24)
HOURS = Hours(
    WEEK, {HOLIDAY: (), HALF_DAY: (MORNING,), MAKE_UP_SATURDAY: (MORNING, AFTERNOON)}, True
)
FIRST = date(2026, 8, 3)
"""The day on which the centre began to give numbers."""
WEDNESDAY = datetime(2026, 11, 25, 10, 15, tzinfo=VIETNAM)


def find_worked_days(until):
    days = (FIRST + timedelta(days=number) for number in range((until - FIRST).days + 1))
    return {day for day in days if HOURS.spans(day)}


def day(text):
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("name", "first", "last", "weeks", "earlier", "compared", "left_out", "until"),
    [
        ("today, until now", "11-25", "11-25", 1, ("11-18", "11-18"), 1, [], True),
        ("a day that is over, whole", "11-23", "11-23", 1, ("11-16", "11-16"), 1, [], False),
        ("a Sunday, with nobody on either", "11-22", "11-22", 1, ("11-15", "11-15"), 0, [], False),
        ("this week so far, until now", "11-23", "11-29", 1, ("11-16", "11-18"), 3, [], True),
        ("last week", "11-16", "11-22", 1, ("11-09", "11-15"), 5, [], False),
        ("this month so far", "11-01", "11-30", 4, ("10-04", "10-28"), 17,
         ["11-12", "11-21"], True),
        ("a month of five weeks", "09-01", "09-30", 5, ("07-28", "08-26"), 18,
         ["09-01", "09-03", "09-04"], False),
        ("a holiday beside a working day", "09-02", "09-02", 1, ("08-26", "08-26"), 0,
         ["09-02"], False),
        ("a half day beside a whole one", "10-15", "10-15", 1, ("10-08", "10-08"), 0,
         ["10-15"], False),
        ("a make-up Saturday", "10-24", "10-24", 1, ("10-17", "10-17"), 0, ["10-24"], False),
        ("before anything was counted", "08-03", "08-07", 1, ("07-27", "07-31"), 0,
         ["08-03", "08-04", "08-05", "08-06", "08-07"], False),
    ],
)  # fmt: skip
def test_like_is_compared_with_like(name, first, last, weeks, earlier, compared, left_out, until):
    found = compare_days(
        Period(day(first), day(last)), WEDNESDAY, HOURS, find_worked_days(WEDNESDAY.date())
    )
    assert (found.weeks, found.earlier) == (weeks, Period(*map(day, earlier))), name
    assert (len(found.days), list(found.left_out)) == (compared, list(map(day, left_out)))
    for one, other in zip(found.days, found.earlier_days, strict=True):
        assert one.weekday() == other.weekday()
        assert HOURS.spans(one) == HOURS.spans(other)
    assert found.earlier.last < day(first)
    assert found.until == (WEDNESDAY if until else None)
    assert found.earlier_until == (WEDNESDAY - weeks * timedelta(weeks=1) if until else None)


def test_a_period_to_come_and_a_morning_before_anybody_came_are_compared_with_nothing():
    tomorrow = WEDNESDAY.date() + timedelta(days=1)
    worked = find_worked_days(WEDNESDAY.date()) - {WEDNESDAY.date()}
    assert compare_days(Period(tomorrow, tomorrow), WEDNESDAY, HOURS, worked) is None
    before_opening = compare_days(
        Period(WEDNESDAY.date(), WEDNESDAY.date()), WEDNESDAY, HOURS, worked
    )
    assert (before_opening.days, before_opening.left_out) == ((), ())


def test_a_day_on_which_the_power_was_out_is_named_whichever_of_the_two_it_was():
    worked = find_worked_days(WEDNESDAY.date()) - {day("11-17"), day("11-12")}
    found = compare_days(Period(day("11-16"), day("11-20")), WEDNESDAY, HOURS, worked)
    assert found.left_out == (day("11-17"), day("11-19"))
