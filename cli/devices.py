"""The commands about devices: printers, and this computer as a whole."""

import socket
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from admin.doctor import OK, WARNING, Place, examine_hours
from admin.doctor import doctor as examine
from admin.file_handles import examine_file_handles
from admin.machine_limits import examine_limits
from admin.procedures import examine_procedures
from centre.options import make_paper_options, make_voice_options
from cli.folders import ROOT, data_option
from cli.options import OWN, SHIPPED, config_option
from display.speech.server.examining import examine_voice
from kiosk.printing.agent.examining import describe_outcome, examine_printers
from kiosk.printing.agent.trial import print_test_sheet
from queueing.hall.print_jobs import JobState
from settings.changing import is_changeable
from settings.loading import Settings, load
from web.addresses import examine_addresses, split_host

FONTS = ROOT / "web" / "static" / "vendor"


@click.command("test-print")
@click.argument("printer")
@config_option
@data_option
def test_print(printer: str, config: Path, data: Path) -> None:  # noqa: ARG001 - as in check
    """Print a test sheet on a printer that this computer reaches."""
    devices = make_paper_options(load(config)).printers
    if printer not in devices:
        known = ", ".join(devices) or "none; see the section printers of the configuration"
        raise click.UsageError(f"there is no printer {printer} (there is: {known})")
    reached = devices[printer].reach(printer)
    outcome = print_test_sheet(reached)
    click.echo(f"{describe_outcome(reached, outcome)}.")
    sys.exit(int(outcome.state is JobState.NOT_STARTED))


def _examine_addresses(chosen: Settings) -> Iterator[tuple[str, str, str]]:
    prints = bool(make_paper_options(chosen).printers)
    found = [
        *examine_addresses(chosen.server, prints=prints),
        *_resolve(chosen.server.public_url),
    ]
    for key, what in found:
        yield WARNING, "address", f"server.{key}: {what}"
    if not found:
        told = chosen.server.public_url or "each kiosk's own"
        yield OK, "address", f"phones come by {told}"


def _resolve(public_url: str | None) -> Iterator[tuple[str, str]]:
    host, _ = split_host((public_url or "").partition("://")[2]) or ("", None)
    try:
        socket.getaddrinfo(host or None, 0)
    except OSError as fault:
        yield "public_url", f"{host} is not found from this computer ({fault.strerror})"


def examine_configuration(config: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the line that says which configuration is examined, and whether updates touch it."""
    if config.resolve() == SHIPPED:
        own = f"copy it to {OWN} of the data folder and change it there"
        yield (
            WARNING,
            "configuration",
            f"{config} is the program's own, an update changes it; {own}",
        )
    elif not is_changeable(config):
        what = f"pages cannot change {config}: this account cannot write its folder"
        yield WARNING, "configuration", what
    else:
        yield OK, "configuration", str(config)


@click.command("doctor")
@config_option
@data_option
def doctor(config: Path, data: Path) -> None:
    """Examine this computer: one line per check."""
    chosen = load(config)
    here, catalogue = chosen.server, chosen.catalogue()
    more = (
        partial(examine_configuration, config),
        partial(examine_hours, catalogue.hours),
        partial(
            examine_procedures, data, catalogue, lambda: datetime.now(catalogue.zone_info).date()
        ),
        partial(_examine_addresses, chosen),
        examine_file_handles,
        partial(examine_limits, here.async_mode),
        partial(examine_printers, make_paper_options(chosen).printers),
        partial(examine_voice, make_voice_options(chosen), catalogue.floors),
    )
    sys.exit(examine(Place(data, here.host, here.port, FONTS, more, here.database)))
