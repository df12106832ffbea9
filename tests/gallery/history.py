"""Four quiet weeks before the day in the pictures, lived through the office's own door."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from queueing import commands as c
from queueing.catalogue import Catalogue
from queueing.office import Office
from simulation import DemoClock

WEEKS = 4
WORKDAYS = 5
USUAL = 6
"""Counters that work on a usual day, each with one call an hour."""
BUSY = 5
"""Calls an hour at every counter, in the morning with which the day in the pictures is compared."""
MINUTES = {7: 20, 8: 17, 9: 11, 10: 7, 13: 13, 14: 10, 15: 7, 16: 4}
"""Hour -> how long people wait on a usual day."""
CROWDED = (1.2, 0.75, 0.6, 0.7, 1.0)
"""How much longer than that they wait, Monday to Friday."""
Act = tuple[datetime, int, c.Command]


def live_weeks(office: Office, clock: DemoClock, before: datetime) -> None:
    """Live through the four weeks before a morning; `clock` ends at that morning."""
    catalogue = office.hall.catalogue
    for day in range(-7 * WEEKS, 0):
        morning = before + timedelta(days=day)
        if morning.weekday() >= WORKDAYS:
            continue
        for at, _, command in sorted(_day(catalogue, morning, day == -7), key=lambda act: act[:2]):
            clock.set(at)
            office.submit(command, actor="picture", reply=lambda _hall, _entries: None)
    clock.set(before)


def _day(catalogue: Catalogue, morning: datetime, busy: bool) -> Iterator[Act]:
    counters = list(catalogue.counters.values())[: None if busy else USUAL]
    at = morning.replace(hour=6, minute=50)
    for counter in counters:
        yield at, 0, c.OpenCounter(counter.id, "picture")
    for hour, minutes in MINUTES.items():
        waited = timedelta(minutes=minutes * CROWDED[morning.weekday()])
        for place, counter in enumerate(counters):
            for turn in range(BUSY if busy and hour < 9 else 1):
                came = morning.replace(hour=hour, minute=2 + 7 * turn, second=place)
                follow = f"{came:%m%d%H%M%S}-{counter.id}"
                yield came, 1, c.IssueTicket(counter.serves[0].service, follow)
                yield came + waited, 2, c.FinishAndCallNext(counter.id)
                yield came + waited + timedelta(minutes=5), 3, c.FinishService(counter.id)
    yield morning.replace(hour=17, minute=30), 4, c.CloseDay()
