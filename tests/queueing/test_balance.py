"""A day adds up when all who came have gone, and its queues hold what its tickets waited."""

from hypothesis import given
from hypothesis import strategies as st

from queueing.measures.balance import (
    RESOLUTION_S,
    Books,
    Imbalance,
    LittleGap,
    imbalances,
    little_gap,
    people_seconds,
)

BUILDING = Books(issued=4, served=2, expired=1, transferred_out=1)
JUSTICE = Books(issued=4, transferred_in=1, served=2, cancelled=2, expired=1)

stays = st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 9_000)), max_size=40)


def test_a_department_balances_when_everybody_who_came_is_accounted_for():
    assert imbalances({"XD": BUILDING, "TP": JUSTICE}) == []


def test_whoever_is_still_at_a_counter_is_accounted_for():
    assert imbalances({"XD": Books(issued=2, no_show=1, still_there=1)}) == []


def test_a_leg_that_is_missing_is_seen_in_its_department():
    lost = Books(issued=4, served=1, expired=1, transferred_out=1)
    assert imbalances({"XD": lost, "TP": JUSTICE}) == [Imbalance("XD", 4, 3)]


def test_a_transfer_that_arrived_nowhere_is_seen_although_each_department_balances():
    nobody_came = Books(issued=4, served=1, cancelled=2, expired=1)
    assert imbalances({"XD": BUILDING, "TP": nobody_came}) == [Imbalance(None, 1, 0)]


def test_two_who_wait_at_once_count_twice():
    # One waits 0-60, the other 30-90: 30 s alone, 30 s both, 30 s alone
    assert people_seconds([(0, 60), (30, 90)]) == 30 + 2 * 30 + 30


def test_a_clock_that_was_set_back_counts_as_no_time():
    assert people_seconds([(0, 60), (50, 20)]) == 60


@given(stays)
def test_people_over_time_are_the_sum_of_all_stays(stays):
    assert people_seconds(stays) == sum(max(0, left - entered) for entered, left in stays)


def test_more_than_one_percent_and_a_moment_a_stay_is_a_gap():
    for waited in (1010, 990):
        assert little_gap([(0, 1000)], waited) is None
        beyond = waited + (waited - 1000) * 0.0002
        assert little_gap([(0, 1000)], beyond) == LittleGap(1000, beyond)
    assert little_gap([(0, 1000)], 1010 + RESOLUTION_S) is None
    assert little_gap([(0, 500), (500, 1000)], 1010 + 2 * RESOLUTION_S) is None


def test_a_day_on_which_nobody_waited_has_no_gap():
    assert little_gap([], 0) is None
    assert little_gap([(5, 5)], 0) is None
    assert little_gap([], 3) == LittleGap(0, 3)
