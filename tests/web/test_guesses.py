"""Guesses: counted before they are looked at, with pauses that grow, and forgotten in the end."""

import pytest

from web.errors import TooMany
from web.guesses import LOOKED_AT_EVERY, MOST_REMEMBERED, ROOM, Allowance, Flow, Guesses, Key
from web.processes.shared_state import OwnState

ALLOWANCE = Allowance(free=3, first_pause_s=60, longest_pause_s=200, forgotten_s=1000)
LAN, MINH = Key(ALLOWANCE, ("name", "lan")), Key(ALLOWANCE, ("name", "minh"))


@pytest.fixture
def shared(clock):
    return OwnState(clock)


@pytest.fixture
def guesses(shared):
    return Guesses(shared)


def pause_of(guesses, *keys):
    """Return the seconds to wait; None where one more guess was allowed, and counted."""
    try:
        guesses.count(*keys)
    except TooMany as fault:
        return fault.retry_after_s
    return None


def test_pauses_double_up_to_the_longest_and_refused_guesses_count_nothing(guesses, clock):
    pauses = []
    for _ in range(6):
        while (pause := pause_of(guesses, LAN)) is not None:
            assert pause_of(guesses, LAN) == pause
            pauses.append(pause)
            clock.now += pause
    assert pauses == [60, 120, 200]


def test_right_guesses_never_make_anybody_wait(guesses):
    for _ in range(50):
        assert pause_of(guesses, LAN, MINH) is None
        guesses.forgive(LAN, MINH)


def test_after_wrong_guesses_right_ones_begin_no_pause_and_do_not_keep_them_in_mind(guesses, clock):
    for _ in range(3):
        guesses.count(LAN)
    clock.now = 60
    for _ in range(50):
        guesses.count(LAN)
        guesses.forgive(LAN)
        clock.now += 20
    assert pause_of(guesses, LAN) is None
    assert pause_of(guesses, LAN) is None, "all was forgotten meanwhile"


def test_right_guesses_at_the_same_time_leave_the_moment_of_the_wrong_one(guesses, clock):
    guesses.count(LAN)
    clock.now = 5
    for _ in range(2):
        guesses.count(LAN)
    for _ in range(2):
        guesses.forgive(LAN)
    clock.now = 1000
    assert [pause_of(guesses, LAN) for _ in range(4)] == [None] * 3 + [60]


def test_what_many_share_makes_nobody_wait_for_longer_than_one_guess_is_worth(guesses, clock):
    hall = Key(Flow(free=4, every_s=10), ("hall",))
    assert [pause_of(guesses, hall) for _ in range(6)] == [None] * 4 + [10] * 2
    clock.now = 4
    assert pause_of(guesses, hall) == 6
    clock.now = 10
    for _ in range(20):
        assert pause_of(guesses, hall) is None
        guesses.forgive(hall)
    assert [pause_of(guesses, hall) for _ in range(2)] == [None, 10]
    clock.now = 60
    assert [pause_of(guesses, hall, LAN) for _ in range(4)] == [None] * 3 + [60]
    assert pause_of(guesses, hall) is None, "what was refused for another's sake is not counted"


def test_one_name_that_must_pause_counts_nothing_for_the_other_keys(guesses):
    for _ in range(3):
        guesses.count(LAN)
    for _ in range(10):
        assert pause_of(guesses, LAN, MINH) == 60
    assert [pause_of(guesses, MINH) for _ in range(4)] == [None, None, None, 60]


@pytest.mark.parametrize(("later", "again"), [(1059, 120), (1060, None)])
def test_all_is_forgotten_after_a_quiet_time(guesses, clock, later, again):
    for _ in range(3):
        guesses.count(LAN)
    clock.now = later
    guesses.count(LAN)
    assert pause_of(guesses, LAN) == again


def test_who_must_pause_is_told_the_longest_pause_and_no_pause_grows_by_it(guesses, clock):
    for _ in range(4):
        while (pause := pause_of(guesses, LAN)) is not None:
            clock.now += pause
    for _ in range(3):
        guesses.count(MINH)
    assert pause_of(guesses, MINH, LAN) == pause_of(guesses, LAN, MINH) == 120
    clock.now += 60
    assert [pause_of(guesses, MINH, LAN) for _ in range(5)] == [60] * 5
    assert pause_of(guesses, MINH) is None, "what was refused for another's sake began no pause"


def test_guesses_at_one_process_count_at_all_and_are_forgiven_at_all(guesses, shared):
    other = Guesses(shared)
    for each in (guesses, other, guesses):
        each.count(LAN)
    assert pause_of(other, LAN) == 60
    other.forgive(LAN)
    assert pause_of(guesses, LAN) is None


def test_nobody_reads_names_out_of_the_count(guesses, shared):
    guesses.count(LAN)
    assert shared.read(ROOM)
    assert "lan" not in repr(shared.read(ROOM))


def test_no_number_of_names_fills_the_memory(guesses, shared):
    for _ in range(3):
        guesses.count(LAN)
    for other in range(MOST_REMEMBERED + LOOKED_AT_EVERY):
        guesses.count(Key(ALLOWANCE, ("name", str(other))))
    assert pause_of(guesses, LAN) is None
    assert len(shared.read(ROOM)) <= MOST_REMEMBERED + LOOKED_AT_EVERY
