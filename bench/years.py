"""Five years of a centre in reports.db: made-up days, through the projection that reports use.

2.5 million tickets, 17 departments, as in a data folder that has served for so long. Made once and
kept beside the data of the benches, until the form of the tables or of the days changes.
"""

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import perf_counter

from sqlalchemy import Connection, func, select

from bench.load import Load
from bench.program import ROOT, data_folder
from bench.service_day import ServiceDay
from bench.table import Row, show
from queueing.catalogue import Catalogue
from queueing.events import Entry
from queueing.hall import Hall
from reports.periods import Period
from settings.loading import load
from storage.database import Database, Offload, directly
from storage.projections import Fold, Position, prepare
from storage.projector import REPORTS, Projector, open_reports
from storage.report_tables import FORM, metadata, ticket
from storage.sheets import newest_day

YEARS = 5
LAST_DAY = date(2026, 11, 20)
TICKETS_A_DAY = 1920
GROWTH = (0.92, 1.08)
"""From the first of five years to the last."""
WEEKDAYS = (1.14, 1.02, 0.99, 0.96, 0.89)
NOISE = 0.07
MADE = 1
"""To be raised when the days are made in another way: the kept ones are made anew then."""
COLLECT_EVERY = 50
SAMPLE_DAYS = 20
LIMIT_MIN = 6.0


@dataclass(frozen=True)
class Finished:
    """A journal that only has its last entry: all that a projection reads again."""

    last: Entry

    def entries_after(self, seq: int, limit: int) -> list[Entry]:
        """Return the last entry, if it follows number `seq`."""
        return [self.last] if seq == self.last.seq - 1 and limit else []


@dataclass(frozen=True)
class Kept:
    """Years of reports, open: the centre they are of, and the projector reports are read by."""

    catalogue: Catalogue
    database: Database
    projector: Projector
    hall: Hall
    years: int

    @property
    def path(self) -> Path:
        """The file."""
        return self.database.path

    @property
    def last_day(self) -> Period:
        """The newest day."""
        return Period(LAST_DAY, LAST_DAY)


def run(years: int = YEARS) -> bool:
    """Measure, print, and say whether the limit is kept."""
    catalogue = centre()
    sample = service_days(1)[-SAMPLE_DAYS:]
    with data_folder() as folder:
        began = perf_counter()
        tickets = fill(folder, catalogue, sample)
        each_us = (perf_counter() - began) / tickets * 1e6
        raw_us = _rows_alone(folder) / tickets * 1e6
    whole_min = each_us * 2_500_000 / 6e7
    made = folder_of(years) / REPORTS
    size = f"{made.stat().st_size / 2**20:.0f} MB" if made.exists() else "–"
    rows = [
        Row(f"a ticket through the projection, {SAMPLE_DAYS} days", f"{each_us:.0f} µs",
            f"SQLite alone, the same rows {raw_us:.0f} µs", "–", True),
        Row("2.5 million tickets at this pace", f"{whole_min:.1f} min",
            f"SQLite alone {raw_us * 2_500_000 / 6e7:.1f} min", f"≤ {LIMIT_MIN:.0f} min",
            whole_min <= LIMIT_MIN),
        Row(f"reports.db of {years} years", size, "–", "–", True),
    ]  # fmt: skip
    show("years of reports: made-up days through the projection", rows)
    return all(row.kept for row in rows)


def centre() -> Catalogue:
    """Return the centre of config.yaml."""
    return load(ROOT / "config.yaml").catalogue()


def folder_of(years: int) -> Path:
    """Return where so many years are kept."""
    return ROOT / "var" / f"years-{years}-form-{FORM}-made-{MADE}"


