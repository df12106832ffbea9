"""Reports of a day, a month, a year and five years, beside the rows they are made from.

Some of them at one year kept too: the cost is that of the days asked for, not of the years kept.
And how late the event loop is while somebody reads whole years.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bench import raw
from bench.program import ROOT
from bench.table import Row, show
from bench.timing import timed
from bench.years import LAST_DAY, YEARS, Kept, kept
from reports.answers import Answer
from reports.periods import Period
from reports.questions import By, Part, Question, period_before
from reports.statistics import answer
from storage.report_tables import SHEET_COLUMNS, microseconds

WAYS: tuple[By, ...] = ("department", "officer", "weekday_hour")
NOW = datetime.combine(LAST_DAY, datetime.min.time(), UTC) + timedelta(hours=9)
MONTH_MS, YEAR_MS, LATE_MS = 150.0, 400.0, 20.0
GROWTH_SHARE, GROWTH_MS = 1.25, 5.0
MONTHS, TIMES = 12, 2
READ_YEARS = 12

# How late somebody is who sleeps 2 ms at a time: alone, while the first report of a server is read
# (numpy is loaded for it), then while whole years are read.
LATE = """
import sys
from web.runtime import patch, runtime
patch("eventlet")
import json
from threading import Thread
from time import perf_counter
from bench.reports import READ_YEARS, ask, years_of
from bench.years import kept
run = runtime("eventlet")
years = kept(int(sys.argv[1]), run.offload)

def late(until):
    taken = []
    while not until():
        began = perf_counter()
        run.sleep(0.002)
        taken.append((perf_counter() - began) * 1000 - 2)
    return sorted(taken)

def late_beside(spans):
    done = []

    def read():
        for span in spans:
            ask(years, span)
        done.append(True)

    Thread(target=read).start()
    return late(lambda: bool(done))

begin = perf_counter()
alone = late(lambda: perf_counter() - begin > 2)
first = late_beside([years.last_day])
spans = years_of(years)
beside = late_beside([spans[n % years.years] for n in range(READ_YEARS)])
print(json.dumps([alone, first, beside]))
"""


def run(years: int = YEARS) -> bool:
    """Measure, print, and say whether the limits are kept."""
    whole, one = kept(years), kept(1)
    rows = [*_spans(whole), *_days_asked(one, whole), *_late(years)]
    show(f"reports, {years} years kept", rows)
    return all(row.kept for row in rows)


def ask(years: Kept, period: Period, by: By = "department", *, compared: bool = False) -> Answer:
    """Return the answer to a question about the whole centre."""
    before = period_before(period) if compared else None
    return answer(years.projector, Question(period, by, Part(), before), NOW)


def months_of(years: Kept) -> list[Period]:
    """Return MONTHS calendar months, spread over the years."""
    ends = [LAST_DAY.replace(day=1) - timedelta(days=1)]
    while len(ends) < years.years * 12 - 1:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    step = max(1, len(ends) // MONTHS)
    return [Period(end.replace(day=1), end) for end in ends[::step][:MONTHS]]


def years_of(years: Kept) -> list[Period]:
    """Return every year, newest first."""
    return [
        Period(_years_ago(n + 1) + timedelta(days=1), _years_ago(n)) for n in range(years.years)
    ]


def _years_ago(years: int) -> date:
    return LAST_DAY.replace(year=LAST_DAY.year - years)


def _spans(years: Kept) -> Iterator[Row]:
    """Measure every way to ask, each without and with the span before it."""
    whole = [Period(_years_ago(years.years) + timedelta(days=1), LAST_DAY)]
    for name, spans, limit_ms in (
        ("a month", months_of(years), MONTH_MS),
        ("a year", years_of(years), YEAR_MS),
        (f"{years.years} years", whole, None),
    ):
        alone_ms = max(_best(partial(_bytes_alone, years, span)) for span in spans)
        for by in WAYS:
            for compared in (False, True):
                worst_ms = max(
                    _best(partial(ask, years, span, by, compared=compared)) for span in spans
                )
                title = f"{name} by {by}" + (", compared" if compared else "")
                if len(spans) > 1:
                    title += f", worst of {len(spans)}"
                yield _row(title, worst_ms, alone_ms, limit_ms and limit_ms * (1 + compared))


def _days_asked(one: Kept, whole: Kept) -> Iterator[Row]:
    """Measure the same days at one year kept and at all of them."""
    for days in (1, 30, 365):
        span = Period(LAST_DAY - timedelta(days=days - 1), LAST_DAY)
        few_ms = _best(partial(ask, one, span), times=5)
        many_ms = _best(partial(ask, whole, span), times=5)
        limit_ms = few_ms * GROWTH_SHARE + GROWTH_MS
        yield Row(f"{days} days, {whole.years} years kept", f"{many_ms:.1f} ms",
                  f"1 year kept {few_ms:.1f} ms", f"≤ 1 year × {GROWTH_SHARE} + {GROWTH_MS:.0f} ms",
                  many_ms <= limit_ms)  # fmt: skip


def _late(years: int) -> list[Row]:
    """Measure how late others are, in a server's process, while whole years are read."""
    command = [sys.executable, "-c", LATE, str(years)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    alone, first, beside = json.loads(done.stdout)
    return [
        Row(f"others wait meanwhile, {name}", f"{raw.percentile(taken, share):.1f} ms",
            f"nobody reads {raw.percentile(alone, share):.1f} ms", f"≤ {LATE_MS:.0f} ms",
            raw.percentile(taken, share) <= LATE_MS)
        for name, taken, share in (
            ("whole years, p99", beside, 99),
            ("whole years, at most", beside, 100),
            ("a server's first report, at most", first, 100),
        )
    ]  # fmt: skip


def _bytes_alone(years: Kept, period: Period) -> int:
    """Read all that is stored of the period with the plain driver, and compute nothing.

    Sheets of whole days, and of the newest day, which has none, its legs.
    """
    start, end = (microseconds(moment) for moment in period.span(years.catalogue.zone_info))
    columns = ", ".join(SHEET_COLUMNS)
    with closing(sqlite3.connect(years.path)) as connection:
        sheets = connection.execute(
            f"SELECT {columns} FROM sheet WHERE first_at < ? AND last_at >= ?", (end, start)
        ).fetchall()
        legs = connection.execute(
            "SELECT * FROM leg WHERE called_at >= ? AND called_at < ? AND day = ?",
            (start, end, LAST_DAY.isoformat()),
        ).fetchall()
    return len(sheets) + len(legs)


def _best(step: Callable[[], object], times: int = TIMES) -> float:
    """Return the milliseconds of the quickest turn: what else the computer does is left out."""
    return timed([step] * times)[0]


def _row(figure: str, measured_ms: float, alone_ms: float, limit_ms: float | None) -> Row:
    return Row(
        figure,
        f"{measured_ms:.1f} ms",
        f"bytes alone {alone_ms:.1f} ms",
        "–" if limit_ms is None else f"≤ {limit_ms:.0f} ms",
        limit_ms is None or measured_ms <= limit_ms,
    )
