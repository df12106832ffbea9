"""Which days of a period may be compared with which earlier ones: like with like. Pure.

Each day stands beside the same day of the week, as few whole weeks earlier as keep the two periods
apart. A pair counts where the hours of intake were the same and people came on both days; a day
that is still going on is compared with as much of the earlier one as has passed.
"""

from collections.abc import Iterator, Set
from datetime import date, datetime, timedelta
from itertools import groupby

from queueing.hours import Hours
from reports.query import WEEK, Comparison, Period

DAY = timedelta(days=1)


def find_earlier(period: Period, today: date) -> tuple[int, Period] | None:
    """Return how many weeks earlier a period is compared with, and that earlier period.

    Days to come have nothing beside them; None for a period that has not begun.
    """
    last = min(period.last, today)
    if period.first > last:
        return None
    weeks = (last - period.first) // WEEK + 1
    return weeks, Period(period.first - weeks * WEEK, last - weeks * WEEK)


def compare_days(
    period: Period, now: datetime, hours: Hours, worked: Set[date]
) -> Comparison | None:
    """Return which days of a period may be compared; None for one that has not begun.

    `now`: the time of the centre; `worked`: the days on which people came, of both periods.
    """
    today = now.date()
    found = find_earlier(period, today)
    if found is None:
        return None
    weeks, earlier = found
    days, left_out = [], []
    for day in _days(Period(earlier.first + weeks * WEEK, earlier.last + weeks * WEEK)):
        other = day - weeks * WEEK
        if {day, other} <= worked and same_hours(hours, day, other):
            days.append(day)
        elif day in worked or (day != today and other in worked):
            left_out.append(day)
    until = now if days and days[-1] == today else None
    return Comparison(weeks, earlier, tuple(days), tuple(left_out), until)


def same_hours(hours: Hours, day: date, other: date) -> bool:
    """Say whether the centre took people in at the same hours on two days."""
    return hours.spans(day) == hours.spans(other)


def find_gaps(worked: Set[date], compared: Set[date]) -> list[Period]:
    """Return the days on which people came that are not compared; those in a row as one period."""
    runs = groupby(sorted(worked | compared), key=lambda day: day in compared)
    gaps = [list(run) for is_compared, run in runs if not is_compared]
    return [Period(run[0], run[-1]) for run in gaps]


def _days(period: Period) -> Iterator[date]:
    for number in range((period.last - period.first).days + 1):
        yield period.first + number * DAY
