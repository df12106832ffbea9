"""Which durations a clock that was set leaves unsure: those that went on while it was. Pure.

What happened before is moved with the clock, as far as the machine could measure its step. Whether
the machine measured rightly, nobody knows: it may have stood still meanwhile.
"""

from dataclasses import replace
from datetime import timedelta

from queueing.hall.tickets import AT_A_COUNTER, State, Ticket

LARGE_STEP = timedelta(minutes=5)
"""A smaller one that was measured wrongly makes no wait false that anybody would notice."""


def leaves_unsure(by: timedelta) -> bool:
    """Say whether a clock that was set by so much leaves unsure what went on meanwhile."""
    return abs(by) > LARGE_STEP


def mark_unsure(ticket: Ticket) -> Ticket:
    """Return the ticket with what of it went on while the clock was set: its wait, or its time.

    Its wait goes on until its first call; one that was cancelled by mistake waits as well.
    """
    ticket = replace(ticket, clock_set=True)
    if ticket.state in AT_A_COUNTER:
        return replace(ticket, time_unsure=True)
    if ticket.state in (State.WAITING, State.CANCELLED) and ticket.called_at is None:
        return replace(ticket, wait_unsure=True)
    return ticket
