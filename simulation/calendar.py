"""What makes one day of the demo better or worse than another."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from queueing.catalogue import Catalogue

WEEKS = 4
WEEKDAYS = (1.22, 1.06, 1.0, 0.96, 0.86, 0.6, 0.6)
"""How many come on Monday, Tuesday … against the mean."""
QUIET = 0.55
AWAY = 2
"""So many counters at most had no officer on the understaffed day."""
TUESDAY, THURSDAY, FRIDAY = 1, 3, 4


@dataclass(frozen=True)
class DayPlan:
    """One day: `demand` against the mean, `away`: counters without an officer all day."""

    demand: float = 1.0
    away: frozenset[str] = frozenset()


def holiday_before(today: date) -> date:
    """Return the Thursday of three weeks ago, on which the demo's centre was closed."""
    return _newest(today, THURSDAY, at_least=15)


def plan_of(day: date, today: date, catalogue: Catalogue, rng: Random) -> DayPlan:
    """Return how a day went: today as usual, before it by weekday, with some odd days."""
    if day >= today:
        return DayPlan()
    demand = WEEKDAYS[day.weekday()] * rng.uniform(0.94, 1.06)
    if day == _newest(today, FRIDAY, at_least=1):
        demand *= QUIET
    away: frozenset[str] = frozenset()
    if day == _newest(today, TUESDAY, at_least=8):
        away = _missing(catalogue, rng)
    return DayPlan(demand, away)


def _newest(today: date, weekday: int, at_least: int) -> date:
    """Return the newest day of this weekday that is at least so many days ago."""
    newest = today - timedelta(days=at_least)
    return newest - timedelta(days=(newest.weekday() - weekday) % 7)


def _missing(catalogue: Catalogue, rng: Random) -> frozenset[str]:
    """Choose counters; every service keeps one."""
    missing: set[str] = set()
    for counter in rng.sample(list(catalogue.counters.values()), len(catalogue.counters)):
        left = [
            sum(other.id not in missing for other in catalogue.counters_for[service])
            for service in counter.services
        ]
        if len(missing) < AWAY and min(left) > 1:
            missing.add(counter.id)
    return frozenset(missing)
