"""The forecast closes a service in time: few numbers stay unserved, few are refused in vain."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.simulate import simulate
from settings.loading import load
from simulation import Scenario
from simulation.refusals import Refusals, count_refusals

FRIDAY = date(2026, 11, 20)
"""A first day: it teaches how long cases take."""
STAY = timedelta(minutes=30)
"""For which officers go on calling: half an hour, and no longer."""


OTHERS = ((11, 1.6), (12, 2.0))
"""Seeds on which nothing was chosen, and how many come."""


@pytest.mark.long
def test_few_numbers_are_unserved_and_few_refusals_are_in_vain():
    catalogue = load(Path("config.yaml")).catalogue()
    weeks = [
        count_refusals(catalogue, FRIDAY, seed, Scenario(demand, days=5, overtime=STAY))
        for seed, demand in OTHERS
    ]
    total = sum(weeks, Refusals())
    assert total.refused > 500
    assert total.unserved_without > 450
    assert total.unserved_share <= 0.005
    assert total.in_vain_share <= 0.03


def test_a_week_is_told_in_a_line():
    shown = CliRunner().invoke(
        simulate, ["--seed", "3", "--demand", "0.2", "--config", "config.yaml"]
    )
    assert shown.exit_code == 0
    (line,) = shown.output.splitlines()
    came, numbers = line.split("  ")[1].split(", ")[:2]
    assert came.split()[0] == numbers.split()[0]
    assert line.endswith("; 0 refused, 0 of whom would have been called in time (0.0%); "
                         "without refusals 0 unserved")  # fmt: skip


def test_weeks_are_summed():
    counted = Refusals(10, 8, 2, 2, 1, 0, 3) + Refusals(10, 10, 0, 0, 0, 1, 0)
    assert counted == Refusals(20, 18, 2, 2, 1, 1, 3)
    assert (counted.unserved_share, counted.in_vain_share) == (2 / 18, 0.5)
