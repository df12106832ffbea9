"""Which board is heard: one at a time, another soon after it has gone."""

import pytest

from display.speech.server.leases import FAILURES, HELD_FIRST_S, LEASE_S, REST_S, Ability, Leases
from web.processes.shared_state import OwnState


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def shared(clock):
    return OwnState(clock)


@pytest.fixture
def leases(shared, clock):
    """Of a server that has run for a while."""
    leases = Leases(shared)
    clock.now += HELD_FIRST_S
    return leases


def test_the_first_who_asks_is_heard_and_keeps_it_by_asking(leases, clock):
    assert leases.request("tret", "a", able=True)
    for _ in range(5):
        clock.now += LEASE_S - 1
        assert leases.request("tret", "a", able=True)
        assert not leases.request("tret", "b", able=True)
    assert leases.find_leader("tret") == "a"


def test_who_says_nothing_is_heard_no_more_and_another_takes_over(leases, clock):
    leases.request("tret", "a", able=True)
    clock.now += LEASE_S
    assert leases.find_leader("tret") is None
    assert leases.request("tret", "b", able=True)
    assert not leases.request("tret", "a", able=True)


def test_loudspeakers_are_led_each_by_its_own(leases):
    assert leases.request("tret", "a", able=True)
    assert leases.request("tang1", "b", able=True)


def test_who_is_kept_from_sounding_makes_way_for_one_who_is_not(leases):
    assert leases.request("tret", "a", able=False)
    assert leases.find_leaders_ability("tret") is Ability.BLOCKED
    assert not leases.request("tret", "b", able=False)
    assert leases.request("tret", "c", able=True)
    assert leases.find_leaders_ability("tret") is Ability.ABLE
    assert not leases.request("tret", "a", able=True)


def test_who_was_not_heard_again_and_again_makes_way_whatever_it_says(leases, clock):
    leases.request("tret", "a", able=True)
    leases.record_call("tret", heard=False)
    assert not leases.request("tret", "b", able=True), "once may happen"
    leases.record_call("tret", heard=True)
    for _ in range(FAILURES):
        leases.record_call("tret", heard=False)
    leases.request("tret", "a", able=True)
    assert leases.find_leaders_ability("tret") is Ability.BROKEN
    assert leases.request("tret", "b", able=True)
    clock.now += LEASE_S
    assert leases.request("tret", "a", able=True), "nobody else is there"
    clock.now += REST_S
    leases.request("tret", "a", able=True)
    assert leases.find_leaders_ability("tret") is Ability.ABLE


def test_who_says_that_it_is_broken_makes_way_for_one_who_can(leases):
    leases.request("tret", "a", able=False, broken=True)
    assert leases.find_leaders_ability("tret") is Ability.BROKEN
    assert not leases.request("tret", "b", able=False)
    assert leases.request("tret", "c", able=True)


def test_after_a_start_whoever_led_before_comes_first(clock):
    leases = Leases(OwnState(clock))
    assert not leases.request("tret", "b", able=True)
    assert leases.request("tret", "a", able=True, leads=True)
    clock.now += HELD_FIRST_S
    assert not leases.request("tret", "b", able=True)


def test_it_is_known_for_how_long_nobody_has_led(leases, clock):
    assert leases.measure_away_s("tret") is None
    leases.request("tret", "a", able=True)
    assert leases.measure_away_s("tret") == 0
    clock.now += LEASE_S + 20
    assert leases.measure_away_s("tret") == 20


def test_boards_that_ask_different_processes_are_heard_one_at_a_time(leases, shared, clock):
    elsewhere = Leases(shared)
    assert leases.request("tret", "a", able=True)
    assert not elsewhere.request("tret", "b", able=True)
    assert elsewhere.find_leader("tret") == "a"
    clock.now += LEASE_S - 1
    assert elsewhere.request("tret", "a", able=True), "it asks whichever process it comes to"
    clock.now += LEASE_S - 1
    assert not leases.request("tret", "b", able=True)
    clock.now += 1
    assert leases.request("tret", "b", able=True)
    assert elsewhere.find_leader("tret") == "b"


def test_who_was_not_heard_makes_way_in_whichever_process_it_asks(leases, shared):
    elsewhere = Leases(shared)
    leases.request("tret", "a", able=True)
    for process in (leases, elsewhere):
        process.record_call("tret", heard=False)
    elsewhere.request("tret", "a", able=True)
    assert leases.find_leaders_ability("tret") is Ability.BROKEN
    assert leases.request("tret", "b", able=True)


def test_a_process_that_joins_holds_back_nothing_that_others_have_given(leases, shared, clock):
    leases.request("tret", "a", able=True)
    clock.now += LEASE_S
    assert Leases(shared).request("tret", "b", able=True)
