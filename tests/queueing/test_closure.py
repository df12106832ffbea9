"""How a service stands that gives no numbers: a name for each reason, and for several."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from queueing.intake import (
    ALL_GIVEN,
    DAY_CLOSED,
    LAST_NUMBER,
    NO_MORE_TODAY,
    OUTSIDE_HOURS,
    Closure,
    join_closures,
    name_closure,
)

VIETNAM = timezone(timedelta(hours=7))
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
TODAY = datetime(2026, 11, 23, 13, 0, tzinfo=VIETNAM)
TOMORROW = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("reason", "opens_at", "closure"),
    [
        (None, TODAY, None),
        (OUTSIDE_HOURS, TODAY, Closure.FOR_NOW),
        (OUTSIDE_HOURS, TOMORROW, Closure.FOR_TODAY),
        (OUTSIDE_HOURS, None, Closure.FOR_TODAY),
        (DAY_CLOSED, TOMORROW, Closure.FOR_TODAY),
        (ALL_GIVEN, TOMORROW, Closure.NO_NUMBERS),
        (LAST_NUMBER, TOMORROW, Closure.NO_NUMBERS),
        (NO_MORE_TODAY, None, Closure.NO_NUMBERS),
        ("no_counter", None, Closure.HALTED),
        ("renovation", None, Closure.HALTED),
    ],
)
def test_each_reason_has_one_name(reason, opens_at, closure):
    assert name_closure(reason, opens_at, NOON) is closure


def test_the_day_is_the_centre_s():
    evening = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)  # 01:00 on Monday there
    assert name_closure(OUTSIDE_HOURS, TODAY, evening) is Closure.FOR_NOW
    assert name_closure(OUTSIDE_HOURS, TODAY, evening - timedelta(hours=2)) is Closure.FOR_TODAY


@pytest.mark.parametrize(
    ("closures", "joined"),
    [
        ((), None),
        ((Closure.NO_NUMBERS, None), None),
        ((Closure.NO_NUMBERS, Closure.NO_NUMBERS), Closure.NO_NUMBERS),
        ((Closure.NO_NUMBERS, Closure.HALTED), Closure.NO_NUMBERS),
        ((Closure.NO_NUMBERS, Closure.FOR_TODAY), Closure.FOR_TODAY),
        ((Closure.NO_NUMBERS, Closure.FOR_NOW), Closure.FOR_NOW),
        ((Closure.HALTED, Closure.HALTED), Closure.HALTED),
    ],
)
def test_several_stand_together_as_the_one_that_opens_first(closures, joined):
    assert join_closures(closures) is joined
