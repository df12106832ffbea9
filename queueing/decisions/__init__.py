"""What each command leads to: events, or a refusal. Nothing here changes the hall."""

from datetime import datetime

from queueing import commands as c
from queueing.decisions import (
    alarms,
    auto_calls,
    bookings,
    bulletins,
    calling,
    citizens,
    complaints,
    counters,
    day,
    erasing,
    help_calls,
    issuing,
    paper,
    print_jobs,
    saved_visits,
    service_times,
    serving,
    tickets,
    transferring,
    undoing,
    walk_ins,
)
from queueing.decisions.adopting import adopt
from queueing.decisions.day import day_is_over
from queueing.decisions.decision import Decision, EstimatingDecision
from queueing.estimate import Basis
from queueing.events import Event
from queueing.hall import Hall

__all__ = ["DECISIONS", "ESTIMATING", "adopt", "day_is_over", "decide"]


def decide(hall: Hall, command: c.Command, now: datetime, basis: Basis) -> tuple[Event, ...]:
    """Return the events the command leads to at `now`, or raise a Refusal; change nothing.

    The first event of a new service day is always DayOpened.
    """
    if isinstance(command, c.AtCounter):
        counters.require_seat(hall, command)
    if isinstance(command, c.AboutCurrent):
        counters.require_seen(hall, command)
    estimating = ESTIMATING.get(type(command))
    if estimating is not None:
        events = estimating(hall, command, now, basis)
    else:
        events = DECISIONS[type(command)](hall, command, now)
    return day.put_day_opened_first(hall, events, now)


ESTIMATING: dict[type, EstimatingDecision] = {
    **issuing.DECISIONS,
    **bookings.ESTIMATING,
    **serving.ESTIMATING,
    **walk_ins.ESTIMATING,
}
"""Those that ask how long it will take."""
DECISIONS: dict[type, Decision] = {
    **tickets.DECISIONS,
    **transferring.DECISIONS,
    **citizens.DECISIONS,
    **complaints.DECISIONS,
    **counters.DECISIONS,
    **calling.DECISIONS,
    **auto_calls.DECISIONS,
    **serving.DECISIONS,
    **service_times.DECISIONS,
    **undoing.DECISIONS,
    **print_jobs.DECISIONS,
    **day.DECISIONS,
    **erasing.DECISIONS,
    **alarms.DECISIONS,
    **bulletins.DECISIONS,
    **help_calls.DECISIONS,
    **bookings.DECISIONS,
    **saved_visits.DECISIONS,
    **paper.DECISIONS,
}
"""Command -> its decision; each module has its own."""
