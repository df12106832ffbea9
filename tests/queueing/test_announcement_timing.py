"""How long calls take the loudspeakers, and how often they are said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing.announcement_timing import HOUR_MS, USUAL_SENTENCE_MS, AnnouncementTiming

TIMING = AnnouncementTiming()


def test_a_call_takes_thirteen_seconds_said_twice_and_seven_said_once():
    assert TIMING.turn_ms(USUAL_SENTENCE_MS, 2) == 1000 + 350 + 5250 + 600 + 5250 + 600 == 13_050
    assert TIMING.turn_ms(USUAL_SENTENCE_MS, 1) == 1000 + 350 + 5250 + 600 == 7200
    assert TIMING.calls_an_hour(2) == 275
    assert TIMING.calls_an_hour(1) == 500


def test_without_a_chime_there_is_no_pause_after_it():
    assert (
        TIMING.turn_ms(5000, 1, chime=False)
        == AnnouncementTiming(chime_ms=0).turn_ms(5000, 1)
        == 5600
    )


def test_the_chime_alone_takes_its_turn():
    assert TIMING.turn_ms(0, 1) == 1950


@pytest.mark.parametrize(
    ("behind", "age_s", "times"),
    [(0, 0, 2), (3, 30, 2), (4, 0, 1), (0, 30.1, 1), (9, 900, 1)],
)
def test_a_call_is_said_once_when_more_than_three_wait_or_it_is_older_than_half_a_minute(
    behind, age_s, times
):
    assert TIMING.times(behind, age_s) == times


@given(st.integers(1, 20_000), st.integers(1, 3))
def test_as_many_turns_as_an_hour_holds_fit_into_it(gap_ms, times):
    rhythm = AnnouncementTiming(gap_ms=gap_ms)
    turn_ms, calls = rhythm.turn_ms(USUAL_SENTENCE_MS, times), rhythm.calls_an_hour(times)
    assert calls * turn_ms <= HOUR_MS < (calls + 1) * turn_ms
