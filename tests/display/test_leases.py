"""Which board is heard: one at a time, another soon after it has gone."""

import pytest

from display.voice.leases import HELD_FIRST_S, LEASE_S, Leases


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def leases(clock):
    """Of a server that has run for a while."""
    leases = Leases(clock)
    clock.now += HELD_FIRST_S
    return leases


def test_the_first_who_asks_is_heard_and_keeps_it_by_asking(leases, clock):
    assert leases.ask("tret", "a", able=True)
    for _ in range(5):
        clock.now += LEASE_S - 1
        assert leases.ask("tret", "a", able=True)
        assert not leases.ask("tret", "b", able=True)
    assert leases.leader("tret") == "a"


def test_who_says_nothing_is_heard_no_more_and_another_takes_over(leases, clock):
    leases.ask("tret", "a", able=True)
    clock.now += LEASE_S
    assert leases.leader("tret") is None
    assert leases.ask("tret", "b", able=True)
    assert not leases.ask("tret", "a", able=True)


def test_loudspeakers_are_led_each_by_its_own(leases):
    assert leases.ask("tret", "a", able=True)
    assert leases.ask("tang1", "b", able=True)


def test_who_is_kept_from_sounding_makes_way_for_one_who_is_not(leases):
    assert leases.ask("tret", "a", able=False)
    assert leases.blocked("tret")
    assert not leases.ask("tret", "b", able=False)
    assert leases.ask("tret", "c", able=True)
    assert not leases.blocked("tret")
    assert not leases.ask("tret", "a", able=True)


def test_after_a_start_whoever_led_before_comes_first(clock):
    leases = Leases(clock)
    assert not leases.ask("tret", "b", able=True)
    assert leases.ask("tret", "a", able=True, leads=True)
    clock.now += HELD_FIRST_S
    assert not leases.ask("tret", "b", able=True)


def test_it_is_known_for_how_long_nobody_has_led(leases, clock):
    assert leases.away_s("tret") is None
    leases.ask("tret", "a", able=True)
    assert leases.away_s("tret") == 0
    clock.now += LEASE_S + 20
    assert leases.away_s("tret") == 20
