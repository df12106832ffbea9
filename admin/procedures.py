"""`./run import-procedures`: replaces the catalogue of procedures, all or nothing."""

from pathlib import Path

import click

from admin.catalogue_file import read_procedures
from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from storage.procedures import Procedures

MOST_PRINTED = 200


def import_procedures(
    file: Path, catalogue: Catalogue, procedures: Procedures, *, dry_run: bool = False
) -> int:
    """Store the procedures of a CSV file or workbook; return 0, or 1 after printing every fault.

    With `dry_run` the file is only checked.
    """
    reading = read_procedures(file, catalogue, _say_progress)
    if reading.faults:
        for fault in reading.faults[:MOST_PRINTED]:
            click.echo(fault.at(file))
        if len(reading.faults) > MOST_PRINTED:
            click.echo(f"… and {len(reading.faults) - MOST_PRINTED:,} more")
        count = len(reading.faults)
        click.echo(f"{count:,} fault{'s' * (count > 1)}; nothing was changed.")
        return 1
    if dry_run:
        click.echo(f"{len(reading.procedures):,} procedures, no faults; nothing was changed.")
        return 0
    try:
        changes = procedures.replace(reading.procedures)
    except CannotStore as error:
        click.echo(f"The catalogue was not changed: {error}", err=True)
        return 1
    click.echo(
        f"{changes.added:,} added, {changes.changed:,} changed, {changes.closed:,} closed, "
        f"{changes.unchanged:,} unchanged."
    )
    return 0


def _say_progress(rows: int) -> None:
    click.echo(f"{rows:,} rows read …", err=True)
