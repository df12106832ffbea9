"""`./run import-procedures`: replaces the catalogue of procedures, all or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from admin.catalogue_file import read_procedures
from admin.doubts import find_doubts, find_in_file
from admin.offices import say_elsewhere
from admin.sheets.cells import Fault
from admin.sheets.sentences import list_lines
from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from queueing.procedures import ProceduresChanged
from storage.database import reach_database
from storage.place import is_there
from storage.procedures import Procedures

MOST_PRINTED = 200


def import_procedures(
    file: Path,
    catalogue: Catalogue,
    procedures: Procedures,
    *,
    dry_run: bool = False,
    skip_unknown: bool = False,
    confirm: Callable[[], bool] | None = None,
) -> int:
    """Store the procedures of a CSV file or workbook; return 0, or 1 after printing every fault.

    With `dry_run` the file is only checked. `skip_unknown` leaves out procedures of departments
    that are not configured; without it a file that has some is refused. `confirm` is asked when the
    file may be a mistake; without it such a file is refused.
    """
    reading = read_procedures(file, catalogue, _say_progress)
    if reading.elsewhere:
        left_out = "left out: " if skip_unknown and not reading.faults else ""
        click.echo(f"{file}: {left_out}{say_elsewhere(reading.elsewhere, catalogue)}")
    if reading.faults:
        _print_faults(file, reading.faults)
        return 1
    if reading.elsewhere and not skip_unknown:
        click.echo("Nothing was changed. To leave these out, import it with --skip-unknown.")
        return 1
    _print_passed(file, reading.passed)
    try:
        given = {each.code: each.name_vi for each in reading.procedures}
        doubts = find_doubts(procedures.open_names(), given)
        doubts += find_in_file(reading.hidden, reading.hidden_columns, reading.struck)
        for doubt in doubts:
            click.echo(f"{file}: {doubt}")
        if dry_run:
            click.echo(f"{len(reading.procedures):,} procedures, no faults; nothing was changed.")
            return 0
        if doubts and not (confirm and confirm()):
            click.echo("Nothing was changed. If it is meant so, import it with --yes.")
            return 1
        changes = procedures.replace(reading.procedures, file=file.name)
    except CannotStore as error:
        click.echo(f"The catalogue was not changed: {error}", err=True)
        return 1
    click.echo(
        f"{changes.added:,} added, {changes.changed:,} changed, {changes.closed:,} closed, "
        f"{changes.unchanged:,} unchanged."
    )
    return 0


def take_back_import(procedures: Procedures) -> int:
    """Let the procedures be what they were before the last import; return 0, or 1 without one."""
    try:
        last = procedures.last_import()
        if last is None or not last.may_take_back:
            raise ProceduresChanged
        changes = procedures.take_back(last.id)
    except ProceduresChanged:
        click.echo("There is no import that could be taken back.")
        return 1
    except CannotStore as error:
        click.echo(f"The catalogue was not changed: {error}", err=True)
        return 1
    click.echo(
        f"The import of {last.at[:16]} UTC ({last.file}) is taken back: "
        f"{changes.changed:,} as they were, {changes.closed:,} closed."
    )
    return 0


def examine_procedures(
    data: Path, catalogue: Catalogue, today: Callable[[], date]
) -> Iterator[tuple[str, str, str]]:
    """Yield the line that says whether the kiosk shows every procedure that is offered today.

    A unit that was merged into another one is no more in the configuration; what was imported
    for it still is.
    """
    if not is_there(data):
        return
    try:
        database = reach_database(data)
        offered = Procedures(database, lambda: datetime.now(UTC), today).procedures()
    except CannotStore:
        return  # the check of the database names the reason
    lost = sorted({each.service for each in offered} - catalogue.services.keys())
    if lost:
        hidden = sum(each.service in lost for each in offered)
        what = f"{hidden:,} of {len(offered):,} are of services that are not configured"
        yield "warning", "procedures", f"{what} ({', '.join(lost)}), no kiosk shows them"
    else:
        yield "ok", "procedures", f"{len(offered):,} are offered today"


def _print_faults(file: Path, faults: Sequence[Fault]) -> None:
    for fault in faults[:MOST_PRINTED]:
        click.echo(fault.at(file))
    if len(faults) > MOST_PRINTED:
        click.echo(f"… and {len(faults) - MOST_PRINTED:,} more")
    click.echo(f"{len(faults):,} fault{'s' * (len(faults) > 1)}; nothing was changed.")


def _print_passed(file: Path, passed: Mapping[int, str]) -> None:
    if passed:
        click.echo(f"{file}: passed over, as they name no procedure: {list_lines(passed)}")


def _say_progress(rows: int) -> None:
    click.echo(f"{rows:,} rows read …", err=True)
