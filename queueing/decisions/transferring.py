"""Sending a ticket on: from a counter to another place, or a waiting one to the right service."""

from datetime import datetime

from queueing.catalogue import Catalogue, Service
from queueing.commands import CorrectService, TransferTicket
from queueing.decisions.counters import require_current
from queueing.decisions.decision import Decision
from queueing.decisions.issuing import require_served
from queueing.errors import (
    CounterIsClosed,
    InvalidField,
    TicketNotWaiting,
    TransferToItself,
    UnknownService,
)
from queueing.events import Event, TicketTransferred
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State, Ticket
from queueing.intake import closed_reason_for_staff


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


def services_to_transfer_to(hall: Hall, ticket: Ticket) -> list[str]:
    """Return the codes of the services the ticket may be sent to, in configured order."""
    return [code for code in services_with_counters(hall.catalogue) if code != ticket.service]


def services_with_counters(catalogue: Catalogue) -> list[str]:
    """Return the codes of the services people can be sent to, at any hour."""
    return [
        code
        for code, service in catalogue.services.items()
        if closed_reason_for_staff(catalogue, service) is None
    ]


def counters_to_transfer_to(hall: Hall, counter: str) -> list[str]:
    """Return the ids of the counters this one may send its ticket to: all that are not closed."""
    return [
        other
        for other in hall.catalogue.counters
        if other != counter and hall.desk(other).state is not DeskState.CLOSED
    ]


def _service_to(hall: Hall, code: str, ticket: Ticket) -> Service:
    service = hall.catalogue.services.get(code)
    if service is None:
        raise UnknownService(service=code)
    if code == ticket.service:
        raise TransferToItself(service=code)
    require_served(hall, code)
    return service


def _service_at(hall: Hall, counter: str, to_counter: str, ticket: Ticket) -> Service:
    """Return what the ticket waits for at the other counter: its own service if served there."""
    target = hall.counter(to_counter)
    if to_counter == counter:
        raise TransferToItself(counter=counter)
    if hall.desk(to_counter).state is DeskState.CLOSED:
        raise CounterIsClosed(counter=to_counter)
    code = ticket.service if ticket.service in target.services else target.serves[0].service
    return hall.catalogue.services[code]


DECISIONS: dict[type, Decision] = {
    CorrectService: correct_service,
    TransferTicket: transfer,
}
"""What each command of this module leads to."""
