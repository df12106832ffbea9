"""Whether numbers that were told to get ready were called as promised: small days, by seed.

counted = count_days(catalogue, range(1000))
counted.broken  # 0
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random

from queueing.catalogue import Catalogue
from queueing.events import Event, TicketCalled
from queueing.hall import Hall
from queueing.hall.tickets import State
from queueing.next_up import MOST_BEFORE, list_next_up
from simulation.week import Scenario, Week

MONDAY = date(2026, 11, 23)
COUNTERS = (1, 4)
"""How many counters a small centre has, at least and at most."""


@dataclass
class Watch:
    """Follows a hall. `shown`: how many numbers were; `broken`: what went against the promise.

    A number that was shown stays until it is called or has gone: to another queue, to one counter,
    or behind others by its holder. At most two others are called in turn before it to the counters
    that it waits for.
    """

    shown: int = 0
    broken: list[str] = field(default_factory=list)
    _before: dict[str, tuple[str, set[str]]] = field(default_factory=dict)

    def take(self, hall: Hall, events: Iterable[Event], now: datetime) -> None:
        """Look at the hall after some events."""
        for event in events:
            if isinstance(event, TicketCalled) and event.in_turn and not event.walk_in:
                self._note_call(hall, event)
        listed = {
            each.id: each.service for each in list_next_up(hall, hall.catalogue.counters, now)
        }
        for name, (service, _) in self._before.items():
            if name not in listed and _stands(hall, name, service):
                self.broken.append(f"{name} was shown and is no more")
        self.shown += len(listed.keys() - self._before.keys())
        self._before = {
            name: self._before.get(name, (service, set())) for name, service in listed.items()
        }

    def _note_call(self, hall: Hall, event: TicketCalled) -> None:
        if hall.tickets[event.ticket].taken_back:
            return
        for name, (service, called) in self._before.items():
            own = {each.id for each in hall.catalogue.counters_for[service]}
            if event.counter in own and name != event.ticket and _stands(hall, name, service):
                called.add(event.ticket)
                if len(called) > MOST_BEFORE:
                    self.broken.append(f"{name} after {sorted(called)}")


@dataclass(frozen=True, slots=True)
class Counted:
    """Of so many days: how many numbers were given, and shown, and how often the promise broke."""

    days: int = 0
    numbers: int = 0
    shown: int = 0
    broken: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        """Return both together."""
        return Counted(
            self.days + other.days,
            self.numbers + other.numbers,
            self.shown + other.shown,
            self.broken + other.broken,
        )


def count_days(catalogue: Catalogue, seeds: Sequence[int]) -> Counted:
    """Live one day of a small centre for each seed, cut out of the catalogue."""
    return sum((_count_day(catalogue, seed) for seed in seeds), Counted())


def _count_day(catalogue: Catalogue, seed: int) -> Counted:
    rng = Random(seed)
    week = Week(cut(catalogue, rng), MONDAY, seed, Scenario(rng.uniform(0.8, 1.6), days=1))
    watch = Watch()
    office = week.office
    office.subscribe(
        lambda hall, entries: watch.take(hall, [each.event for each in entries], office.now())
    )
    week.live()
    numbers = sum(visit.ticket is not None for visit in week.visits)
    return Counted(1, numbers, watch.shown, len(watch.broken))


def cut(catalogue: Catalogue, rng: Random) -> Catalogue:
    """Return a catalogue with a few of its counters, and the services that these have."""
    counters = rng.sample([*catalogue.counters.values()], rng.randint(*COUNTERS))
    served = {code for counter in counters for code in counter.services}
    return replace(
        catalogue,
        counters={each.id: each for each in counters},
        services={code: catalogue.services[code] for code in catalogue.services if code in served},
    )


def _stands(hall: Hall, name: str, service: str) -> bool:
    """Say whether a shown number still waits where it did, for whichever counter calls it."""
    ticket = hall.tickets.get(name)
    if ticket is None or ticket.state is not State.WAITING or ticket.stepped:
        return False
    return ticket.service == service and ticket.only_at is None
