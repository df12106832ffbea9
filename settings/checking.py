"""`./run check`: says whether a configuration can be used, and everything that is wrong with it."""

from pathlib import Path

import click

from settings.advice import advice
from settings.faults import SettingsFaults
from settings.loading import load


def check(file: Path) -> int:
    """Print every fault, or else advice; return 0 when the file can be used, else 1."""
    try:
        settings = load(file)
    except SettingsFaults as faults:
        click.echo(str(faults))
        return 1
    for fault in advice(settings):
        click.echo(fault.at(file, "warning"))
    c = settings.configuration
    click.echo(
        f"{file}: no faults; profile {settings.profile}: {len(c.departments)} departments, "
        f"{len(c.services)} services, {len(c.counters)} counters, {len(c.kiosks)} kiosks"
    )
    return 0
