"""Giving numbers, and what may happen to a ticket away from the counters."""

from datetime import datetime, timedelta

from queueing.catalogue import STAFF, Catalogue, Service
from queueing.commands import CancelTicket, IssueTicket, ReprintTicket, RestoreTicket
from queueing.decisions.day import current_day, require_open_day
from queueing.errors import (
    InvalidField,
    ServiceClosed,
    TicketNotMissed,
    TicketOver,
    TooLateToRestore,
    UnknownKiosk,
    UnknownService,
)
from queueing.estimate import Basis, start_after_closing, wait_range
from queueing.events import Event, TicketCancelled, TicketIssued, TicketReprinted, TicketRestored
from queueing.hall import Hall
from queueing.numbering import ticket_number
from queueing.selection import ahead_of, due_after_absence, due_time
from queueing.tickets import MOVES, State


def issue(hall: Hall, command: IssueTicket, now: datetime, basis: Basis) -> tuple[Event, ...]:
    """Give the next number of the service's letter, with the range it promises."""
    catalogue = hall.catalogue
    service = _requested_service(catalogue, command)
    require_open_day(hall, now)
    _require_intake(catalogue, service, command, now)
    day = current_day(hall, now)
    serial = (hall.numbers.get(service.letter, 0) if day == hall.day else 0) + 1
    number = ticket_number(service.letter, serial)
    due = due_time(now, catalogue.priorities[command.priority].credit_s)
    ahead = ahead_of(hall, service.code, (due, hall.seq + 1))
    expected_s, promised = wait_range(hall, service.code, ahead, now, basis)
    if (
        expected_s is not None
        and not command.by_staff
        and start_after_closing(catalogue, now, expected_s)
    ):
        raise ServiceClosed(service=service.code, reason="no_more_today")
    return (
        TicketIssued(
            at=now,
            ticket=f"{day:%y%m%d}-{number}",
            day=day,
            letter=service.letter,
            serial=serial,
            number=number,
            service=service.code,
            department=service.department,
            due=due,
            follow=command.follow,
            priority=command.priority,
            language=command.language,
            kiosk=command.kiosk,
            procedure=command.procedure,
            by_staff=command.by_staff,
            ahead=ahead,
            expected_s=expected_s,
            low_min=promised.low_min if promised else None,
            high_min=promised.high_min if promised else None,
            printer=catalogue.printer_at.get(command.kiosk or STAFF),
        ),
    )


def closed_reason(catalogue: Catalogue, service: Service, now: datetime) -> str | None:
    """Return why a service gives no numbers at this moment, or None when it does."""
    if service.closed_reason is not None:
        return service.closed_reason
    if not catalogue.counters_for.get(service.code):
        return "no_counter"
    local = now.astimezone(catalogue.zone_info)
    return None if catalogue.hours.taking_in(local) else "outside_hours"


def cancel(hall: Hall, command: CancelTicket, now: datetime) -> tuple[Event, ...]:
    """End a ticket that is not being served."""
    ticket = hall.ticket(command.ticket)
    if State.CANCELLED not in MOVES[ticket.state]:
        raise TicketOver(number=ticket.number, state=ticket.state)
    return (TicketCancelled(now, ticket.id, command.reason, command.by_staff),)


def reprint(hall: Hall, command: ReprintTicket, now: datetime) -> tuple[Event, ...]:
    """Record that a copy of a living ticket was asked for, and where it is to come out."""
    ticket = hall.ticket(command.ticket)
    if ticket.state in (State.SERVED, State.CANCELLED, State.EXPIRED):
        raise TicketOver(number=ticket.number, state=ticket.state)
    places = hall.catalogue.printer_at
    printer = places.get(command.kiosk or STAFF) or places.get(ticket.kiosk or STAFF)
    waits = ticket.state is State.WAITING
    ahead = ahead_of(hall, ticket.service, ticket.key) if waits else None
    return (TicketReprinted(now, ticket.id, printer, ahead),)


def restore(hall: Hall, command: RestoreTicket, now: datetime) -> tuple[Event, ...]:
    """Let a no-show wait again, behind those about to be called."""
    ticket = hall.ticket(command.ticket)
    if ticket.state is not State.NO_SHOW:
        raise TicketNotMissed(number=ticket.number, state=ticket.state)
    limits = hall.catalogue.limits
    missed_at = ticket.ended_at or now
    too_late = now - missed_at > timedelta(seconds=limits.restore_within_s)
    if too_late or ticket.restores >= limits.restores:
        raise TooLateToRestore(number=ticket.number)
    return (TicketRestored(now, ticket.id, due_after_absence(hall, ticket)),)


def _requested_service(catalogue: Catalogue, command: IssueTicket) -> Service:
    service = catalogue.services.get(command.service)
    if service is None:
        raise UnknownService(service=command.service)
    if command.priority not in catalogue.priorities:
        raise InvalidField(field="priority")
    if command.language not in catalogue.languages:
        raise InvalidField(field="language")
    if command.kiosk is not None and command.kiosk not in catalogue.kiosks:
        raise UnknownKiosk(kiosk=command.kiosk)
    return service


def _require_intake(
    catalogue: Catalogue, service: Service, command: IssueTicket, now: datetime
) -> None:
    """Staff may give numbers outside the hours: work ends when it is done, not by the clock."""
    reason = closed_reason(catalogue, service, now)
    if reason is not None and not (reason == "outside_hours" and command.by_staff):
        raise ServiceClosed(service=service.code, reason=reason)
