"""The commands about a data folder: close its day, verify, back up, restore, read its words."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path

import click

from admin.citizen_words import print_words
from centre.assembly import open_office, wall_clock
from centre.bundle import restore_bundle, write_bundle
from cli.folders import data_option
from cli.options import config_option, load_for
from queueing.commands import EndDay, ReopenDay
from queueing.errors import DayIsClosed, PeopleWaiting, Refusal
from queueing.office import Office
from storage.backup import backup, remove_old_backups
from storage.citizen_words import CitizenWords
from storage.database import open_database
from storage.journal_file import JournalFile
from storage.lock import ServerLock
from storage.verify import verify
from web.admin_api import ACTOR, Declined, answer_end_of_day, ask_server

ALONE = ".db"
"""How the name of a backup ends that is to hold the database alone."""


@click.command("close-day")
@click.option("--yes", is_flag=True, help="Do not ask, even if people lose their numbers.")
@click.option("--at-once", is_flag=True, help="They lose them now: the day cannot be reopened.")
@config_option
@data_option
def close_day(yes: bool, at_once: bool, config: Path, data: Path) -> None:
    """Close the service day now, in the running server if there is one.

    Within the hours of intake it asks first when people would lose their numbers.
    """
    command = EndDay(yes, at_once)
    try:
        until = _end_day(command, config, data)
    except (Declined, Refusal) as refusal:
        if refusal.code == DayIsClosed.code:
            click.echo("The service day is closed already.")
            return
        if refusal.code != PeopleWaiting.code:
            raise
        _confirm(refusal)
        until = _end_day(replace(command, confirmed=True), config, data)
    click.echo("The service day is closed.")
    if until is not None:
        click.echo(f"Until {until} nobody loses a number: ./run reopen-day goes on with it.")


@click.command("reopen-day")
@config_option
@data_option
def reopen_day(config: Path, data: Path) -> None:
    """Go on with a service day that was closed too early: all who waited wait again."""
    if ask_server(data, "reopen-day") is None:
        with alone_in_office(config, data) as office:
            office.submit(ReopenDay(), actor=ACTOR, reply=answer_end_of_day)
    click.echo("The service day goes on.")


def _end_day(command: EndDay, config: Path, data: Path) -> object:
    """End the day; return until when it may be reopened, None: it may not be."""
    told = ask_server(data, "close-day", asdict(command))
    if told is None:
        with alone_in_office(config, data) as office:
            told = office.submit(command, actor=ACTOR, reply=answer_end_of_day)
    return told["reopen_until"]


def _confirm(refusal: Declined | Refusal) -> None:
    """Ask whether so many people shall lose their numbers; without a terminal, or on a no, end."""
    said = str(refusal)
    if isinstance(refusal, PeopleWaiting):
        people = refusal.fields["people"]
        said = f"Numbers that would be lost by an end of the service day now: {people}."
    if not sys.stdin.isatty():
        raise Declined(f"{said} Confirm it with --yes.")
    click.echo(said)
    click.confirm("Close the service day all the same?", abort=True)


@click.command("accept-clock")
@config_option
@data_option
def accept_clock(config: Path, data: Path) -> None:
    """Believe this computer's clock, whatever the journal says; once it has been set right."""
    if ask_server(data, "accept-clock") is None:
        with alone_in_office(config, data) as office:
            office.accept_clock(ACTOR)
    click.echo("The clock is believed: the centre works by it from now on.")


@contextmanager
def alone_in_office(config: Path, data: Path) -> Iterator[Office]:
    """Open the office of a data folder that no server uses, and close it again."""
    lock = ServerLock(data)
    try:
        chosen = load_for(config, data)
        with open_database(data, create=False) as database:
            yield open_office(chosen, database, wall_clock)
    finally:
        lock.release()


@click.command("verify")
@data_option
def verify_journal(data: Path) -> None:
    """Re-check the journal and everything rebuilt from it."""
    # A server does without the database of the figures in its own process
    from reports.months.verifying import check_months

    database = open_database(data, create=False)
    faults = verify(database, [lambda: check_months(data, JournalFile(data))])
    for fault in faults:
        click.echo(fault.sentence)
    if faults:
        sys.exit(1)
    click.echo("The journal is sound.")


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@config_option
@click.option(
    "--keep", type=click.IntRange(min=1), default=None,
    help="Keep this one and those written last, so many files xinmoi-* of that kind and folder; "
    "else all are kept.",
)  # fmt: skip
@data_option
def back_up(file: Path, config: Path, keep: int | None, data: Path) -> None:
    """Write the whole centre into one file, also while the server runs.

    It holds the journal, the accounts, the configuration, pictures, videos and voice clips. A name
    that ends in .db is for the database alone.
    """
    database = open_database(data, create=False)
    if file.suffix == ALONE:
        backup(database, file)
        holds = "the journal and the accounts alone, without configuration, pictures and clips"
    else:
        holds = ", ".join(write_bundle(database, config, file))
    if keep is not None:
        remove_old_backups(file, keep)
    click.echo(f"The backup is in {file}. It holds {holds}.")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@data_option
def restore_backup(file: Path, data: Path) -> None:
    """Restore a backup into an empty data folder."""
    people, devices, others = restore_bundle(file, data)
    if others:
        click.echo(f"{data} has a configuration of its own now. It holds {', '.join(others)}.")
    click.echo(f"{data} holds what the backup held. Who may sign in, and the tokens in use:")
    for person in people:
        if person.disabled_at is None:
            click.echo(f"  {person.role:16} {person.name}")
    for device in devices:
        if device.revoked_at is None:
            click.echo(f"  {device.role:16} {device.name} (token {device.id})")
    click.echo("End what you do not know: ./run user disable NAME, ./run token --revoke NUMBER.")


@click.command("words")
@click.argument("kind", type=click.Choice(["complaints", "remarks"]))
@data_option
def words(kind: str, data: Path) -> None:
    """Print what citizens wrote: complaints, or the remarks beside their ratings."""
    kept = CitizenWords(open_database(data, create=False), wall_clock)
    print_words(kept, "complaint" if kind == "complaints" else "remark")
