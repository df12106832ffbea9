"""The rates made of counts, and percentiles: what each is, and when there is none."""

from queueing.measures.rates import (
    abandonment,
    broke_promise_early,
    kept_promise,
    no_show_rate,
    occupancy,
    rank,
    satisfaction,
    service_level,
)


def test_percentiles_take_the_nearest_rank_and_none_of_fewer_than_ten():
    assert rank(50, 9) is None
    assert [rank(q, 10) for q in (1, 50, 51, 90, 91, 100)] == [1, 5, 6, 9, 10, 10]
    assert rank(50, 11) == 6


def test_the_service_level_counts_those_who_gave_up_after_the_target_and_nobody_else():
    assert service_level(within=2, called=3, lost_late=0) == 2 / 3
    assert service_level(within=2, called=3, lost_late=1) == 2 / 4
    assert service_level(within=0, called=0, lost_late=0) is None


def test_no_shows_are_counted_against_calls_and_abandonment_against_what_the_citizens_took():
    assert (no_show_rate(2, 50), no_show_rate(0, 0)) == (0.04, None)
    assert abandonment(abandoned=5, issued=52, taken_back=2) == 0.1


def test_occupancy_is_the_time_with_tickets_of_the_time_open_and_not_paused():
    assert occupancy(occupied_s=50, open_s=400, paused_s=30) == 50 / 370
    assert occupancy(occupied_s=0, open_s=30, paused_s=30) is None


def test_satisfaction_is_the_share_of_the_two_upper_levels_and_none_without_a_rating():
    given = {"very_satisfied": 3, "satisfied": 2, "neutral": 4, "dissatisfied": 1}
    assert satisfaction(given) == 0.5
    assert satisfaction({}) is None


def test_a_promise_is_kept_when_the_call_comes_not_later_than_its_high_end():
    assert [kept_promise(600, high) for high in (9, 10)] == [False, True]
    assert [broke_promise_early(600, low) for low in (10, 11)] == [False, True]
