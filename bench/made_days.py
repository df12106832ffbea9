"""Made-up service days: the simulation lives them through the rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from queueing.catalogue import Catalogue
from queueing.events import DayClosed, Entry
from simulation import DemoClock, PastOffice, Simulation
from storage.database import open_database
from storage.journal import SqlJournal

QUICKER = 0.31
"""How long a service takes against config.yaml: some 2,000 people take a number on a day then."""
PROCEDURES = 5
"""So many for each service."""


def made_day(
    catalogue: Catalogue, day: date, first_seq: int = 1, quicker: float = QUICKER
) -> list[Entry]:
    """Return the entries of a service day, numbered from `first_seq` on; it is always the same."""
    busy = replace(catalogue, services={
        code: replace(service, mean_minutes=(service.mean_minutes or 6.0) * quicker)
        for code, service in catalogue.services.items()
    })  # fmt: skip
    clock = DemoClock(datetime.combine(day, time(6), catalogue.zone_info))
    stored: list[Entry] = []
    journal: Any = SimpleNamespace(append=lambda _seq, entries, _answers: stored.extend(entries))
    office = PastOffice(journal, busy, clock)
    after = day + timedelta(days=1)
    known = {code: [f"{code}-{n}" for n in range(PROCEDURES)] for code in busy.services}
    simulation = Simulation(office, clock, known, seed=day.toordinal(), today=after)
    simulation.fill(datetime.combine(after, time(1), catalogue.zone_info))
    office.store()
    return [_moved(entry, first_seq - 1) for entry in stored]


def store_days(folder: Path, catalogue: Catalogue, entries: Sequence[Entry]) -> None:
    """Write made-up entries into the journal of a data folder, as its first ones."""
    with open_database(folder) as database:
        journal = SqlJournal(database, catalogue.zone_info, lambda: entries[-1].event.at)
        journal.append(0, entries, ())


def _moved(entry: Entry, by: int) -> Entry:
    event = entry.event
    if isinstance(event, DayClosed):
        event = replace(event, replay_from=event.replay_from + by)
    return replace(entry, seq=entry.seq + by, event=event)
