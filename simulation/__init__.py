"""A day at the centre, driven through the real rules: citizens arrive, counters serve."""

from simulation.clock import DemoClock
from simulation.day import Simulation

__all__ = ["DemoClock", "Simulation"]
