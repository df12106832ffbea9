"""The hours of intake at their edges: the minute of opening, of closing, of a holiday."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from queueing.hours import END_OF_DAY, Hours, find_moment, write_edge

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OFFICE = ((time(7), time(10, 30)), (time(13), time(16, 30)))
HOURS = Hours(dict.fromkeys(range(5), OFFICE), enforced=True)


def monday(text):
    return datetime.combine(date(2026, 11, 23), time.fromisoformat(text), ZONE)


@pytest.mark.parametrize(
    ("at", "taking_in"),
    [
        ("06:59:59", False), ("07:00:00", True), ("10:29:59", True), ("10:30:00", False),
        ("12:59:59", False), ("13:00:00", True), ("16:29:59", True), ("16:30:00", False),
    ],
)  # fmt: skip
def test_numbers_are_given_from_the_opening_minute_until_the_closing_minute(at, taking_in):
    assert HOURS.taking_in(monday(at)) is taking_in


def test_a_day_that_is_open_to_its_end_takes_people_in_until_midnight():
    hours = Hours({0: ((time(22), END_OF_DAY),), 1: ((time(0), time(2)),)}, enforced=True)
    assert hours.taking_in(monday("23:59:59"))
    assert hours.taking_in(monday("00:00:00") + timedelta(days=1))
    edges = [time(7), END_OF_DAY]
    assert [write_edge(edge) for edge in edges] == ["07:00", "24:00"]
    assert [find_moment(date(2026, 11, 23), edge, ZONE) for edge in edges] == [
        monday("07:00:00"), monday("00:00:00") + timedelta(days=1),
    ]  # fmt: skip


def test_hours_that_are_not_enforced_refuse_nobody():
    assert Hours({0: OFFICE}).taking_in(monday("03:00:00"))
    assert not Hours({}, enforced=True).taking_in(monday("08:00:00"))


def test_a_listed_day_wins_over_its_weekday():
    holiday = Hours({0: OFFICE}, {date(2026, 11, 23): ()}, enforced=True)
    assert (holiday.spans(date(2026, 11, 23)), holiday.spans(date(2026, 11, 30))) == ((), OFFICE)
    assert not holiday.taking_in(monday("08:00:00"))
    assert holiday.closing(date(2026, 11, 23), ZONE) is None
    assert holiday.closing(date(2026, 11, 30), ZONE) == monday("16:30") + timedelta(days=7)


@pytest.mark.parametrize(
    ("at", "opening"),
    [
        ("06:00:00", monday("07:00:00")),
        ("07:00:00", monday("13:00:00")),
        ("13:00:00", monday("07:00:00") + timedelta(days=1)),
    ],
)
def test_the_next_opening_is_later_than_now(at, opening):
    assert HOURS.next_opening(monday(at)) == opening


def test_the_next_opening_is_looked_for_thirty_days_ahead():
    day = date(2026, 11, 23)
    for days, found in ((30, True), (31, False)):
        only = Hours({}, {day + timedelta(days=days): OFFICE})
        expected = monday("07:00:00") + timedelta(days=days) if found else None
        assert only.next_opening(monday("08:00:00")) == expected


@pytest.mark.parametrize("at", ["06:00:00", "10:29:59", "12:59:59"])
def test_the_lunch_gap_counts_until_it_is_over(at):
    assert HOURS.gap_after(monday(at)) == (monday("10:30:00"), monday("13:00:00"))


def test_after_lunch_and_on_a_day_without_there_is_no_gap():
    assert HOURS.gap_after(monday("13:00:00")) is None
    assert Hours({0: OFFICE[:1]}).gap_after(monday("08:00:00")) is None


def test_a_centre_is_at_work_within_its_spans_and_always_where_it_has_none():
    at_work = [HOURS.at_work(monday(at)) for at in ("06:59", "07:00", "11:00", "16:29", "16:30")]
    assert at_work == [False, True, False, True, False]
    assert not HOURS.at_work(monday("08:00") - timedelta(days=1))
    assert Hours().at_work(monday("03:00"))


@pytest.mark.parametrize(
    ("day_ends", "latest"),
    [(time(16, 59), time(16, 30)), (time(17), None), (time(), None)],
)
def test_half_an_hour_of_the_service_day_is_left_after_intake(day_ends, latest):
    assert HOURS.find_late_end(day_ends) == latest


def test_intake_until_midnight_leaves_nothing_of_a_day():
    whole = Hours({0: ((time(7), END_OF_DAY),)}, {date(2026, 12, 1): ((time(1), time(23, 30)),)})
    assert whole.find_late_end(time()) == END_OF_DAY
    late = Hours({}, {date(2026, 12, 1): ((time(1), time(23, 31)),)})
    assert late.find_late_end(time()) == time(23, 31)
    assert Hours({}, {date(2026, 12, 1): ((time(1), time(23, 30)),)}).find_late_end(time()) is None
