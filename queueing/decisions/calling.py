"""Calling: the next ticket, a chosen one, the current one again."""

from datetime import datetime, timedelta

from queueing.commands import CallNext, CallTicket, Recall
from queueing.decisions.counters import require_calling, require_current, require_free
from queueing.errors import (
    NobodyWaiting,
    NotServedHere,
    RecallLimit,
    RecallTooSoon,
    TicketNotCalled,
    TicketNotWaiting,
)
from queueing.events import Event, TicketCalled, TicketRecalled
from queueing.hall import Hall
from queueing.selection import next_ticket
from queueing.tickets import State


def call_next(hall: Hall, command: CallNext, now: datetime) -> tuple[Event, ...]:
    """Call whose turn it is at a free, open counter."""
    require_calling(hall, command.counter)
    require_free(hall, command.counter)
    ticket = next_ticket(hall, hall.counter(command.counter))
    if ticket is None:
        raise NobodyWaiting(counter=command.counter)
    return (TicketCalled(now, ticket.id, command.counter, True, None),)


def call_ticket(hall: Hall, command: CallTicket, now: datetime) -> tuple[Event, ...]:
    """Call a chosen waiting ticket; it stays on record whether that was out of turn."""
    require_calling(hall, command.counter)
    require_free(hall, command.counter)
    counter, ticket = hall.counter(command.counter), hall.ticket(command.ticket)
    if ticket.state is not State.WAITING:
        raise TicketNotWaiting(number=ticket.number, state=ticket.state)
    if ticket.service not in counter.services:
        raise NotServedHere(number=ticket.number, counter=counter.id)
    in_turn = next_ticket(hall, counter) == ticket
    return (TicketCalled(now, ticket.id, counter.id, in_turn, command.reason),)


def recall(hall: Hall, command: Recall, now: datetime) -> tuple[Event, ...]:
    """Call the current ticket again, a limited number of times and not in a hurry."""
    ticket = require_current(hall, command.counter)
    if ticket.state is not State.CALLED:
        raise TicketNotCalled(number=ticket.number, state=ticket.state)
    limits = hall.catalogue.limits
    if ticket.times_called > limits.recalls:
        raise RecallLimit(number=ticket.number, limit=limits.recalls)
    if ticket.times_called > 1 and ticket.last_call_at is not None:
        wait = ticket.last_call_at + timedelta(seconds=limits.recall_interval_s) - now
        if timedelta(0) < wait <= timedelta(seconds=limits.recall_interval_s):
            raise RecallTooSoon(number=ticket.number, wait_s=round(wait.total_seconds(), 1))
    return (TicketRecalled(now, ticket.id, command.counter),)
