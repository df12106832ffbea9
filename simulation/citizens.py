"""Citizens: how many come at which hour, for what, and what they do when they are called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from queueing.catalogue import NORMAL, Catalogue

PEAKS: tuple[tuple[time, float], ...] = (
    (time(7, 0), 1.4),
    (time(8, 0), 1.2),
    (time(9, 30), 0.9),
    (time(10, 30), 0.35),
    (time(13, 0), 1.3),
    (time(14, 0), 0.9),
    (time(15, 30), 0.6),
    (time(16, 30), 0.0),
)
"""From this local time on so many times the mean rate: a rush at opening, a quiet lunch."""

BUSY_SHARE = 0.67
"""Share of its counters' time that a service is asked for on average, peaks aside."""

EMPTY_DESK = 0.4
"""Citizens come as if a counter without an officer did this part of the work: a queue to try on."""

PRIORITY_SHARE = 0.12
ENGLISH_SHARE = 0.03
NO_SHOW_SHARE = 0.06


@dataclass(frozen=True)
class Arrival:
    """One citizen at the kiosk."""

    service: str
    procedure: str | None
    priority: str
    language: str


def factor(local: time) -> float:
    """Return how busy this time of day is, against the mean."""
    current = 0.0
    for start, rate in PEAKS:
        if local >= start:
            current = rate
    return current


def rates(catalogue: Catalogue, counters: Collection[str]) -> dict[str, float]:
    """Return service -> mean citizens a minute; `counters` are those with an officer."""
    per_minute = {}
    for code, service in catalogue.services.items():
        shares = sum(
            (1 if counter.id in counters else EMPTY_DESK) / len(counter.serves)
            for counter in catalogue.counters_for.get(code, ())
        )
        if shares and service.on_kiosk:
            per_minute[code] = BUSY_SHARE * shares / (service.mean_minutes or 6.0)
    return per_minute


def next_arrival_s(per_minute: Mapping[str, float], local: time, rng: Random) -> float | None:
    """Return the seconds to the next citizen at this time of day, None when nobody comes."""
    rate = sum(per_minute.values()) * factor(local)
    return rng.expovariate(rate) * 60 if rate else None


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
    minutes = mean_minutes * rng.lognormvariate(-sigma * sigma / 2, sigma)
    return timedelta(minutes=max(0.7, minutes))


def local_time(at: datetime, catalogue: Catalogue) -> time:
    """Return the time of day at the centre."""
    return at.astimezone(catalogue.zone_info).time()
