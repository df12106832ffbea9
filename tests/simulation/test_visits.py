"""Whether the order that the rule finds for several matters is near the best that there was."""

from datetime import UTC, date, datetime
from statistics import fmean

import pytest

from settings.loading import load
from simulation.visits import Day, compare_orders, make_citizens
from tests.program import CONFIG

MONDAY, MORNING = date(2026, 11, 23), datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
CATALOGUE = load(CONFIG).catalogue()


@pytest.mark.long
def test_in_a_busy_hall_the_rule_comes_near_the_best_order_known_only_afterwards():
    """The best of all orders knows who will come; the rule knows who waits, and halves the gap."""
    citizens = make_citizens(CATALOGUE, MONDAY, 1, busy=1.3, several=0.25)
    day = Day.begin(CATALOGUE, citizens, MORNING)
    several = [each.follow for each in citizens if len(each.wants) in (2, 3)]
    found = list(compare_orders(day, several[::6]))
    rule = sum(by_rule for by_rule, _ in found)
    best = sum(min(in_order) for _, in_order in found)
    usual = sum(fmean(in_order) for _, in_order in found)
    assert len(found) >= 10
    assert rule - best <= (usual - best) / 2
    assert rule <= 1.2 * best
