"""Replay of a day of 10,000 events from the journal on disk, as at every start."""

from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from bench import raw
from bench.made_days import made_day, store_days
from bench.program import data_folder
from bench.table import most_row, show
from bench.timing import median_ms
from bench.years import centre
from queueing.catalogue import Catalogue
from queueing.office import Office
from storage.database import open_database
from storage.journal import SqlJournal
from storage.place import DATABASE

EVENTS = 10_000
MONDAY = date(2026, 11, 23)
EVENING = datetime(2026, 11, 23, 12, tzinfo=UTC)
LIMIT_S = 1.0
RUNS = 5


def run() -> bool:
    """Measure, print, and say whether the limit is kept."""
    catalogue = centre()
    day = made_day(catalogue, MONDAY, quicker=0.25)[:EVENTS]
    with data_folder() as folder:
        store_days(folder, catalogue, day)
        taken = sorted(replay(folder, catalogue) for _ in range(RUNS))
        read_ms = median_ms((folder / DATABASE).read_bytes, 1)
    figure, beside = f"replay of {len(day)} events, median of {RUNS}", f"file read {read_ms:.1f} ms"
    row = most_row(figure, raw.percentile(taken, 50), LIMIT_S, "s", beside, digits=2)
    return show("start: the hall is rebuilt from the journal", [row])


def replay(folder: Path, catalogue: Catalogue) -> float:
    """Return the seconds in which the hall of a data folder is rebuilt."""
    with open_database(folder) as database:
        began = perf_counter()
        Office(
            SqlJournal(database, catalogue.zone_info, lambda: EVENING), catalogue, lambda: EVENING
        )
        return perf_counter() - began
