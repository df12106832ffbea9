"""The demo: a whole centre on this computer, lived in by simulated citizens and officers."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from centre import assembly
from centre.lifecycle import serve
from centre.parts import Parts
from cli.demo_folder import (
    BEFORE_WORK,
    create_accounts,
    keep_words,
    live_weeks,
    store_procedures,
)
from cli.demo_links import demo_links
from cli.demo_settings import own_copy, with_dossiers, with_hours, with_printers, with_slow_hands
from cli.options import config_option, port_option
from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from settings.loading import Settings, load
from simulation import DemoClock, Simulation
from storage.database import open_database
from web.runtime import listen

HOST = "127.0.0.1"
STEP_S = 0.5
log = logging.getLogger("xinmoi.demo")


@click.command()
@config_option
@port_option
@click.option(
    "--speed", type=click.FloatRange(0.1, 600), default=1.0, show_default=True,
    help="How many times as fast as the wall clock.",
)  # fmt: skip
def demo(config: Path, port: int | None, speed: float) -> None:
    """Show a whole centre with simulated citizens and officers, on this computer alone."""
    chosen = load(config)
    port = chosen.server.port if port is None else port
    # A port in use is said now, not after four weeks have been lived
    listen(HOST, port).close()
    show(chosen, port, speed)


def show(chosen: Settings, port: int, speed: float) -> None:
    """Serve a throw-away centre on loopback: four weeks of history, then life at `speed`."""
    zone = chosen.catalogue().zone_info
    morning = datetime.combine(datetime.now(zone).date(), BEFORE_WORK, zone)
    chosen, clock = with_hours(chosen, morning.date()), DemoClock(morning)
    free = _free_counter(chosen.catalogue())
    with _data_folder() as data:
        told = with_dossiers(with_printers(chosen, data), data, morning.date())
        printing = with_slow_hands(own_copy(told, data), speed)
        click.echo("Living four weeks of history ...")
        with open_database(data) as database:
            devices = create_accounts(database, chosen.catalogue(), free)
            procedures = store_procedures(database, chosen, clock)
            simulation = live_weeks(
                database, chosen.catalogue(), printing.catalogue(), clock, procedures, free
            )
        parts = assembly.build(printing, data, clock, devices)
        simulation.move_to(parts.office)
        clock.run(speed)
        own = chosen.configuration.results.on
        serve(
            parts, data, HOST, port,
            lambda: parts.runtime.spawn(_live, simulation, parts, free, own),
        )  # fmt: skip


def _live(simulation: Simulation, parts: Parts, free: str, own_dossiers: bool) -> None:
    real = list(parts.site.front_page_links)
    while True:
        parts.site.front_page_links[:] = demo_links(
            real, parts.office.hall, free, own_dossiers=own_dossiers
        )
        try:
            simulation.catch_up()
            keep_words(parts.database, simulation)
        except CannotStore:
            return
        parts.runtime.sleep(STEP_S)


@contextmanager
def _data_folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="xinmoi-demo-") as folder:
        yield Path(folder)


def _free_counter(catalogue: Catalogue) -> str:
    """Return a counter that shares its service: left free for whoever tries the demo."""
    shared = [
        counter.id
        for counter in catalogue.counters.values()
        if len(catalogue.counters_for[counter.serves[0].service]) > 1
    ]
    return shared[-1] if shared else next(iter(catalogue.counters))
