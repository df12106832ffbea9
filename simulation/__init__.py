"""Days at the centre, driven through the real rules: citizens come, counters serve."""

from simulation.calendar import WEEKS, holiday_before
from simulation.clock import DemoClock
from simulation.day import Simulation
from simulation.past import PastOffice
from simulation.week import Scenario, Visit, Week

__all__ = [
    "DemoClock",
    "PastOffice",
    "Scenario",
    "Simulation",
    "Visit",
    "Week",
    "WEEKS",
    "holiday_before",
]
