"""The command that lives weeks of a centre ahead, for whoever decides on hours and numbers."""

from datetime import date, timedelta
from pathlib import Path

import click

from cli.options import config_option, data_option, load_for
from simulation import Scenario
from simulation.refusals import Refusals, count_refusals


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
@config_option
@data_option
def simulate(weeks: int, seed: int, demand: float, stay: int, config: Path, data: Path) -> None:
    """Live weeks of this configuration, and count who gets no number and who is not served."""
    catalogue = load_for(config, data).catalogue()
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


def _write(counted: Refusals) -> str:
    return (
        f"{counted.came} came, {counted.numbers} numbers, {counted.unserved} of them unserved "
        f"({counted.unserved_share:.2%}), {counted.called_after} called after closing; "
        f"{counted.refused} refused, {counted.in_vain} of whom would have been called in time "
        f"({counted.in_vain_share:.1%}); without refusals {counted.unserved_without} unserved"
    )
