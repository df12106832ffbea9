"""Calling: the next ticket, a chosen one, the current one again."""

from datetime import datetime, timedelta
from itertools import takewhile

from queueing.catalogue import Counter, Limits
from queueing.commands import CallNext, CallTicket, Recall
from queueing.counter_errors import ReasonNeeded
from queueing.decisions.counters import require_calling, require_current, require_free
from queueing.decisions.decision import Decision
from queueing.errors import (
    InvalidField,
    NobodyWaiting,
    NotServedHere,
    RecallLimit,
    RecallTooSoon,
    TicketNotCalled,
    TicketNotWaiting,
    UnknownTicket,
)
from queueing.events import Event, TicketCalled, TicketRecalled
from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket
from queueing.numbering import parse_number
from queueing.selection import calling_order, may_call, next_ticket
from queueing.sight import hides_numbers


def call_next(hall: Hall, command: CallNext, now: datetime) -> tuple[Event, ...]:
    """Call the next ticket to a free, open counter."""
    require_calling(hall, command.counter)
    require_free(hall, command.counter)
    ticket = next_ticket(hall, hall.counter(command.counter))
    if ticket is None:
        raise NobodyWaiting(counter=command.counter)
    return (TicketCalled(now, ticket.id, command.counter, True, None),)


def call_ticket(hall: Hall, command: CallTicket, now: datetime) -> tuple[Event, ...]:
    """Call a chosen waiting ticket; the event says whether that was in turn.

    Where officers do not see who waits, a reason is asked for before anything is looked up.
    """
    require_calling(hall, command.counter)
    require_free(hall, command.counter)
    counter = hall.counter(command.counter)
    if command.reason is not None and command.reason not in hall.catalogue.call_reasons:
        raise InvalidField(field="reason")
    if command.reason is None and hides_numbers(hall) and not _is_next(hall, counter, command):
        raise ReasonNeeded
    ticket = _find_chosen(hall, counter, command.ticket)
    before = takewhile(lambda each: each is not ticket, calling_order(hall, counter))
    passed = tuple(each.id for each in before)
    if passed and command.reason is None:
        raise ReasonNeeded
    return (TicketCalled(now, ticket.id, counter.id, not passed, command.reason, passed=passed),)


def _is_next(hall: Hall, counter: Counter, command: CallTicket) -> bool:
    following = next(calling_order(hall, counter), None)
    return following is not None and following is _find_named(hall, counter, command.ticket)


def _find_chosen(hall: Hall, counter: Counter, named: str) -> Ticket:
    """Return the ticket with this id, or the one with this number that waits for the counter.

    Where officers do not see who waits, nothing is said of whom this counter cannot call.
    """
    ticket = _find_named(hall, counter, named)
    if ticket is None:
        raise UnknownTicket if hides_numbers(hall) else UnknownTicket(ticket=named)
    waits = ticket.state is State.WAITING
    if waits and may_call(hall, counter, ticket):
        return ticket
    if hides_numbers(hall):
        raise UnknownTicket
    if not waits:
        raise TicketNotWaiting(number=ticket.number, state=ticket.state)
    raise NotServedHere(number=ticket.number, counter=counter.id)


def _find_named(hall: Hall, counter: Counter, named: str) -> Ticket | None:
    return hall.tickets.get(named) or _find_by_number(hall, counter, named)


def _find_by_number(hall: Hall, counter: Counter, typed: str) -> Ticket | None:
    """Return the one ticket that waits for the counter with a number as typed: `26`, `n26`."""
    asked = parse_number(typed)
    if asked is None:
        return None
    letter, serial = asked
    found = [
        each
        for each in calling_order(hall, counter)
        if (own := parse_number(each.number)) and own[1] == serial and letter in ("", own[0])
    ]
    return found[0] if len(found) == 1 else None


def recall(hall: Hall, command: Recall, now: datetime) -> tuple[Event, ...]:
    """Call the current ticket again, within the limits of number and interval."""
    ticket = require_current(hall, command.counter)
    if ticket.state is not State.CALLED:
        raise TicketNotCalled(number=ticket.number, state=ticket.state)
    limits = hall.catalogue.limits
    if recalls_left(ticket, limits) == 0:
        raise RecallLimit(number=ticket.number, limit=limits.recalls)
    possible_at = recall_possible_at(ticket, limits, now)
    if possible_at is not None and now < possible_at:
        wait_s = round((possible_at - now).total_seconds(), 1)
        raise RecallTooSoon(number=ticket.number, wait_s=wait_s)
    return (TicketRecalled(now, ticket.id, command.counter),)


def recalls_left(ticket: Ticket, limits: Limits) -> int:
    """Return how often the ticket may still be called again at this counter."""
    return max(0, limits.recalls + 1 - ticket.times_called)


def recall_possible_at(ticket: Ticket, limits: Limits, now: datetime) -> datetime | None:
    """Return from when on the ticket may be recalled, None: at once.

    The first recall may follow at once; the interval is kept between recalls, unless the clock was
    set back since.
    """
    called_again = ticket.state is State.CALLED and ticket.times_called > 1
    if not called_again or ticket.last_call_at is None or now < ticket.last_call_at:
        return None
    return ticket.last_call_at + timedelta(seconds=limits.recall_interval_s)


def second_press_until(ticket: Ticket, limits: Limits, now: datetime) -> datetime | None:
    """Return until when a press that ends the call counts as a second one of whatever called.

    Nobody can have been served by then. None: it is not being called, or the clock was set back
    since, and nobody waits until it has caught up.
    """
    if ticket.state is not State.CALLED or ticket.last_call_at is None or now < ticket.last_call_at:
        return None
    return ticket.last_call_at + timedelta(seconds=limits.second_press_s)


DECISIONS: dict[type, Decision] = {
    CallNext: call_next,
    CallTicket: call_ticket,
    Recall: recall,
}
"""What each command of this module leads to."""
