"""The commands about changes of the configuration: the log of them, taking one back."""

from pathlib import Path

import click

from admin.pages.door import ChangedMeanwhile, Record, UnknownChange
from centre.reload import list_changes
from centre.settings_door import invert, list_records
from cli.data_folder import alone_in_office
from cli.folders import data_option
from cli.options import config_option
from settings.changing import draft
from settings.faults import dotted
from settings.loading import Settings, load
from storage.database import open_database
from storage.reading import JournalReader
from web.admin_api import ACTOR, Declined, ask_server

NEWEST = 1000


@click.group("settings")
def settings_log() -> None:
    """Changes of the configuration: who changed what when; take one back."""


@settings_log.command("log")
@data_option
def log(data: Path) -> None:
    """List the changes, the newest last: number, when, who, and each key with old and new value."""
    for record in reversed(_read_records(data)):
        click.echo(f"{record.seq}  {record.at:%Y-%m-%d %H:%M:%S} UTC  {record.actor}")
        for path, old, new in record.changes:
            click.echo(f"    {dotted(path)}: {old or 'none'} -> {new or 'none'}")


@settings_log.command("revert")
@click.argument("number", type=int)
@config_option
@data_option
def revert(number: int, config: Path, data: Path) -> None:
    """Take back the change of that number, in the file and in the running server."""
    before = load(config)
    try:
        back = invert(_read_records(data), number, before.tree)
    except ChangedMeanwhile as refusal:
        what = refusal.fields["what"]
        raise Declined(f"Change {number} stays: {what} was changed again after it.")
    except UnknownChange:
        raise Declined(f"There is no change {number}; see ./run settings log.")
    drafted = draft(config, back)
    if ask_server(data, "clock") is not None:

        def accept(_: Settings) -> None:
            ask_server(data, "reload")

        drafted.put_in_place(accept)
    else:
        with alone_in_office(config, data) as office:

            def accept_alone(after: Settings) -> None:
                office.reconfigure(after.catalogue(), list_changes(before, after), ACTOR)

            drafted.put_in_place(accept_alone)
    click.echo(f"Change {number} is taken back.")


def _read_records(data: Path) -> list[Record]:
    with open_database(data, create=False) as database:
        return list_records(JournalReader(database).configurations(NEWEST))
