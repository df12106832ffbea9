"""Giving numbers: the next one of a letter, to whoever may have one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from queueing.bookings import look_at
from queueing.catalogue import STAFF, Catalogue, Service
from queueing.channels import find_channel
from queueing.commands import IssueTicket, MakeBooking
from queueing.decisions.day import current_day, require_open_day
from queueing.decisions.decision import EstimatingDecision
from queueing.decisions.visits import order_matters
from queueing.errors import (
    InvalidField,
    JustTaken,
    ServiceClosed,
    UnknownKiosk,
    UnknownService,
)
from queueing.estimate import Basis
from queueing.events import Event, TicketIssued
from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket
from queueing.intake import closed_reason_for_staff, no_number_reason, place_of_newcomer
from queueing.matters import MOST_MATTERS, Matter, write_matters
from queueing.numbering import next_serial, ticket_id, ticket_number


def issue(hall: Hall, command: IssueTicket, now: datetime, basis: Basis) -> tuple[Event, ...]:
    """Give the next number of the service's letter, with the range it promises.

    Of several matters the letter is that of the one with which the visit begins.
    """
    catalogue = hall.catalogue
    matters = find_requested_matters(catalogue, command)
    require_kiosk(catalogue, command.kiosk)
    require_open_day(hall, now)
    for matter in matters:
        if command.by_staff:
            require_served(hall, matter.service)
        else:
            require_numbers(hall, matter.service, command.priority, now, basis)
    first, *others = order_matters(hall, matters, command.priority, now, basis)
    service = catalogue.services[first.service]
    if command.unless_just_taken:
        taken = find_just_taken(hall, command.kiosk, service, now)
        if taken is not None:
            raise JustTaken(number=taken.number)
    due, _ = place_of_newcomer(hall, service.code, command.priority, now)
    begun = replace(command, service=service.code, procedure=first.procedure, also=tuple(others))
    return (give_number(hall, begun, due, now, basis),)


def give_number(
    hall: Hall,
    command: IssueTicket,
    due: datetime,
    now: datetime,
    basis: Basis,
    booking: str | None = None,
    *,
    on_paper: bool = True,
) -> TicketIssued:
    """Return the event that gives the next number of the service's letter, due at `due`.

    `booking`: what is confirmed by it. Who came before an agreed time is promised no range.
    """
    service, day = hall.catalogue.services[command.service], current_day(hall, now)
    numbers = hall.numbers if day == hall.day else hall.given.get(day, {})
    serial = next_serial(numbers.get(service.letter, 0))
    number = ticket_number(service.letter, serial)
    key = (due, hall.seq + 1)
    seen = look_at(hall, service.code, key, now, basis, booking)
    promised = seen.wait if due <= now else None
    return TicketIssued(
        at=now,
        ticket=ticket_id(day, number),
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
        ahead=seen.ahead,
        expected_s=seen.expected_s if due <= now else None,
        low_min=promised.low_min if promised else None,
        high_min=promised.high_min if promised else None,
        printer=hall.catalogue.printer_at.get(command.kiosk or STAFF) if on_paper else None,
        booking=booking,
        matters=write_matters(command.also),
        channel=find_channel(command.channel, booking=booking, by_staff=command.by_staff),
    )


def find_just_taken(
    hall: Hall, kiosk: str | None, service: Service, now: datetime
) -> Ticket | None:
    """Return the number that the kiosk gave for this service a moment ago, None: it gave none.

    A number that was given back asks nobody. Numbers without a kiosk are those of the staff.
    """
    within = timedelta(seconds=hall.catalogue.limits.again_within_s)
    for ticket in _list_newest_first(hall, service.letter, now):
        if kiosk is None or now - ticket.arrival >= within:
            return None
        same = ticket.kiosk == kiosk and ticket.service == service.code
        if same and ticket.state is not State.CANCELLED:
            return ticket
    return None


def _list_newest_first(hall: Hall, letter: str, now: datetime) -> Iterator[Ticket]:
    """Yield today's tickets of a letter, the newest first."""
    day = current_day(hall, now)
    for serial in range(hall.numbers.get(letter, 0), 0, -1):
        ticket = hall.tickets.get(ticket_id(day, ticket_number(letter, serial)))
        if ticket is None:
            return  # of another day
        yield ticket


def require_numbers(hall: Hall, code: str, priority: str, now: datetime, basis: Basis) -> None:
    """Raise ServiceClosed, by name, unless a service gives citizens numbers now."""
    reason = no_number_reason(hall, hall.catalogue.services[code], priority, now, basis)
    if reason is not None:
        raise ServiceClosed(service=code, reason=reason)


def require_served(hall: Hall, code: str) -> None:
    """Raise ServiceClosed, by name, unless staff may give numbers of a service, and send to it."""
    reason = closed_reason_for_staff(hall.catalogue, hall.catalogue.services[code])
    if reason is not None:
        raise ServiceClosed(service=code, reason=reason)


def find_requested_matters(
    catalogue: Catalogue, command: IssueTicket | MakeBooking
) -> tuple[Matter, ...]:
    """Return what the number is for; each of its matters is another service that there is."""
    matters = (Matter(command.service, command.procedure), *command.also)
    codes = {
        find_requested(catalogue, matter.service, command.priority, command.language).code
        for matter in matters
    }
    if len(matters) > MOST_MATTERS or len(codes) < len(matters):
        raise InvalidField(field="also")
    return matters


def find_requested(catalogue: Catalogue, code: str, priority: str, language: str) -> Service:
    """Return the service; raise a Refusal where something is named that the centre lacks."""
    service = catalogue.services.get(code)
    if service is None:
        raise UnknownService(service=code)
    if priority not in catalogue.priorities:
        raise InvalidField(field="priority")
    if language not in catalogue.languages:
        raise InvalidField(field="language")
    return service


def require_kiosk(catalogue: Catalogue, kiosk: str | None) -> None:
    """Raise UnknownKiosk for one that is not configured; None names none."""
    if kiosk is not None and kiosk not in catalogue.kiosks:
        raise UnknownKiosk(kiosk=kiosk)


DECISIONS: dict[type, EstimatingDecision] = {IssueTicket: issue}
"""What each command of this module leads to."""
