"""A hundred thousand legs as files: how long it takes, and what their maker holds in memory."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from subprocess import PIPE
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.program import ROOT
from bench.table import Row, most_row, show
from bench.timing import median_ms
from bench.years import LAST_DAY, centre, kept_years, last_seq
from reports.exports.plan import LongKind, Plan
from reports.language.locale import Locale
from reports.months.tables import Tables
from reports.query import Filter, Period
from reports.statistics.listing import count_legs, read_legs
from reports.tables.legs import names_by_code
from storage.journal_file import JournalFile
from web.i18n import Translations

LEGS, YEARS = 100_000, 1
LIMIT_S, LIMIT_MB = 8.0, 200.0
KINDS: tuple[LongKind, ...] = ("xlsx", "csv")
# The maker's own peak: that of all children together would be another bench's
WEIGHED = """
import runpy
from bench.program import held_kb
try:
    runpy.run_module("reports.exports.worker", run_name="__main__")
finally:
    print(held_kb("self", "VmHWM"))
"""


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    folder = kept_years(YEARS)
    tables = Tables(folder, JournalFile(folder))
    plan = _plan(folder, tables)
    span = plan.period.span(centre().zone_info)
    read = partial(read_legs, span=span, filter=Filter(), limits=plan.limits)
    alone_s = median_ms(lambda: tables.ask(plan.until, read), 1) / 1000
    tables.close()
    rows = [row for kind in KINDS for row in _rows(replace(plan, kind=kind), alone_s)]
    return show(f"{plan.count} legs as a file, made beside the server", rows)


def _plan(folder: Path, tables: Tables) -> Plan:
    """Return the plan for the shortest span up to the last day that has so many legs."""
    catalogue, until = centre(), last_seq(YEARS)
    locale = Locale(Translations((ROOT / "reports",)), "vi", catalogue.zone_info, "Trung tâm")
    first, count = LAST_DAY, 0
    while count < LEGS:
        first -= timedelta(days=7)
        span = Period(first, LAST_DAY).span(locale.zone)
        count = tables.ask(until, partial(count_legs, span=span, filter=Filter()))
    return Plan(
        str(folder), until, "", "xlsx", locale.language, str(locale.zone), locale.centre, "",
        first.isoformat(), LAST_DAY.isoformat(), {}, names_by_code(catalogue, locale), [], count,
        catalogue.limits.unsure_after_s, dict(catalogue.limits.service_unsure_after_s),
    )  # fmt: skip


def _rows(plan: Plan, alone_s: float) -> list[Row]:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"legs.{plan.kind}")
        began = perf_counter()
        command = [sys.executable, "-c", WEIGHED]
        with subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE) as maker:
            assert maker.stdin is not None
            assert maker.stdout is not None
            maker.stdin.write(replace(plan, file=str(file)).line())
            maker.stdin.flush()  # and it stays open until the file is whole: the maker ends with it
            held_mb = int(maker.stdout.read()) / 1024
        taken_s, whole = perf_counter() - began, file.is_file()
    if not whole:
        raise SystemExit("the file was not made")
    alone = f"rows alone {alone_s:.1f} s"
    return [
        most_row(f"{plan.kind}: process, rows and file", taken_s, LIMIT_S, "s", alone, digits=1),
        most_row(f"{plan.kind}: memory at most", held_mb, LIMIT_MB, "MB"),
    ]
