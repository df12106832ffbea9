"""A hundred thousand legs as files: how long it takes, and what their maker holds in memory."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.program import ROOT
from bench.table import Row, show
from bench.years import LAST_DAY, Kept, kept
from reports.exports.plan import LongKind, Plan
from reports.legs_table import names_by_code
from reports.periods import Period
from reports.reader import Reader
from storage.leg_rows import count_legs, legs_between
from web.words import Words

LEGS = 100_000
LIMIT_S, LIMIT_MB = 8.0, 150.0
KINDS: tuple[LongKind, ...] = ("xlsx", "csv")
COMMAND = [sys.executable, "-m", "reports.exports.worker"]


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    years = kept(1)
    plan = _plan(years)
    rows = [row for kind in KINDS for row in _rows(replace(plan, kind=kind), _alone_s(years, plan))]
    years.database.close()
    show(f"{plan.count} legs as a file, made beside the server", rows)
    return all(row.kept for row in rows)


def _plan(years: Kept) -> Plan:
    """Return the plan for the shortest span up to the last day that has so many legs."""
    reader = Reader(Words((ROOT / "reports",)), "vi", years.catalogue.zone_info, "Trung tâm")
    first, count = LAST_DAY, 0
    while count < LEGS:
        first -= timedelta(days=7)
        span = Period(first, LAST_DAY).span(reader.zone)
        count = years.database.read(partial(count_legs, span=span, only={}))
    return Plan(
        database=str(years.path),
        file="",
        kind="xlsx",
        language="vi",
        zone=str(reader.zone),
        centre=reader.centre,
        first=first.isoformat(),
        last=LAST_DAY.isoformat(),
        only={},
        names=names_by_code(years.catalogue, reader),
        filters=[],
        count=count,
    )


def _alone_s(years: Kept, plan: Plan) -> float:
    """Return how long the same rows take to be read, and nothing else."""
    span = plan.period.span(years.catalogue.zone_info)
    began = perf_counter()
    years.database.read(lambda rows: sum(1 for _ in legs_between(rows, span, {})))
    return perf_counter() - began


def _rows(plan: Plan, alone_s: float) -> list[Row]:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"legs.{plan.kind}")
        began = perf_counter()
        worker = subprocess.Popen(COMMAND, cwd=ROOT, stdin=subprocess.PIPE)
        assert worker.stdin is not None
        worker.stdin.write(replace(plan, file=str(file)).line())
        worker.stdin.flush()
        _, status, used = os.wait4(worker.pid, 0)
        worker.returncode = os.waitstatus_to_exitcode(status)
        taken_s, whole = perf_counter() - began, file.is_file()
        worker.stdin.close()
    held_mb = used.ru_maxrss / 1024
    return [
        Row(f"{plan.kind}: process, rows and file", f"{taken_s:.1f} s",
            f"rows alone {alone_s:.1f} s", f"≤ {LIMIT_S:.0f} s", whole and taken_s <= LIMIT_S),
        Row(f"{plan.kind}: memory at most", f"{held_mb:.0f} MB", "–", f"≤ {LIMIT_MB:.0f} MB",
            whole and held_mb <= LIMIT_MB),
    ]  # fmt: skip
