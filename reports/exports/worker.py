"""Makes one file of many rows, in a process of its own: the hall is served meanwhile.

    python -m reports.exports.worker

The plan comes as one line; the process ends when its input does, or when the file is whole. What it
writes is `FILE.part` until then. How many rows are written stands in `FILE.progress`.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic
from zoneinfo import ZoneInfo

from reports.exports.csv_file import csv_pieces
from reports.exports.long_sheet import write_long_workbook
from reports.exports.plan import Plan, progress_file
from reports.language.locale import Locale
from reports.months.tables import Tables
from reports.query import Filter, Period
from reports.statistics.listing import read_legs
from reports.tables.legs import legs_table
from reports.tables.table import Table
from storage.journal_file import JournalFile
from web.child import give_way
from web.i18n import Translations

REPORTS = Path(__file__).parents[1]
TELL_S = 0.2
DAYS_AT_ONCE = 7
"""So many days are held in memory."""


class Progress:
    """Says in a file beside the one that is made how many rows are written."""

    def __init__(self, file: Path) -> None:
        self._file, self._told_at = file, 0.0

    def tell(self, rows: int) -> None:
        """Write it down, now and then."""
        if monotonic() - self._told_at > TELL_S:
            self._told_at = monotonic()
            with suppress(OSError):  # a reader on Windows may have it open
                self._file.write_text(str(rows), encoding="ascii")


def main() -> None:
    """Make the file that the plan asks for."""
    plan = Plan.read(sys.stdin.buffer.readline())
    Thread(target=_end_with_the_input, daemon=True).start()
    give_way()
    make(plan)


def make(plan: Plan) -> None:
    """Make the file of a plan; it appears when it is whole."""
    locale = Locale(
        Translations((REPORTS,), (plan.language,)), plan.language, ZoneInfo(plan.zone), plan.centre
    )
    file = Path(plan.file)
    part, progress = file.with_name(file.name + ".part"), Progress(progress_file(file))
    tables = Tables(Path(plan.data), JournalFile(Path(plan.data)))
    legs = _read_legs(tables, plan, locale.zone)
    table = legs_table(
        legs, plan.count, plan.period, plan.names, plan.filters, locale, made=plan.made
    )
    if plan.kind == "xlsx":
        write_long_workbook(table, locale, part, progress.tell)
    else:
        _write_csv(table, locale, part, progress)
    part.replace(file)


def _read_legs(tables: Tables, plan: Plan, zone: ZoneInfo) -> Iterator[Sequence[object]]:
    """Yield the legs of the plan in order, some days at a time."""
    first, last = plan.period.first, plan.period.last
    while first <= last:
        end = min(last, first + timedelta(days=DAYS_AT_ONCE - 1))
        span = Period(first, end).span(zone)
        call = partial(
            read_legs,
            span=span,
            filter=Filter(**plan.only),
            limits=plan.limits,
            without=plan.without,
        )
        yield from tables.ask(plan.until, call)
        first = end + timedelta(days=1)


def _write_csv(table: Table, locale: Locale, part: Path, progress: Progress) -> None:
    with part.open("wb") as out:
        for piece in csv_pieces(table, locale, for_people=True, told=progress.tell):
            out.write(piece)


def _end_with_the_input() -> None:
    # Not through sys.stdin: its lock would be held when the program ends by itself
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