def kept(years: int = YEARS, offload: Offload = directly) -> Kept:
    """Return so many years of reports; they are made when they are not there yet."""
    catalogue, folder = centre(), folder_of(years)
    if not (folder / REPORTS).exists():
        print(f"making {years} years of reports ...", flush=True)
        began = perf_counter()
        tickets = _make(folder, catalogue, years)
        print(f"{tickets} tickets in {perf_counter() - began:.0f} s", flush=True)
    database = open_reports(folder, offload)
    position = database.read(prepare)
    hall = Hall.empty(catalogue, position.seq)
    end = ServiceDay(catalogue, Load.of(catalogue, 1), LAST_DAY, Random(0))
    closed = end.entries(0, position.seq)[-1].event
    journal = Finished(Entry(position.seq, closed, "clock"))
    return Kept(catalogue, database, Projector(journal, database, lambda: hall), hall, years)


def _make(folder: Path, catalogue: Catalogue, years: int) -> int:
    """Make the years in a folder beside, and put it in its place when it is whole.

    Whoever stops it goes on the next time with the day that was not finished.
    """
    unfinished = folder.with_name(folder.name + "-unfinished")
    unfinished.mkdir(parents=True, exist_ok=True)
    tickets = fill(unfinished, catalogue, service_days(years))
    unfinished.rename(folder)
    return tickets


def service_days(years: int) -> list[date]:
    """Return every Monday to Friday of so many years, oldest first."""
    first = LAST_DAY.replace(year=LAST_DAY.year - years) + timedelta(days=1)
    days = (first + timedelta(days=n) for n in range((LAST_DAY - first).days + 1))
    return [day for day in days if day.weekday() < len(WEEKDAYS)]


def entries_of(catalogue: Catalogue, days: Sequence[date], first_seq: int) -> Iterator[list[Entry]]:
    """Yield the entries of each day; a day is always the same, but for the numbers of entries."""
    load_of_a_day = Load.of(catalogue, TICKETS_A_DAY)
    for day in days:
        rng = Random(day.toordinal())
        past = (LAST_DAY - day).days / (365.25 * YEARS)
        trend = GROWTH[1] - (GROWTH[1] - GROWTH[0]) * past
        tickets = TICKETS_A_DAY * trend * WEEKDAYS[day.weekday()] * rng.gauss(1, NOISE)
        entries = ServiceDay(catalogue, load_of_a_day, day, rng).entries(round(tickets), first_seq)
        first_seq += len(entries)
        yield entries


def fill(folder: Path, catalogue: Catalogue, days: Sequence[date]) -> int:
    """Write the rows of the days that have none yet; return how many tickets there are then."""
    gc.disable()
    try:
        with open_reports(folder) as database:
            written, newest = database.read(prepare), database.read(newest_day)
            # At a day's end nothing is left that could still change
            fold = Fold(Position(written.seq, written.seq))
            missing = [day for day in days if newest is None or day > newest]
            made = entries_of(catalogue, missing, written.seq + 1)
            for n, entries in enumerate(made, start=1):
                database.write(partial(fold.project, entries))
                if n % COLLECT_EVERY == 0:
                    gc.collect()
            return int(database.read(_tickets))
    finally:
        gc.enable()


def _rows_alone(folder: Path) -> float:
    """Return the seconds SQLite takes to write the same rows into the same tables, indexes too."""
    with closing(sqlite3.connect(folder / REPORTS)) as source:
        rows = {
            table.name: source.execute(f"SELECT * FROM {table.name}").fetchall()
            for table in metadata.sorted_tables
        }
        made = source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    with closing(sqlite3.connect(folder / "alone.db")) as alone:
        alone.execute("PRAGMA journal_mode = WAL")
        alone.execute("PRAGMA synchronous = NORMAL")
        for (sql,) in made:
            alone.execute(sql)
        began = perf_counter()
        for name, lines in rows.items():
            if lines:
                marks = ", ".join("?" * len(lines[0]))
                alone.executemany(f"INSERT INTO {name} VALUES ({marks})", lines)
        alone.commit()
        return perf_counter() - began


def _tickets(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(ticket)).scalar_one()
