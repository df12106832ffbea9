"""Makes one file of many rows, in a process of its own: the hall is served meanwhile.

    python -m reports.exports.worker

The plan comes as one line; the process ends when its input does, or when the file is whole. What it
writes is `FILE.part` until then. How many rows are written stands in `FILE.progress`.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic
from zoneinfo import ZoneInfo

from reports.exports.csv_file import csv_pieces
from reports.exports.long_sheet import write_long_workbook
from reports.exports.plan import Plan
from reports.legs_table import legs_table
from reports.reader import Reader
from reports.tables import Table
from storage.leg_rows import legs_between, read_only
from web.words import Words

REPORTS = Path(__file__).parents[1]
GENTLE = 10
"""Whoever waits in the hall comes first."""
TELL_S = 0.2


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
    if hasattr(os, "nice"):
        os.nice(GENTLE)
    make(plan)


def make(plan: Plan) -> None:
    """Make the file of a plan; it appears when it is whole."""
    reader = Reader(
        Words((REPORTS,), (plan.language,)), plan.language, ZoneInfo(plan.zone), plan.centre
    )
    file = Path(plan.file)
    part, progress = file.with_name(file.name + ".part"), Progress(progress_file(file))
    with read_only(Path(plan.database)).connect() as connection:
        legs = legs_between(connection, plan.period.span(reader.zone), plan.only)
        table = legs_table(legs, plan.count, plan.period, plan.names, plan.filters, reader)
        if plan.kind == "xlsx":
            write_long_workbook(table, reader, part, progress.tell)
        else:
            _write_csv(table, reader, part, progress)
    part.replace(file)


def progress_file(file: Path) -> Path:
    """Return where it stands how many rows of `file` are written."""
    return file.with_name(file.name + ".progress")


def _write_csv(table: Table, reader: Reader, part: Path, progress: Progress) -> None:
    with part.open("wb") as out:
        for piece in csv_pieces(table, reader, for_people=True, told=progress.tell):
            out.write(piece)


def _end_with_the_input() -> None:
    # Not through sys.stdin: its lock would be held when the program ends by itself
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
