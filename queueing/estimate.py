"""How long it will take: a range kept nine times in ten, or nothing where there is no honest basis.

`QL = (people ahead + 1) * minutes a call occupies a counter / counters that may serve it`,
widened by quantiles of actual/QL. Source of the rule and of the first quantiles: the project's own
simulation of half-days under the due-time rule (docs/metrics.md, "estimate").
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from math import ceil, floor, inf

from queueing.catalogue import Catalogue, Counter
from queueing.hall import DeskState, Hall
from queueing.hours import find_moment
from queueing.measures.unsure import list_believed_seconds, robust_mean, sum_believed_stays

ENOUGH_CALLS_TODAY = 8
ENOUGH_SAMPLES = 40
MOST_AHEAD = 30
EXACT_BELOW_MIN = 15
COARSE_MIN = 5

FIRST_RATIOS: tuple[tuple[int, float, float], ...] = (
    (0, 0.86, 2.88),
    (2, 1.03, 2.40),
    (5, 1.12, 2.08),
    (10, 1.10, 1.75),
    (20, 1.02, 1.46),
)
"""(largest number of people ahead, r50, r90) before there is any history."""
LAST_RATIO = (0.91, 1.24)
NO_WAIT_MIN = 1
"""What ends by then is no wait: the least that a range may end with."""
CLOCK_FROM_MIN = 5
"""Below so many minutes the range says all: a time of day would only seem to disagree."""
MIDNIGHT = time(0, 0)
DAY = timedelta(days=1)


Sample = tuple[str, int, float, float]
"""A ticket of an earlier day: service, people ahead, seconds it waited, QL in seconds."""


@dataclass(frozen=True)
class Range:
    """What a citizen is told: from `low_min` to `high_min` whole minutes."""

    low_min: int
    high_min: int

    @property
    def is_no_wait(self) -> bool:
        """Say whether whoever it is told does not wait: a counter is free, the call comes next.

        That nobody queues is not enough: every counter may have somebody.
        """
        return self.high_min <= NO_WAIT_MIN


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a queue goes. `ready`: a counter has nobody; `a_call_s`: seconds between calls."""

    ready: bool
    a_call_s: float | None


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of the day, in seconds from now.

    Service ends in `ends_s`; what would begin later than `pause_s` begins `paused_s` later still.
    In `over_s` the service day is over: whoever still waits then loses the number.
    """

    ends_s: float
    pause_s: float = inf
    paused_s: float = 0.0
    over_s: float = inf


@dataclass(frozen=True)
class Basis:
    """What earlier days teach.

    `ratios`: (service, ahead) -> (r50, r90) of actual/QL; `usual_minutes`: service -> mean minutes
    a call occupied a counter, where at least 30 calls ended in 7 days.
    """

    ratios: Mapping[tuple[str, int], tuple[float, float]] = field(default_factory=dict)
    usual_minutes: Mapping[str, float] = field(default_factory=dict)


def learn_basis(samples: Iterable[Sample], usual_minutes: Mapping[str, float]) -> Basis:
    """Return what earlier days teach: quantiles of actual/QL for each service and people ahead.

    Below ENOUGH_SAMPLES for so many ahead, the neighbours are pooled in until there are enough;
    a service without enough samples at all keeps the first ratios.
    """
    by_service: dict[str, list[list[float]]] = {}
    for service, ahead, actual_s, expected in samples:
        if expected > 0:
            buckets = by_service.setdefault(service, [[] for _ in range(MOST_AHEAD + 1)])
            buckets[min(ahead, MOST_AHEAD)].append(actual_s / expected)
    ratios = {
        (service, ahead): (_quantile(pooled, 50), _quantile(pooled, 90))
        for service, buckets in by_service.items()
        for ahead in range(MOST_AHEAD + 1)
        if (pooled := _pooled(buckets, ahead))
    }
    return Basis(ratios, usual_minutes)


def pace_of(hall: Hall, service: str, basis: Basis) -> Pace:
    """Return how fast the queue of a service goes now: the same for everybody in it."""
    at_work = [
        counter
        for counter in hall.catalogue.counters_for.get(service, ())
        if hall.desk(counter.id).state is DeskState.OPEN
    ]
    ready = any(hall.desk(counter.id).current is None for counter in at_work)
    minutes = minutes_a_call(hall, service, basis)
    counters = sum(_share(hall, counter, service) for counter in at_work)
    return Pace(ready, None if minutes is None or counters == 0 else minutes * 60 / counters)


def expected_s(
    hall: Hall, service: str, ahead: int, basis: Basis, pace: Pace | None = None
) -> float | None:
    """Return QL in seconds, 0 when a counter is ready and nobody is ahead, None without a basis."""
    pace = pace or pace_of(hall, service, basis)
    if ahead == 0 and pace.ready:
        return 0.0
    return None if pace.a_call_s is None else (ahead + 1) * pace.a_call_s


def wait_range(
    hall: Hall,
    service: str,
    ahead: int,
    now: datetime,
    basis: Basis,
    pace: Pace | None = None,
    rest: Rest | None = None,
) -> tuple[float | None, Range | None]:
    """Return QL in seconds and the range to promise, None when nobody should promise one.

    `pace`, `rest`: those of the service, where they are known already.
    """
    seconds = expected_s(hall, service, ahead, basis, pace)
    if seconds is None:
        return None, None
    r50, r90 = ratios(service, ahead, basis)
    rest = rest or rest_of(hall.catalogue, service, now)
    gap = _gap_s(rest, seconds)
    if gap is None:
        return seconds, None
    low, high = (seconds * r50 + gap) / 60, (seconds * r90 + gap) / 60
    low_min = _rounded(low, floor)
    high_min = max(_rounded(high, ceil), low_min + 1)
    return seconds, Range(low_min, high_min) if high_min * 60 <= rest.over_s else None


def widen(least: Range | None, most: Range | None) -> Range | None:
    """Return the range from the beginning of one to the end of another; None where one is none."""
    if least is None or most is None:
        return None
    return Range(least.low_min, max(least.high_min, most.high_min))


def turn_at(since: datetime, promised: Range) -> datetime | None:
    """Return the time of day to tell for a range that counts from `since`; None where none is.

    It lies within the range: a multiple of five minutes where there is one, else a whole minute.
    """
    if promised.low_min < CLOCK_FROM_MIN:
        return None
    earliest = since + timedelta(minutes=promised.low_min)
    latest = since + timedelta(minutes=promised.high_min)
    coarse = _next_whole(earliest, COARSE_MIN)
    return coarse if coarse <= latest else _next_whole(earliest, 1)


def minutes_a_call(hall: Hall, service: str, basis: Basis) -> float | None:
    """Return how many minutes a call occupies a counter: as today, as configured, as usual."""
    believed = list_believed_seconds(hall, service)
    if len(believed) >= ENOUGH_CALLS_TODAY:
        return robust_mean(believed) / 60
    configured = hall.catalogue.services[service].mean_minutes
    return configured if configured is not None else basis.usual_minutes.get(service)


def ratios(service: str, ahead: int, basis: Basis) -> tuple[float, float]:
    """Return (r50, r90) for so many people ahead: learned from history, else the first ones."""
    known = basis.ratios.get((service, min(ahead, MOST_AHEAD)))
    if known is not None:
        return known
    return next(((r50, r90) for most, r50, r90 in FIRST_RATIOS if ahead <= most), LAST_RATIO)


def rest_of(catalogue: Catalogue, service: str, now: datetime) -> Rest:
    """Return what is left of the day for calls of a service to be made in.

    Calls are made until its hours end, and its grace is over. Where the hours are not enforced
    there is no gap, and closing is the end of the service day.
    """
    hours = catalogue.hours_of(service)
    local = now.astimezone(catalogue.zone_info)
    today, ends = local.date(), catalogue.day_ends
    last_day = today + DAY if ends == MIDNIGHT else today
    over_s = (find_moment(last_day, ends, local.tzinfo) - now).total_seconds()
    if not hours.enforced:
        return Rest(over_s, over_s=over_s)
    closing = hours.closing(today, local.tzinfo)
    last_call = find_moment(today, MIDNIGHT, local.tzinfo)
    if closing is not None:
        last_call = closing + _find_grace(catalogue, service)
    ends_s, gap = min((last_call - now).total_seconds(), over_s), hours.gap_after(local)
    if gap is None:
        return Rest(ends_s, over_s=over_s)
    begins, paused = gap[0] - now, gap[1] - max(gap[0], now)
    return Rest(ends_s, begins.total_seconds(), paused.total_seconds(), over_s)


def starts_after_closing(catalogue: Catalogue, service: str, now: datetime, seconds: float) -> bool:
    """Say whether who is called in so many seconds of work is called too late, see `rest_of`.

    Never while the hours are not enforced.
    """
    if not catalogue.hours_of(service).enforced:
        return False
    return _gap_s(rest_of(catalogue, service, now), seconds) is None


def _find_grace(catalogue: Catalogue, service: str) -> timedelta:
    known = catalogue.services.get(service)
    return timedelta(minutes=known.intake.grace_min if known else 0)


def _pooled(buckets: list[list[float]], ahead: int) -> list[float]:
    """Return at least ENOUGH_SAMPLES values from around `ahead`, sorted, or none at all."""
    for reach in range(len(buckets)):
        near = buckets[max(0, ahead - reach) : ahead + reach + 1]
        values = [value for bucket in near for value in bucket]
        if len(values) >= ENOUGH_SAMPLES:
            return sorted(values)
    return []


def _quantile(values: list[float], percent: int) -> float:
    """Return the nearest-rank quantile of sorted values."""
    return values[ceil(percent * len(values) / 100) - 1]


def _share(hall: Hall, counter: Counter, service: str) -> float:
    """Return the part of its time that a counter gives to a service: of today, else even shares."""
    busy = sum_believed_stays(hall, counter.id)
    total = sum(busy.values())
    if total == 0 or service not in busy:
        return 1 / len(counter.serves)
    return busy[service] / total


def _next_whole(moment: datetime, minutes: int) -> datetime:
    """Return the first moment from `moment` on at a whole multiple of so many minutes."""
    step = timedelta(minutes=minutes)
    return moment + (datetime.min.replace(tzinfo=moment.tzinfo) - moment) % step


def _gap_s(rest: Rest, seconds: float) -> float | None:
    """Return the lunch gap to add, in seconds; None when service would start after closing."""
    gap_s = rest.paused_s if seconds > rest.pause_s else 0.0
    return gap_s if seconds + gap_s < rest.ends_s else None


def _rounded(minutes: float, direction: Callable[[float], int]) -> int:
    step = 1 if minutes < EXACT_BELOW_MIN else COARSE_MIN
    return direction(minutes / step) * step
