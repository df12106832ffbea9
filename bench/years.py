"""Years of a centre as monthly files: a made-up month, written again for every month before it.

2.5 million legs of 17 departments in five years, by the writer that the server uses. Made once and
kept beside the data of the benches, until the columns or the days change.
"""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from sqlalchemy import insert

from bench.made_days import made_day, store_days
from bench.program import ROOT, data_folder
from bench.table import most_row, show
from bench.timing import median_ms
from queueing.catalogue import Catalogue
from queueing.events import DayClosed, Entry, TicketIssued
from queueing.measures.timelines import Timelines
from reports.months.columns import TABLES, VERSION, Row
from reports.months.files import Files, Month, Reach, connect, scratch, write_lines
from reports.months.making import MOMENTS, entries_between, final_rows, make_months
from settings.loading import load
from storage.database import open_database
from storage.journal_file import JournalFile
from storage.tables import journal

YEARS = 5
LAST_DAY = date(2026, 10, 30)
MADE = 3
"""To be raised when the days are made in another way: the kept ones are made anew then."""
LIMIT_MIN = 10.0
DAY_MS = 86_400_000
ENTRIES_A_MONTH = 400_000


def centre() -> Catalogue:
    """Return the centre of config.yaml."""
    return load(ROOT / "config.yaml").catalogue()


def kept_years(years: int = YEARS) -> Path:
    """Return a data folder with so many years of reports; they are made where they are missing."""
    folder = ROOT / "var" / f"years-{years}-version-{VERSION}-made-{MADE}"
    if not folder.exists():
        began = perf_counter()
        unfinished = folder.with_name(folder.name + "-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _make(unfinished, years)
        unfinished.rename(folder)
        print(f"{years} years of reports made in {perf_counter() - began:.0f} s", flush=True)
    return folder


def last_seq(years: int) -> int:
    """Return the number of the last entry of the made-up journal."""
    return years * 12 * ENTRIES_A_MONTH


def made_month(catalogue: Catalogue) -> dict[str, list[Row]]:
    """Return the rows of a month of service days that ends with LAST_DAY."""
    found: dict[str, list[Row]] = {table: [] for table in TABLES}
    timelines, seq = Timelines(), 1
    for day in _service_days(LAST_DAY.replace(day=1), LAST_DAY):
        for entry in made_day(catalogue, day, seq):
            seq = entry.seq + 1
            timelines.take(entry)
            if isinstance(entry.event, DayClosed):
                for table, rows in final_rows(timelines).items():
                    found[table] += rows
                timelines.forget_the_day()
    return found


def _service_days(first: date, last: date) -> Iterator[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return (day for day in days if day.weekday() < 5)


def _make(folder: Path, years: int) -> None:
    """Write every month, and a journal that only has the closings of months."""
    rows, files = made_month(centre()), Files(folder, connect())
    months, seq = [], 0
    for back in reversed(range(years * 12)):
        moved = _moved(rows, _weeks_back(back))
        moments = [row[name] for each in moved.values() for row in each for name in MOMENTS
                   if row.get(name) is not None]  # fmt: skip
        reach = Reach(seq + ENTRIES_A_MONTH, seq + ENTRIES_A_MONTH)
        chain = sha256(str(reach.until).encode())
        name = f"{_month(back):%Y-%m}"
        month = Month(name, seq, reach, chain.hexdigest(), min(moments), max(moments))
        with scratch() as lines:
            parts = {table: Path(lines, table) for table in TABLES}
            for table, each in moved.items():
                write_lines(each, parts[table])
            files.write(month, False, parts)
        months.append({
            "centre": "main", "seq": reach.until, "day": name, "at": "", "kind": "DayClosed",
            "data": "{}", "actor": "clock", "chain": chain.digest(),
        })  # fmt: skip
        seq = reach.until
    with open_database(folder) as database:
        database.write(lambda connection: connection.execute(insert(journal), months))


def _month(back: int) -> date:
    month = LAST_DAY.year * 12 + LAST_DAY.month - 1 - back
    return date(month // 12, month % 12 + 1, 1)


def _weeks_back(back: int) -> int:
    """Return by how many days a month is moved: whole weeks, so that Mondays stay Mondays."""
    return round((_month(0) - _month(back)).days / 7) * 7


def _moved(rows: dict[str, list[Row]], days: int) -> dict[str, list[Row]]:
    """Return the rows so many days earlier."""
    found = {}
    for table, each in rows.items():
        found[table] = [
            row | {name: row[name] - days * DAY_MS for name in MOMENTS if row.get(name)}
            for row in each
        ]
    for row in found["legs"]:
        day = date.fromisoformat(row["day"]) - timedelta(days=days)
        row |= {"day": day.isoformat(), "ticket": f"{day:%y%m%d}{row['ticket'][6:]}"}
    return found


def run() -> bool:
    """Measure how fast files are made of a journal, and say whether the limit is kept."""
    catalogue = centre()
    entries: list[Entry] = []
    for day in _service_days(LAST_DAY - timedelta(days=13), LAST_DAY):
        entries += made_day(catalogue, day, len(entries) + 1)
    tickets = sum(isinstance(entry.event, TicketIssued) for entry in entries)
    with data_folder() as folder:
        store_days(folder, catalogue, entries)
        stored = JournalFile(folder)
        decode_ms = median_ms(lambda: list(entries_between(stored, 0, len(entries))), 1)
        make_ms = median_ms(lambda: make_months(folder), 1)
    whole_min, decode_min = (ms / tickets * 2_500_000 / 6e4 for ms in (make_ms, decode_ms))
    row = most_row("five years of files made again from the journal", whole_min, LIMIT_MIN, "min",
                   f"entries decoded alone {decode_min:.1f} min", digits=1)  # fmt: skip
    return show(f"files made of {tickets} tickets", [row])
