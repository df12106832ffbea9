"""Citizens: how many come at which hour, for what, and how long they are served."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from queueing.catalogue import NORMAL, Catalogue
from queueing.hours import Spans

RUSH: tuple[tuple[float, float], ...] = ((0.3, 1.3), (0.75, 1.0), (0.92, 0.65), (1.0, 0.2))
"""Up to this part of an intake span so many times the mean rate: a rush at opening."""
ALL_DAY: Spans = ((time(7, 0), time(16, 30)),)
"""When citizens come to a centre without configured hours."""
TimeSpans = Sequence[tuple[datetime, datetime]]

POOLED_LOAD = (0.68, 0.78)
SINGLE_LOAD = (0.18, 0.54)
"""Share of its counters' time that a service is asked for: those with several counters have them
because more people come. Each service's own share lies between the two."""

EMPTY_DESK = 0.4
"""Citizens come as if a counter without an officer did this part of the work: a queue to try on."""

PRIORITY_SHARE = 0.12
ENGLISH_SHARE = 0.03
SLOWER = 1.5
"""A service takes so much longer than the configured minutes."""


@dataclass(frozen=True)
class Arrival:
    """One citizen at the kiosk."""

    service: str
    procedure: str | None
    priority: str
    language: str


def rates(catalogue: Catalogue, counters: Collection[str], seed: int) -> dict[str, float]:
    """Return service -> mean citizens a minute; `counters` are those with an officer."""
    per_minute = {}
    for code, service in catalogue.services.items():
        able = catalogue.counters_for.get(code, ())
        shares = sum(
            (1 if counter.id in counters else EMPTY_DESK) / len(counter.serves) for counter in able
        )
        if shares and service.on_kiosk:
            low, high = POOLED_LOAD if len(able) > 1 else SINGLE_LOAD
            load = Random(f"{seed} {code}").uniform(low, high)
            per_minute[code] = load * shares / (SLOWER * (service.mean_minutes or 6.0))
    return per_minute


def busyness(now: datetime, start: datetime, end: datetime) -> float:
    """Return how busy this moment of a span of intake is, against the span's mean."""
    part = (now - start) / (end - start)
    return next(factor for until, factor in RUSH if part < until)


def next_arrival(
    per_minute: Mapping[str, float], spans: TimeSpans, now: datetime, rng: Random
) -> datetime | None:
    """Return when the next citizen comes, None when nobody comes any more on this day."""
    total = sum(per_minute.values())
    for start, end in spans if total else ():
        if now < start:
            return start
        if now < end:
            factor = busyness(now, start, end)
            following = now + timedelta(minutes=rng.expovariate(total * factor))
            if following < end:
                return following
    return None


def arrival(
    catalogue: Catalogue,
    per_minute: Mapping[str, float],
    procedures: Mapping[str, Sequence[str]],
    rng: Random,
) -> Arrival:
    """Return who comes: services by their rates, some with priority, some in English."""
    service = rng.choices(list(per_minute), list(per_minute.values()))[0]
    groups = [code for code in catalogue.priorities if code != NORMAL]
    priority = rng.choice(groups) if groups and rng.random() < PRIORITY_SHARE else NORMAL
    language = "en" if "en" in catalogue.languages and rng.random() < ENGLISH_SHARE else "vi"
    known = procedures.get(service, ())
    return Arrival(service, rng.choice(known) if known else None, priority, language)


def service_time(mean_minutes: float, rng: Random) -> timedelta:
    """Return how long one citizen is served: log-normal, coefficient of variation 0.6."""
    sigma = 0.5545  # sqrt(ln(1 + 0.6²))
    minutes = mean_minutes * SLOWER * rng.lognormvariate(-sigma * sigma / 2, sigma)
    return timedelta(minutes=max(0.7, minutes))


def spans_on(catalogue: Catalogue, day: date) -> list[tuple[datetime, datetime]]:
    """Return when citizens come on a day, aware and local; also where no hours are configured."""
    zone = catalogue.zone_info
    spans = catalogue.open_hours.spans(day) or (() if catalogue.open_hours.week else ALL_DAY)
    return [(datetime.combine(day, a, zone), datetime.combine(day, b, zone)) for a, b in spans]
