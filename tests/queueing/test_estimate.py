"""How long it will take: honest ranges, or none."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from queueing import commands as c
from queueing.errors import ServiceClosed
from queueing.estimate import (
    Basis,
    Range,
    Rest,
    expected_s,
    learn_basis,
    ratios,
    starts_after_closing,
    turn_at,
    wait_range,
)
from queueing.hours import END_OF_DAY, Hours, find_moment
from tests.queueing.centre import MORNING, Desk, small_centre

LOCAL_DAY = date(2026, 11, 23)
WORKDAY = ((time(7), time(10, 30)), (time(13), time(16, 30)))


def enforced():
    return small_centre(hours=Hours({0: WORKDAY}, enforced=True))


def at(hour, minute=0):
    return datetime(2026, 11, 23, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def test_a_free_counter_and_nobody_ahead_means_no_wait():
    desk = Desk()
    desk.open("2")
    assert wait_range(desk.hall, "A", 0, desk.now, Basis()) == (0.0, Range(0, 1))


def test_the_queue_length_estimate_counts_people_minutes_and_counters():
    desk = Desk()
    desk.open("1", "2")
    for _ in range(2):
        desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.CallNext("2"))
    # counters 1 and 2 give half of their time each to A: (3 + 1) * 6 min / 1
    assert expected_s(desk.hall, "A", 3, Basis()) == 4 * 6 * 60


def test_no_open_counter_means_no_estimate():
    desk = Desk()
    assert wait_range(desk.hall, "A", 2, desk.now, Basis()) == (None, None)
    desk.open("2")
    desk.do(c.PauseCounter("2"))
    assert wait_range(desk.hall, "A", 2, desk.now, Basis()) == (None, None)


def test_without_any_basis_there_is_no_estimate_until_eight_calls_ended():
    desk = Desk()
    desk.open("3")
    for _ in range(9):
        desk.issue("C")
    assert expected_s(desk.hall, "C", 1, Basis()) is None
    for _ in range(8):
        desk.do(c.CallNext("3"))
        desk.do(c.FinishService("3"), after_s=240)
    desk.do(c.CallNext("3"))
    assert expected_s(desk.hall, "C", 1, Basis()) == pytest.approx(2 * 240)


def test_earlier_days_are_a_basis_too():
    desk = Desk()
    desk.open("3")
    desk.issue("C")
    desk.do(c.CallNext("3"))
    assert expected_s(desk.hall, "C", 0, Basis(usual_minutes={"C": 5})) == 300


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [(0, (0.86, 2.88)), (1, (1.03, 2.40)), (5, (1.12, 2.08)), (10, (1.10, 1.75)),
     (20, (1.02, 1.46)), (21, (0.91, 1.24))],
)  # fmt: skip
def test_the_first_ratios_are_those_of_the_handbook(ahead, expected):
    assert ratios("A", ahead, Basis()) == expected


def test_learned_ratios_win():
    assert ratios("A", 45, Basis(ratios={("A", 30): (1.0, 1.1)})) == (1.0, 1.1)


def test_ranges_are_whole_minutes_below_fifteen_and_fives_above():
    desk = Desk()
    desk.open("2")
    desk.issue("B")
    desk.do(c.CallNext("2"))
    # B alone at counter 2: even shares, so 8 min / 0.5
    low_high = wait_range(desk.hall, "B", 0, desk.now, Basis())[1]
    assert low_high == Range(13, 50)


def test_over_the_lunch_gap_the_gap_is_added():
    desk = Desk(enforced(), at(10, 20))
    desk.open("2")
    desk.issue("B", by_staff=True)
    desk.do(c.CallNext("2"))
    seconds, promised = wait_range(desk.hall, "B", 1, desk.now, Basis())
    assert seconds == 2 * 8 * 60 / 0.5
    r50, r90 = ratios("B", 1, Basis())
    gap_min = 150
    assert promised.low_min == pytest.approx(seconds * r50 / 60 + gap_min, abs=5)
    assert promised.high_min == pytest.approx(seconds * r90 / 60 + gap_min, abs=5)


def test_a_start_with_the_last_minute_is_not_promised():
    desk = Desk()
    desk.open("2")
    desk.issue("B")
    desk.do(c.CallNext("2"))
    seconds, _ = wait_range(desk.hall, "B", 0, desk.now, Basis())
    for ends_s, promises in ((seconds, False), (seconds + 1, True)):
        promised = wait_range(desk.hall, "B", 0, desk.now, Basis(), rest=Rest(ends_s))[1]
        assert (promised is not None) is promises


def test_a_start_after_closing_is_not_promised():
    desk = Desk(enforced(), at(16, 20))
    desk.open("2")
    desk.issue("B", by_staff=True)
    desk.do(c.CallNext("2"))
    assert wait_range(desk.hall, "B", 3, desk.now, Basis())[1] is None
    assert starts_after_closing(desk.hall.catalogue, "B", desk.now, 3600)
    for _ in range(2):
        desk.issue("B", by_staff=True)
    with pytest.raises(ServiceClosed) as refusal:
        desk.issue("B")
    assert refusal.value.fields == {"service": "B", "reason": "no_more_today"}


def test_the_printed_range_is_kept_with_the_ticket():
    desk = Desk()
    desk.open("2")
    desk.issue("B")
    desk.do(c.CallNext("2"))
    waiting = desk.issue("B")
    assert (waiting.low_min, waiting.high_min) == (13, 50)


def test_hours_know_holidays_the_next_opening_and_the_lunch_gap():
    hours = Hours(dict.fromkeys(range(5), WORKDAY), {LOCAL_DAY: ()}, enforced=True)
    zone = small_centre().zone_info
    monday = datetime(2026, 11, 23, 9, 0, tzinfo=zone)
    assert not hours.taking_in(monday)
    afternoon = datetime(2026, 11, 24, 13, 0, tzinfo=zone)
    assert hours.next_opening(afternoon - timedelta(hours=1)) == afternoon
    assert hours.next_opening(monday) == datetime(2026, 11, 24, 7, 0, tzinfo=zone)
    assert hours.closing(LOCAL_DAY, zone) is None
    tuesday = monday + timedelta(days=1)
    assert hours.taking_in(tuesday)
    assert hours.gap_after(tuesday) == (
        datetime(2026, 11, 24, 10, 30, tzinfo=zone), datetime(2026, 11, 24, 13, 0, tzinfo=zone)
    )  # fmt: skip
    assert hours.gap_after(tuesday.replace(hour=14)) is None
    assert Hours().next_opening(monday) is None
    assert replace(hours, enforced=False).taking_in(monday)


@pytest.mark.parametrize(
    ("until", "ends"), [(END_OF_DAY, time()), (time(16, 30), time(16, 30)), (None, time(16, 30))]
)
def test_nothing_is_promised_for_after_the_days_end(until, ends):
    hours = Hours({0: ((time(7), until),)}, enforced=True) if until else Hours()
    catalogue = small_centre(hours=hours, day_ends=ends)
    over = find_moment(LOCAL_DAY, END_OF_DAY if ends == time() else ends, catalogue.zone_info)
    desk = Desk(catalogue, over - timedelta(minutes=51))
    desk.open("2")
    desk.issue("B")
    desk.do(c.CallNext("2"))
    assert wait_range(desk.hall, "B", 0, over - timedelta(minutes=50), Basis())[1] == Range(13, 50)
    assert wait_range(desk.hall, "B", 0, over - timedelta(minutes=49), Basis()) == (960.0, None)
    late = starts_after_closing(catalogue, "B", over - timedelta(minutes=10), 960.0)
    assert late == catalogue.hours.enforced


def test_hours_know_that_they_reach_the_days_end():
    evening = Hours({3: ((time(7), time(11)), (time(18), END_OF_DAY))})
    assert evening.find_late_end(time()) == END_OF_DAY
    holiday = Hours({3: WORKDAY}, {LOCAL_DAY: ((time(7), time(20)),)})
    assert holiday.find_late_end(time(20, 29)) == time(20)
    assert holiday.find_late_end(time(20, 30)) is None
    assert Hours().find_late_end(time()) is None


def test_closed_all_week_never_promises():
    catalogue = small_centre(hours=Hours({}, enforced=True))
    assert starts_after_closing(catalogue, "B", MORNING, 60)


def test_history_teaches_quantiles_for_each_service_and_people_ahead():
    samples = [("A", 3, 60.0 * n, 600.0) for n in range(1, 41)]
    basis = learn_basis(samples, {"A": 5.0})
    assert basis.ratios["A", 3] == (2.0, 3.6)
    assert basis.usual_minutes == {"A": 5.0}


def test_a_quantile_is_the_value_at_its_nearest_rank():
    samples = [("A", 3, float(n), 1.0) for n in range(1, 201)]
    assert learn_basis(samples, {}).ratios["A", 3] == (100.0, 180.0)


def test_few_samples_are_pooled_with_their_neighbours_and_too_few_teach_nothing():
    near = [("A", 2, 600.0, 600.0)] * 20 + [("A", 4, 1200.0, 600.0)] * 20
    assert learn_basis(near, {}).ratios["A", 3] == (1.0, 2.0)
    assert learn_basis(near[:39], {}).ratios == {}
    assert learn_basis([("A", 0, 30.0, 0.0)] * 50, {}).ratios == {}


def test_thirty_people_ahead_and_more_are_one_case():
    basis = learn_basis([("A", 55, 900.0, 600.0)] * 40, {})
    assert ratios("A", 80, basis) == (1.5, 1.5)
    assert set(basis.ratios) == {("A", ahead) for ahead in range(31)}


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0, 1, None),
        (4, 12, None),
        (5, 6, (8, 23)),
        (6, 13, (8, 25)),
        (20, 45, (8, 40)),
    ],
)
def test_a_time_of_day_is_told_from_five_minutes_on_and_lies_within_the_range(low, high, told):
    since = at(8, 17) + timedelta(seconds=20)
    assert turn_at(since, Range(low, high)) == (at(*told) if told else None)


def test_no_time_of_day_lies_outside_its_range():
    for second in range(0, 3600, 7):
        since = at(8) + timedelta(seconds=second)
        for low in range(5, 16):
            told = turn_at(since, Range(low, low + 1))
            assert timedelta(minutes=low) <= told - since <= timedelta(minutes=low + 1)
            assert told.second == told.microsecond == 0
