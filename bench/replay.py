"""Replay of a day of 10,000 events from the journal on disk, as at every start."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from bench import raw
from bench.program import ROOT, data_folder
from bench.table import Row, show
from queueing.catalogue import Catalogue
from queueing.office import Office
from settings.loading import load
from simulation import DemoClock, Simulation
from storage.database import DATABASE, open_database
from storage.journal import SqlJournal

EVENTS = 10_000
LIMIT_S = 1.0
RUNS = 5


def run() -> bool:
    """Measure, print, and say whether the limit is kept."""
    catalogue = load(ROOT / "config.yaml").catalogue()
    with data_folder() as folder:
        clock = DemoClock(_seven(catalogue))
        events = _fill(folder, catalogue, clock)
        taken = sorted(_replay(folder, catalogue, clock) for _ in range(RUNS))
        read_s = _read_file(folder / DATABASE)
    median = raw.percentile(taken, 50)
    row = Row(
        f"replay of {events} events, median of {RUNS}",
        f"{median:.2f} s",
        f"file read {read_s * 1000:.1f} ms",
        f"≤ {LIMIT_S:.0f} s",
        median <= LIMIT_S,
    )
    show("start: the hall is rebuilt from the journal", [row])
    return row.kept


def _seven(catalogue: Catalogue) -> datetime:
    return datetime(2026, 11, 23, 7, 0, tzinfo=catalogue.zone_info)


def _fill(folder: Path, catalogue: Catalogue, clock: DemoClock) -> int:
    database = open_database(folder)
    office = Office(SqlJournal(database, catalogue.zone_info, clock), catalogue, clock)
    simulation = Simulation(office, clock, {})
    until = clock()
    while office.hall.seq < EVENTS and until.hour < 23:
        until += timedelta(minutes=15)
        simulation.fill(until)
    while office.hall.seq < EVENTS:
        _issue_and_serve(office)
    database.close()
    return office.hall.seq


def _issue_and_serve(office: Office) -> None:
    from queueing import commands as c

    nothing: Callable[..., None] = lambda hall, entries: None  # noqa: E731
    counter = next(iter(office.hall.catalogue.counters.values()))
    code = counter.serves[0].service
    office.submit(c.IssueTicket(code, f"f{office.hall.seq}"), actor="bench", reply=nothing)
    office.submit(c.OpenCounter(counter.id, "bench"), actor="bench", reply=nothing)
    office.submit(c.FinishAndCallNext(counter.id), actor="bench", reply=nothing)


def _replay(folder: Path, catalogue: Catalogue, clock: DemoClock) -> float:
    database = open_database(folder)
    began = perf_counter()
    Office(SqlJournal(database, catalogue.zone_info, clock), catalogue, clock)
    taken = perf_counter() - began
    database.close()
    return taken


def _read_file(path: Path) -> float:
    began = perf_counter()
    path.read_bytes()
    return perf_counter() - began
