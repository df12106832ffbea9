"""The command line of Xin Mời: serve a centre, show a demo, and everything its operator does."""

if __name__ == "__main__":  # green sockets and locks must exist before anything else is imported
    import sys
    from argparse import ArgumentParser
    from pathlib import Path

    from settings.early import async_mode
    from web.runtime import patch

    HERE = Path(__file__).parent
    early = ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("command", nargs="?", default="serve")
    early.add_argument("--config", type=Path, default=HERE / "config.yaml")
    asked = early.parse_known_args()[0]
    if asked.command in ("serve", "demo"):
        patch(async_mode(asked.config))

import logging
import sys
from functools import partial
from pathlib import Path

import click

import assembly
import demo as demonstration
from admin import accounts as account_commands
from admin.citizen_words import print_words
from admin.doctor import Place, doctor
from admin.procedures import import_procedures
from command_options import config_option, data_option
from printing_commands import print_agent, test_print
from queueing.commands import CloseDay
from queueing.errors import CannotStore, Refusal, WouldOrphanTickets
from screen_options import printer_lines
from settings.checking import check as check_settings
from settings.faults import SettingsFaults
from settings.loading import load
from storage.accounts import Accounts
from storage.backup import backup, restore
from storage.citizen_words import CitizenWords
from storage.database import open_database
from storage.lock import ServerLock
from storage.reading import JournalReader
from storage.report_check import check_projections
from storage.verify import verify
from voice_options import voice_lines
from web.control import ACTOR, Declined, ask
from web.runtime import CannotListen

ROOT = Path(__file__).parent
FONTS = ROOT / "web" / "static" / "vendor"

port_option = click.option(
    "--port", type=click.IntRange(0, 65535), default=None, help="0: any free port."
)


@click.group()
def cli() -> None:
    """Queue tickets, counter calls and lobby screens for a public service centre."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)


@cli.command()
@config_option
@data_option
@click.option("--host", default=None, help="The address to serve; by default the configured one.")
@port_option
def serve(config: Path, data: Path, host: str | None, port: int | None) -> None:
    """Serve the centre; makes the data folder and its database on the first start."""
    chosen = load(config)
    assembly.serve_folder(
        chosen, data, host or chosen.server.host, chosen.server.port if port is None else port
    )


@cli.command()
@config_option
@port_option
@click.option(
    "--speed", type=click.FloatRange(0.1, 600), default=1.0, show_default=True,
    help="How many times as fast as the wall clock.",
)  # fmt: skip
def demo(config: Path, port: int | None, speed: float) -> None:
    """Show a whole centre with simulated citizens and officers, on this computer alone."""
    chosen = load(config)
    demonstration.show(chosen, chosen.server.port if port is None else port, speed)


@cli.command()
@config_option
def check(config: Path) -> None:
    """Validate the configuration."""
    sys.exit(check_settings(config))


@cli.command()
@click.option("--role", type=click.Choice(account_commands.DEVICE_ROLES))
@click.option("--name", help="What people call the device.")
@click.option("--counter", default=None, help="The counter it stands at.")
@click.option("--kiosk", default=None, help="The kiosk it is part of.")
@click.option("--list", "listed", is_flag=True, help="List all tokens instead.")
@click.option("--revoke", type=int, default=None, help="Make the token of this number worthless.")
@config_option
@data_option
def token(  # noqa: PLR0913, PLR0917 - one parameter for each option
    role: str | None,
    name: str | None,
    counter: str | None,
    kiosk: str | None,
    listed: bool,
    revoke: int | None,
    config: Path,
    data: Path,
) -> None:
    """Create a device or integration token and print it alone; or list or revoke tokens."""
    catalogue = load(config).catalogue()
    accounts = Accounts(open_database(data))
    if listed:
        sys.exit(account_commands.list_tokens(accounts))
    if revoke is not None:
        sys.exit(account_commands.revoke_token(accounts, revoke))
    if role is None or name is None:
        raise click.UsageError("a new token needs --role and --name")
    sys.exit(
        account_commands.create_token(
            accounts, catalogue, role=role, name=name, counter=counter, kiosk=kiosk
        )
    )


@cli.group()
def user() -> None:
    """Manage people who sign in."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(account_commands.PEOPLE_ROLES), required=True)
