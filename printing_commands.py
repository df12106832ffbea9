"""The commands of the command line that print."""

import sys
from pathlib import Path

import click

from command_options import config_option
from kiosk.printing.agent import try_out
from kiosk.printing.command import print_agent as run_agent
from queueing.printing import JobState
from screen_options import paper_options
from settings.loading import load


@click.command("print-agent")
@click.option("--server", required=True, help="Address of the server, like http://10.0.0.5:8080.")
@click.option("--token", required=True, help="A token of the role printer; - reads it from stdin.")
def print_agent(server: str, token: str) -> None:
    """Print slips for a server on the printers of this computer."""
    sys.exit(run_agent(server, token))


@click.command("test-print")
@click.argument("printer")
@config_option
def test_print(printer: str, config: Path) -> None:
    """Print a test sheet on a printer that this computer reaches."""
    devices = paper_options(load(config)).printers
    if printer not in devices:
        known = ", ".join(devices) or "none; see the section printers of the configuration"
        raise click.UsageError(f"there is no printer {printer} (there is: {known})")
    outcome = try_out(devices[printer].printer)
    click.echo(f"{printer}: {outcome.state}{f', {outcome.cause}' if outcome.cause else ''}")
    sys.exit(int(outcome.state is JobState.NOT_STARTED))
