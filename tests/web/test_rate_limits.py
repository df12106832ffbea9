"""How often somebody may ask: counted by a clock that only grows, each for himself."""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from web.errors import TooMany
from web.processes.shared_state import OwnState
from web.rate_limits import DAY_S, MINUTE_S, NUMBERS, TRY_AGAIN_S, RateLimits, name_room


class Clocks:
    """The office's clock, which somebody may set, and one that only grows."""

    def __init__(self):
        self.now, self.seconds = datetime(2026, 11, 23, tzinfo=UTC), 1000.0
        self.shared = OwnState(lambda: self.seconds)
        self.limits, self.other = (RateLimits(lambda: self.now, self.shared) for _ in range(2))

    def ask(self, times, whose="K1", most=3, what=NUMBERS):
        """Return how many of so many are allowed within one minute."""
        allowed = 0
        for _ in range(times):
            with suppress(TooMany):
                self.limits.check(what, whose, most)
                allowed += 1
        return allowed


def test_so_many_are_allowed_in_a_minute_and_as_many_in_the_next():
    clocks = Clocks()
    assert clocks.ask(5) == 3
    clocks.seconds += MINUTE_S - 1
    assert clocks.ask(1) == 0
    clocks.seconds += 1
    assert clocks.ask(5) == 3


def test_each_has_a_count_of_his_own_and_none_where_there_is_no_limit():
    clocks = Clocks()
    assert [clocks.ask(4, whose) for whose in ("one", "other")] == [3, 3]
    assert clocks.ask(500, most=None) == 500


@pytest.mark.parametrize("year", [1970, 2025, 2040])
def test_a_clock_that_is_set_keeps_nobody_out(year):
    clocks = Clocks()
    assert clocks.ask(5) == 3
    clocks.now = clocks.now.replace(year=year)
    clocks.seconds += MINUTE_S
    assert clocks.ask(5) == 3


def test_a_day_is_a_day():
    clocks = Clocks()
    clocks.limits.check_day("complaints", "ticket", 1)
    clocks.seconds += DAY_S - 1
    with pytest.raises(TooMany) as refused:
        clocks.limits.check_day("complaints", "ticket", 1)
    assert refused.value.retry_after_s == TRY_AGAIN_S
    clocks.seconds += 1
    clocks.limits.check_day("complaints", "ticket", 1)


def test_what_is_not_used_of_a_day_is_given_back():
    clocks = Clocks()

    def book(*, does=True, limits=clocks.limits):
        with limits.reserve_day("booking", "network", 2) as reserved:
            reserved.used = does

    for _ in range(3):
        book(does=False)
        with suppress(ZeroDivisionError), clocks.limits.reserve_day("booking", "network", 2):
            raise ZeroDivisionError
    with clocks.limits.reserve_day("booking", "network", 2):
        book()
        with pytest.raises(TooMany):
            book()
    book(limits=clocks.other)
    with pytest.raises(TooMany):
        book()
    with clocks.limits.reserve_day("booking", "network", None):
        assert clocks.ask(1) == 1


def test_who_was_refused_is_told_for_ten_minutes_after_the_last_time():
    clocks = Clocks()
    clocks.ask(4)
    since = clocks.now
    assert clocks.limits.list_refused(NUMBERS) == [("K1", since)]
    assert clocks.limits.list_refused("action") == []
    for minutes in (8, 8, 11):
        clocks.now += timedelta(minutes=minutes)
        clocks.seconds += 60 * minutes
        told = clocks.limits.list_refused(NUMBERS)
        clocks.ask(4)
    assert told == []
    assert clocks.limits.list_refused(NUMBERS) == [("K1", clocks.now)], "it began anew"


def test_what_is_refused_again_within_ten_minutes_is_told_since_the_first_time():
    clocks = Clocks()
    clocks.ask(4)
    since = clocks.now
    for _ in range(3):
        clocks.now += timedelta(minutes=8)
        clocks.seconds += 480
        assert clocks.ask(4) == 3
        assert clocks.limits.list_refused(NUMBERS) == [("K1", since)]


def test_who_goes_on_asking_in_vain_is_refused_without_asking_the_others():
    clocks, counted = Clocks(), []
    clocks.shared.subscribe(name_room(NUMBERS), lambda: counted.append(1))
    assert clocks.ask(50) == 3
    assert len(counted) == 4
    assert clocks.ask(2, most=60) == 2, "the limit has been raised meanwhile"
    clocks.seconds += MINUTE_S
    assert clocks.ask(4) == 3


def test_what_is_asked_of_one_process_counts_at_all():
    clocks = Clocks()
    assert clocks.ask(2) == 2
    clocks.other.check(NUMBERS, "K1", 3)
    assert clocks.ask(1) == 0
    assert clocks.other.list_refused(NUMBERS) == [("K1", clocks.now)]


def test_a_secret_that_is_counted_stands_nowhere():
    clocks = Clocks()
    clocks.ask(4, "secret-of-a-slip", what="action")
    counted = clocks.shared.read(name_room("action"))
    assert counted
    assert "secret-of-a-slip" not in repr(counted)


def test_counting_starts_no_thread():
    before = threading.active_count()
    Clocks().ask(1)
    assert threading.active_count() == before