@click.option("--department", default=None, help="Code of the department of its head.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@config_option
@data_option
def add_user(
    name: str, role: str, department: str | None, password_stdin: bool, config: Path, data: Path
) -> None:
    """Create a person."""
    catalogue = load(config).catalogue()
    sys.exit(
        account_commands.add_person(
            Accounts(open_database(data)), catalogue,
            name=name, role=role, department=department, password_stdin=password_stdin,
        )
    )  # fmt: skip


@user.command("password")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@data_option
def change_password(name: str, password_stdin: bool, data: Path) -> None:
    """Give a person a new password."""
    accounts = Accounts(open_database(data, create=False))
    sys.exit(account_commands.change_password(accounts, name=name, password_stdin=password_stdin))


@user.command("disable")
@click.argument("name")
@data_option
def disable_user(name: str, data: Path) -> None:
    """Let a person sign in no more."""
    accounts = Accounts(open_database(data, create=False))
    sys.exit(account_commands.disable_person(accounts, name=name))


@cli.command("import-procedures")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only check the file.")
@config_option
@data_option
def import_catalogue(file: Path, dry_run: bool, config: Path, data: Path) -> None:
    """Replace the catalogue of procedures from CSV or XLSX, all or nothing."""
    chosen = load(config)
    procedures = assembly.procedures_of(chosen, open_database(data), assembly.wall_clock)
    sys.exit(import_procedures(file, chosen.catalogue(), procedures, dry_run=dry_run))


@cli.command("close-day")
@config_option
@data_option
def close_day(config: Path, data: Path) -> None:
    """Close the service day now, in the running server if there is one."""
    if not ask(data, "close-day"):
        lock = ServerLock(data)
        database = open_database(data, create=False)
        office = assembly.open_office(load(config), database, assembly.wall_clock)
        office.submit(CloseDay(), actor=ACTOR, reply=lambda hall, entries: None)
        database.close()
        lock.release()
    click.echo("The service day is closed.")


@cli.command("reload")
@data_option
def reload_configuration(data: Path) -> None:
    """Let the running server take the changed configuration."""
    if not ask(data, "reload"):
        raise Declined(f"No server is running on {data}.")
    click.echo("The server has taken the configuration.")


@cli.command("verify")
@data_option
def verify_journal(data: Path) -> None:
    """Re-check the journal and everything rebuilt from it."""
    database = open_database(data, create=False)
    faults = verify(database, [lambda: check_projections(JournalReader(database), data)])
    for fault in faults:
        click.echo(fault.sentence)
    if faults:
        sys.exit(1)
    click.echo("The journal is sound.")


@cli.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@data_option
def back_up(file: Path, data: Path) -> None:
    """Write one consistent copy of a data folder, also while the server runs."""
    backup(open_database(data, create=False), file)
    click.echo(f"The backup is in {file}.")


@cli.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@data_option
def restore_backup(file: Path, data: Path) -> None:
    """Restore a backup into an empty data folder."""
    restore(file, data)
    click.echo(f"{data} holds what the backup held.")


@cli.command("words")
@click.argument("kind", type=click.Choice(["complaints", "remarks"]))
@data_option
def words(kind: str, data: Path) -> None:
    """Print what citizens wrote: complaints, or the remarks beside their ratings."""
    kept = CitizenWords(open_database(data, create=False), assembly.wall_clock)
    print_words(kept, "complaint" if kind == "complaints" else "remark")


@cli.command("doctor")
@config_option
@data_option
def examine(config: Path, data: Path) -> None:
    """Examine this computer: one line per check."""
    chosen = load(config)
    here = chosen.server
    more = (partial(printer_lines, chosen), partial(voice_lines, chosen))
    sys.exit(doctor(Place(data, here.host, here.port, FONTS, more)))


for command in (print_agent, test_print):
    cli.add_command(command)


def main(arguments: list[str]) -> int:
    """Run a command; return 0 done, 1 for a fault or a "no", 2 for wrong usage."""
    if not arguments or (arguments[0].startswith("-") and arguments[0] != "--help"):
        arguments = ["serve", *arguments]
    try:
        cli.main(arguments, prog_name="run", standalone_mode=False)
        return 0
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except click.Abort:
        return 1
    except WouldOrphanTickets as refusal:
        fault: object = (
            "The configuration leaves waiting tickets without a queue: "
            f"{refusal.fields['numbers']}. Bring their services back, or close the day first."
        )
    except Refusal as refusal:
        fault = assembly.sentence(refusal)
    except (CannotStore, CannotListen, SettingsFaults, Declined) as stopped:
        fault = stopped
    click.echo(str(fault), err=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
