"""How often somebody may ask: counted by a clock that only grows, each for himself."""

import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from web.errors import TooMany
from web.rate_limits import DAY_S, MINUTE_S, TRY_AGAIN_S, RateLimits


class Clocks:
    """The office's clock, which somebody may set, and one that only grows."""

    def __init__(self):
        self.now, self.seconds = datetime(2026, 11, 23, tzinfo=UTC), 1000.0
        self.limits = RateLimits(lambda: self.now, lambda: self.seconds)

    def ask(self, times, whose="ticket", most=3):
        """Return how many of so many are allowed within one minute."""
        allowed = 0
        for _ in range(times):
            with suppress(TooMany):
                self.limits.check("actions", whose, most)
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


def test_who_was_refused_is_told_for_ten_minutes():
    clocks = Clocks()
    clocks.ask(4)
    since = clocks.now
    assert clocks.limits.list_refused("actions") == [("ticket", since)]
    assert clocks.limits.list_refused("numbers") == []
    clocks.now = since.replace(minute=11)
    assert clocks.limits.list_refused("actions") == []


def test_counting_starts_no_thread():
    before = threading.active_count()
    Clocks().ask(1)
    assert threading.active_count() == before
