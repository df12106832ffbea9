"""The command that lives weeks of a centre ahead, for whoever decides on hours and numbers."""

import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import click

from cli.folders import data_option
from cli.options import config_option, load_for
from queueing.catalogue import Catalogue
from simulation import Scenario
from simulation.next_up import Counted, count_days
from simulation.refusals import Refusals, count_refusals

DAYS_AT_ONCE = 25


@click.command()
@click.option("--weeks", default=1, show_default=True, type=click.IntRange(1, 52))
@click.option("--seed", default=1, show_default=True, help="Of the first week; the next has more.")
@click.option(
    "--demand", default=1.0, show_default=True, type=click.FloatRange(0.1, 5),
    help="How many come, against a usual week of the demo.",
)  # fmt: skip
@click.option(
    "--stay", default=30, show_default=True, type=click.IntRange(0, 240),
    help="Minutes for which officers go on calling after the day's hours.",
)  # fmt: skip
@click.option(
    "--next-up", "days", default=0, type=click.IntRange(0, 100_000),
    help="Instead, live so many days of small centres, and check who is told to get ready.",
)  # fmt: skip
@config_option
@data_option
def simulate(
    weeks: int, seed: int, demand: float, stay: int, days: int, config: Path, data: Path
) -> None:
    """Live weeks of this configuration, and count who gets no number and who is not served."""
    catalogue = load_for(config, data).catalogue()
    if days:
        _check_next_up(catalogue, range(seed, seed + days))
        return
    scenario = Scenario(demand, overtime=timedelta(minutes=stay))
    today = date.today()  # noqa: DTZ011 - any Monday will do, but holidays to come count
    monday = today - timedelta(days=today.weekday())
    total = Refusals()
    for nth in range(weeks):
        first = monday + timedelta(weeks=nth)
        counted = count_refusals(catalogue, first, seed + nth, scenario)
        total += counted
        click.echo(f"{first:%d/%m/%Y}  {_write(counted)}")
    if weeks > 1:
        click.echo(f"all         {_write(total)}")


def _check_next_up(catalogue: Catalogue, seeds: range) -> None:
    """Live small days, on all processors; exit with 1 where a promise was broken."""
    parts = [seeds[first : first + DAYS_AT_ONCE] for first in range(0, len(seeds), DAYS_AT_ONCE)]
    with ProcessPoolExecutor() as pool:
        counted = sum(pool.map(count_days, [catalogue] * len(parts), parts), Counted())
    click.echo(
        f"{counted.days} days, {counted.numbers} numbers, {counted.shown} told to get ready, "
        f"{counted.broken} times not as promised"
    )
    if counted.broken:
        sys.exit(1)


def _write(counted: Refusals) -> str:
    return (
        f"{counted.came} came, {counted.numbers} numbers, {counted.unserved} of them unserved "
        f"({counted.unserved_share:.2%}), {counted.called_after} called after closing; "
        f"{counted.refused} refused, {counted.in_vain} of whom would have been called in time "
        f"({counted.in_vain_share:.1%}); without refusals {counted.unserved_without} unserved"
    )
