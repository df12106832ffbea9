"""What a citizen does with a ticket from afar: comes late, rates the service, complains."""

from datetime import datetime, timedelta

from queueing.commands import FileComplaint, PostponeTicket, RateTicket
from queueing.errors import (
    AlreadyRated,
    InvalidField,
    NobodyBehind,
    NotServedYet,
    PostponeLimit,
    TicketNotWaiting,
    TooLateToRate,
    UnknownTicket,
)
from queueing.events import ComplaintFiled, Event, TicketPostponed, TicketRated
from queueing.hall import Hall
from queueing.selection import due_after_stepping_back
from queueing.tickets import LEVELS, State, Ticket


def postpone(hall: Hall, command: PostponeTicket, now: datetime) -> tuple[Event, ...]:
    """Let others pass, by places or by minutes; the key only grows, so nobody gains by it."""
    ticket = hall.ticket(command.ticket)
    _require_one_measure(hall, command)
    if ticket.state is not State.WAITING:
        raise TicketNotWaiting(number=ticket.number, state=ticket.state)
    limit = hall.catalogue.limits.postpones
    if ticket.postpones >= limit:
        raise PostponeLimit(number=ticket.number, limit=limit)
    due: datetime | None
    if command.places is not None:
        due = due_after_stepping_back(hall, ticket, command.places)
    else:
        due = ticket.due + timedelta(minutes=command.minutes or 0)
    if due is None:
        raise NobodyBehind(number=ticket.number)
    return (TicketPostponed(now, ticket.id, due),)


def rate(hall: Hall, command: RateTicket, now: datetime) -> tuple[Event, ...]:
    """Take the one rating of a served ticket, as long as its service is not too long ago."""
    ticket = hall.ticket(command.ticket)
    if command.counter is not None and just_served(hall, command.counter) != ticket:
        raise UnknownTicket(ticket=command.ticket)
    if command.level not in LEVELS:
        raise InvalidField(field="level")
    if ticket.state is not State.SERVED or ticket.ended_at is None:
        raise NotServedYet(number=ticket.number, state=ticket.state)
    if ticket.rated is not None:
        raise AlreadyRated(number=ticket.number)
    if now - ticket.ended_at > timedelta(seconds=hall.catalogue.limits.rate_within_s):
        raise TooLateToRate(number=ticket.number)
    return (TicketRated(now, ticket.id, command.level, command.remark),)


def just_served(hall: Hall, counter_id: str) -> Ticket | None:
    """Return the ticket a counter finished last, rated or not."""
    served = (
        ticket
        for ticket in hall.with_state(State.SERVED)
        if ticket.counter == counter_id and ticket.ended_at is not None
    )
    return max(served, key=lambda ticket: (ticket.ended_at, ticket.order), default=None)


def complain(hall: Hall, command: FileComplaint, now: datetime) -> tuple[Event, ...]:
    """Take a complaint from whoever holds a ticket; what is kept does not say which."""
    hall.ticket(command.ticket)
    return (ComplaintFiled(now, command.code),)


def _require_one_measure(hall: Hall, command: PostponeTicket) -> None:
    limits = hall.catalogue.limits
    if (command.places is None) == (command.minutes is None):
        raise InvalidField(field="places")
    if command.places is not None and not 1 <= command.places <= limits.postpone_places:
        raise InvalidField(field="places")
    if command.minutes is not None and not 1 <= command.minutes * 60 <= limits.postpone_s:
        raise InvalidField(field="minutes")
