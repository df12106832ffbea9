"""Codes of bookings: nobody who is right waits, and no number of tries meets many bookings."""

from random import Random

import pytest

from queueing.booking_errors import UnknownBooking
from web.booking_guesses import IN_ALL, PER_PLACE, BookingGuesses
from web.errors import TooMany
from web.processes.shared_state import OwnState

DAY_S, HOUR_S = 8 * 3600, 3600


@pytest.fixture
def guesses(clock):
    return BookingGuesses(OwnState(clock))


def pause_of(counting, *, wrong=True):
    """Return the seconds to wait; None where the code was looked at."""
    try:
        with counting:
            if wrong:
                raise UnknownBooking
    except UnknownBooking:
        return None
    except TooMany as fault:
        return fault.retry_after_s
    return None


def test_in_a_day_at_a_kiosk_where_people_mistype_nobody_is_refused(guesses, clock):
    chance, refused = Random(1), 0
    while clock.now < DAY_S:
        clock.now += 60
        for wrong in [True, False] if chance.random() < 0.03 else [False]:
            refused += pause_of(guesses.count_at_kiosk("K1"), wrong=wrong) is not None
            clock.now += 5
    assert refused == 0


def test_who_keeps_a_kiosk_busy_on_purpose_makes_others_wait_for_seconds_there_alone(
    guesses, clock
):
    tried, pauses = 0, []
    while clock.now < HOUR_S:
        pause = pause_of(guesses.count_at_kiosk("K1"))
        tried += pause is None
        pauses.append(pause or 0)
        clock.now += 1
        assert pause_of(guesses.count_at_kiosk("K2"), wrong=False) is None
        assert pause_of(guesses.count_of_staff("huong"), wrong=False) is None
    assert max(pauses) <= 15
    assert tried <= HOUR_S / PER_PLACE.every_s + PER_PLACE.free


def test_one_phones_mistypes_are_its_own_and_no_number_of_addresses_helps(guesses, clock):
    hall = [pause_of(guesses.count_on_phone("mine", "hall")) for _ in range(6)]
    assert hall == [None] * 5 + [20]
    assert pause_of(guesses.count_on_phone("another", "hall"), wrong=False) is None
    tried = 0
    for n in range(HOUR_S):
        tried += pause_of(guesses.count_on_phone(f"page {n}", f"2001:db8:0:{n:x}::/64")) is None
        clock.now += 1
    assert tried <= HOUR_S / IN_ALL.every_s + IN_ALL.free
    assert pause_of(guesses.count_at_kiosk("K1"), wrong=False) is None
