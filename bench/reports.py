"""Figures of a month, a year and five years, beside the same columns read and nothing computed.

Also how late the event loop is meanwhile, what the figures' process holds, and the size on disk.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.program import ROOT
from bench.table import Row, most_row, show
from bench.timing import median_ms
from bench.years import LAST_DAY, YEARS, centre, kept_years, last_seq
from reports.months.relations import Relations
from reports.months.tables import Tables
from reports.query import Dimension, Period, PeriodFigures, Query
from reports.statistics.counting import count_period
from storage.journal_file import JournalFile

DIMENSIONS: tuple[Dimension, ...] = ("department", "officer", "weekday_hour")
MONTH_MS, YEAR_MS, WHOLE_MS = 60.0, 250.0, 1000.0
LATE_MS, MEMORY_MB, SERVER_MB, YEAR_ON_DISK_MB = 20.0, 300.0, 120.0, 15.0
TIMES = 5

# How late others are, the start of the figures' process included, and what both processes hold
LATE = """
import sys
from web.runtime import patch, runtime
patch("eventlet")
import json
from pathlib import Path
from bench.timing import measure_late
from bench.program import held_kb
from bench.reports import TIMES, question, whole
from bench.years import centre, last_seq
from queueing.hall import Hall
from reports.months.reader import FigureReader
years = int(sys.argv[2])

class Office:
    hall = Hall.empty(centre(), last_seq(years))

reader = FigureReader(Path(sys.argv[1]), Office(), run := runtime("eventlet"))

asked = question(whole(years), "department")  # reads config.yaml, which no request does

def read():
    for _ in range(TIMES):
        reader.ask(asked)

alone, beside = measure_late(run, read)
print(json.dumps([alone, beside, held_kb(reader.process_id, "VmHWM")]))
reader.close()
"""


def run(years: int = YEARS) -> bool:
    """Measure, print, and say whether the limits are kept."""
    folder = kept_years(years)
    tables = Tables(folder, JournalFile(folder))
    rows = [*_spans(tables, years), *_beside(folder, years), _on_disk(folder, years)]
    tables.close()
    return show(f"figures of {years} years, 2.5 million legs in five", rows)


def question(period: Period, by: Dimension) -> Callable[[Relations], PeriodFigures]:
    """Return the question for all figures of the whole centre."""
    return partial(count_period, catalogue=centre(), query=Query(period, by), period=period)


def whole(years: int) -> Period:
    """Return all the years."""
    return Period(LAST_DAY.replace(year=LAST_DAY.year - years), LAST_DAY)


def _spans(tables: Tables, years: int) -> Iterator[Row]:
    until = last_seq(years)

    def ask(call: Callable[[Relations], object]) -> float:
        return median_ms(lambda: tables.ask(until, call), TIMES)

    year = LAST_DAY.replace(year=LAST_DAY.year - 1)
    for name, period, limit_ms in (
        ("a month", Period(LAST_DAY.replace(day=1), LAST_DAY), MONTH_MS),
        ("a year", Period(year, LAST_DAY), YEAR_MS),
        (f"{years} years", whole(years), WHOLE_MS),
    ):
        alone = f"columns alone {ask(partial(_read_alone, period=period)):.0f} ms"
        for by in DIMENSIONS:
            taken_ms = ask(question(period, by))
            yield most_row(f"{name} by {by}, median of {TIMES}", taken_ms, limit_ms, "ms", alone)


def _read_alone(relations: Relations, period: Period) -> None:
    """Read five columns of the legs, and add them up."""
    legs = relations.legs(period.span(centre().zone_info))
    columns = ("waiting_us", "walking_us", "service_us", "parked_us", "earlier_us")
    relations.rows(f"SELECT {', '.join(f'sum({column})' for column in columns)} FROM {legs}")


def _beside(folder: Path, years: int) -> list[Row]:
    command = [sys.executable, "-c", LATE, str(folder), str(years)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    alone, beside, held = json.loads(done.stdout)
    waits, held_mb = f"others wait while {years} years are read, at most", held / 1024
    return [
        most_row(waits, max(beside), LATE_MS, "ms", f"nobody reads {max(alone):.1f} ms", digits=1),
        most_row("the figures' process, and a server at rest", SERVER_MB + held_mb, MEMORY_MB,
                 "MB", f"the process alone {held_mb:.0f} MB"),
    ]  # fmt: skip


def _on_disk(folder: Path, years: int) -> Row:
    size_mb = sum(file.stat().st_size for file in folder.glob("reports/*")) / 2**20 / years
    return most_row("a year on disk", size_mb, YEAR_ON_DISK_MB, "MB", digits=1)
