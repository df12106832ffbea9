"""The command line as one program: all its commands, and how each of them may end."""

import click

from centre.assembly import say_refusal
from cli.agents import key_agent, print_agent
from cli.configuration import check, import_catalogue, reload_configuration, take_back_catalogue
from cli.data_folder import (
    accept_clock,
    back_up,
    close_day,
    reopen_day,
    restore_backup,
    verify_journal,
    words,
)
from cli.demo import demo
from cli.devices import doctor, test_print
from cli.install import install
from cli.migrating import migrate_data
from cli.paper_roll import paper_roll
from cli.people import token, user
from cli.privacy import privacy
from cli.running import begin, run
from cli.serve import serve
from cli.settings_log import settings_log
from cli.simulate import simulate
from cli.translate import translate
from queueing.errors import CannotStore, Refusal, WouldOrphanTickets
from settings.faults import SettingsFaults
from web.admin_api import Declined
from web.runtime import CannotListen


@click.group()
def cli() -> None:
    """Queue tickets, counter calls and lobby screens for a public service centre."""
    begin()


for command in (
    serve, demo, check, token, user, import_catalogue, take_back_catalogue, close_day, reopen_day,
    accept_clock, reload_configuration, verify_journal, back_up, restore_backup, words, doctor,
    print_agent, key_agent, test_print, paper_roll, privacy, install, settings_log, migrate_data,
    simulate, translate,
):  # fmt: skip
    cli.add_command(command)
cli.add_command(user, "people")


def main(arguments: list[str]) -> int:
    """Run a command, named first; return 0 done, 1 for a fault or a "no", 2 for wrong usage."""
    try:
        return run(cli, arguments)
    except WouldOrphanTickets as refusal:
        fault: object = (
            "The configuration leaves waiting tickets without a queue: "
            f"{refusal.fields['numbers']}. Bring their services back, or close the day first."
        )
    except Refusal as refusal:
        fault = say_refusal(refusal)
    except (CannotStore, CannotListen, SettingsFaults, Declined) as stopped:
        fault = stopped
    click.echo(str(fault), err=True)
    return 1
