"""Sending a ticket on: from a counter to another place, or a waiting one to the right service."""

from datetime import datetime

from queueing.catalogue import Service
from queueing.commands import CorrectService, TransferTicket
from queueing.decisions.counters import require_current
from queueing.errors import (
    CounterIsClosed,
    InvalidField,
    ServiceClosed,
    TicketNotWaiting,
    TransferToItself,
    UnknownService,
)
from queueing.events import Event, TicketTransferred
from queueing.hall import Hall
from queueing.tickets import State, Ticket


def transfer(hall: Hall, command: TransferTicket, now: datetime) -> tuple[Event, ...]:
    """Send the current ticket to a service or to an open counter; number, key and arrival stay."""
    ticket = require_current(hall, command.counter)
    if (command.service is None) == (command.to_counter is None):
        raise InvalidField(field="service")
    if command.to_counter is not None:
        service = _service_at(hall, command.counter, command.to_counter, ticket)
    else:
        service = _service_to(hall, command.service or "", ticket)
    return (
        TicketTransferred(
            now,
            ticket.id,
            command.counter,
            service.code,
            service.department,
            command.to_counter,
            command.reason,
        ),
    )


def correct_service(hall: Hall, command: CorrectService, now: datetime) -> tuple[Event, ...]:
    """Let a waiting ticket wait for another service; number, key and arrival stay."""
    ticket = hall.ticket(command.ticket)
    if ticket.state is not State.WAITING:
        raise TicketNotWaiting(number=ticket.number, state=ticket.state)
    service = _service_to(hall, command.service, ticket)
    return (
        TicketTransferred(
            now, ticket.id, None, service.code, service.department, None, command.reason
        ),
    )


def _service_to(hall: Hall, code: str, ticket: Ticket) -> Service:
    service = hall.catalogue.services.get(code)
    if service is None:
        raise UnknownService(service=code)
    if code == ticket.service:
        raise TransferToItself(service=code)
    if service.closed_reason is not None or not hall.catalogue.counters_for[code]:
        raise ServiceClosed(service=code, reason=service.closed_reason or "no_counter")
    return service


def _service_at(hall: Hall, counter: str, to_counter: str, ticket: Ticket) -> Service:
    """Return what the ticket waits for at the other counter: its own service if served there."""
    target = hall.counter(to_counter)
    if to_counter == counter:
        raise TransferToItself(counter=counter)
    if hall.desk(to_counter).state == "closed":
        raise CounterIsClosed(counter=to_counter)
    code = ticket.service if ticket.service in target.services else target.serves[0].service
    return hall.catalogue.services[code]
