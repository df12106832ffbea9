"""How much a centre is asked for: which services, at which hours, how long each takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from queueing.catalogue import Catalogue

HOUR = 3600.0
HALF_DAYS = ((7.0, 10.5), (13.0, 16.5))
RUSH = (
    (7.0, 8.0, 1.5), (8.0, 9.0, 1.3), (9.0, 10.5, 0.7),
    (13.0, 14.0, 1.4), (14.0, 15.5, 0.8), (15.5, 16.5, 0.55),
)  # fmt: skip
"""From an hour to an hour, so many times the mean rate."""
COUNTERS_BUSY = 0.8


@dataclass(frozen=True)
class Load:
    """How much a centre is asked for. `shares`: service -> its part of the tickets."""

    shares: Mapping[str, float]
    minutes: Mapping[str, float]

    @classmethod
    def of(cls, catalogue: Catalogue, tickets: float) -> "Load":
        """Return the load that keeps the counters busy for COUNTERS_BUSY of their time."""
        minutes, shares = {}, {}
        for code, counters in catalogue.counters_for.items():
            hands = sum(1 / len(counter.serves) for counter in counters)
            if hands:
                minutes[code] = catalogue.services[code].mean_minutes or 6.0
                # Never an even load: each service by its own measure, the same every day
                shares[code] = hands / minutes[code] * Random(code).uniform(0.8, 1.15)
        whole = sum(shares.values())
        shares = {code: share / whole for code, share in shares.items()}
        asked = sum(share * minutes[code] for code, share in shares.items()) * tickets
        open_min = 60 * sum(end - start for start, end in HALF_DAYS) * len(catalogue.counters)
        factor = COUNTERS_BUSY * open_min / asked
        return cls(shares, {code: mean * factor for code, mean in minutes.items()})

    def arrivals(self, tickets: int, rng: Random) -> Iterator[tuple[float, str]]:
        """Yield (second of the day, service) of so many citizens, in no order."""
        spans = rng.choices(RUSH, [(end - start) * rate for start, end, rate in RUSH], k=tickets)
        codes = rng.choices(list(self.shares), list(self.shares.values()), k=tickets)
        for (start, end, _), service in zip(spans, codes, strict=True):
            yield rng.uniform(start, end) * HOUR, service
