"""Booking from home, confirming at the door, giving back.

A booking is no ticket: it is confirmed by whoever has come, and becomes one then.
"""

from datetime import datetime

from queueing.booking_errors import (
    BookingConfirmed,
    BookingOfAnotherDay,
    BookingOver,
    BookingsFull,
    BookingsOff,
    SlotTaken,
    TooManyBookings,
)
from queueing.bookings import (
    count_places_today,
    find_end,
    find_free_code,
    find_rank,
    find_until,
    is_open,
    may_book_more,
)
from queueing.catalogue import NORMAL, Service, is_offered
from queueing.channels import Channel
from queueing.commands import CancelBooking, ConfirmBooking, IssueTicket, MakeBooking
from queueing.decisions.booked_matters import (
    choose_held,
    order_others,
    require_room_after,
)
from queueing.decisions.day import current_day, require_open_day
from queueing.decisions.decision import Decision, EstimatingDecision
from queueing.decisions.issuing import (
    find_requested_matters,
    give_number,
    require_kiosk,
    require_numbers,
    require_served,
)
from queueing.errors import ServiceClosed, UnknownService
from queueing.estimate import Basis
from queueing.events import BookingCancelled, BookingMade, Event
from queueing.hall import Hall
from queueing.hall.bookings import Booking, BookingState
from queueing.intake import closed_reason_for_staff, no_number_reason, place_of_newcomer
from queueing.matters import write_matters
from queueing.numbering import service_day
from queueing.selection import due_time
from queueing.slots import list_slots

FULL = "full"
"""As many numbers from home as the service gives today are taken."""


def make(hall: Hall, command: MakeBooking, now: datetime, basis: Basis) -> tuple[Event, ...]:
    """Book a place of today, due now, or a slot, due at its beginning.

    Of several matters a place of today is in the longest queue, and a slot is for the first one.
    """
    catalogue = hall.catalogue
    if not catalogue.bookings.on:
        raise BookingsOff
    matters = find_requested_matters(catalogue, command)
    if not may_book_more(hall, command.held, now):
        raise TooManyBookings(limit=catalogue.bookings.per_device)
    for each in matters:
        if not is_offered(catalogue, catalogue.services[each.service]):
            raise UnknownService(service=each.service)
    held = choose_held(hall, matters, command.slot, now, basis)
    service = catalogue.services[held.service]
    others = tuple(each for each in matters if each is not held)
    if command.slot is None:
        due, until = _find_place(hall, service, command, now, basis)
        for each in others:
            require_numbers(hall, each.service, command.priority, now, basis)
    else:
        due, until = _find_slot(hall, service, command, command.slot, now, basis)
        for each in others:
            require_room_after(hall, each.service, command.slot)
    return (
        BookingMade(
            at=now,
            booking=f"b{hall.seq + 1}",
            day=service_day(command.slot or now, catalogue.zone_info),
            service=service.code,
            department=service.department,
            slot=command.slot,
            due=due,
            until=until,
            code=find_free_code(hall, command.draw),
            follow=command.follow,
            priority=command.priority,
            language=command.language,
            procedure=held.procedure,
            matters=write_matters(others),
        ),
    )


def may_book(hall: Hall, service: Service) -> bool:
    """Say whether a service may be booked where bookings are on: it is offered, and served."""
    catalogue = hall.catalogue
    return is_offered(catalogue, service) and closed_reason_for_staff(catalogue, service) is None


def no_place_reason(hall: Hall, service: Service, now: datetime, basis: Basis) -> str | None:
    """Return why a service gives no number from home now, None: it does.

    As at the kiosk; and FULL when as many were taken today as there are.
    """
    reason = no_number_reason(hall, service, NORMAL, now, basis)
    if reason is not None:
        return reason
    most, day = hall.catalogue.bookings.per_service, current_day(hall, now)
    return FULL if count_places_today(hall, service.code, day) >= most else None


def confirm(hall: Hall, command: ConfirmBooking, now: datetime, basis: Basis) -> tuple[Event, ...]:
    """Give the number of a booking whose holder has come, at the place that it still has.

    The hours refuse nobody: whoever has an appointment may come a little before them.
    """
    catalogue, booking = hall.catalogue, hall.booking(command.booking)
    require_kiosk(catalogue, command.kiosk)
    require_open_day(hall, now)
    _require_open(hall, booking, now)
    if booking.day != current_day(hall, now):
        raise BookingOfAnotherDay(day=booking.day.isoformat())
    service = catalogue.services.get(booking.service)
    reason = closed_reason_for_staff(catalogue, service) if service else "closed"
    if service is None or reason is not None:
        raise ServiceClosed(service=booking.service, reason=reason or "closed")
    known = booking.priority in catalogue.priorities
    asked = IssueTicket(
        service.code,
        command.follow,
        priority=booking.priority if known else NORMAL,
        language=booking.language,
        kiosk=command.kiosk,
        procedure=booking.procedure,
        by_staff=command.by_staff,
        also=order_others(hall, booking, now, basis),
        channel=Channel.PHONE if booking.slot is None else Channel.BOOKING,
    )
    due = find_rank(hall, booking, now)[1]
    given = give_number(hall, asked, due, now, basis, booking.id, on_paper=command.on_paper)
    return (given,)


def cancel(hall: Hall, command: CancelBooking, now: datetime) -> tuple[Event, ...]:
    """Free the place of a booking; one that was given back already stays so."""
    booking = hall.booking(command.booking)
    if booking.state is BookingState.CANCELLED:
        return ()
    _require_open(hall, booking, now)
    return (BookingCancelled(now, booking.id),)


def _require_open(hall: Hall, booking: Booking, now: datetime) -> None:
    """Raise BookingOver for a booking that nobody can confirm or give back any more."""
    ticket = hall.tickets.get(booking.ticket or "")
    if ticket is not None:
        raise BookingConfirmed(number=ticket.number)
    if not is_open(booking, now):
        booked = booking.state is BookingState.BOOKED
        raise BookingOver(state=BookingState.EXPIRED if booked else booking.state)


def _find_place(
    hall: Hall, service: Service, command: MakeBooking, now: datetime, basis: Basis
) -> tuple[datetime, datetime]:
    """Return the due time of a number from home, and until when it is kept."""
    require_open_day(hall, now)
    require_numbers(hall, service.code, command.priority, now, basis)
    if no_place_reason(hall, service, now, basis) is not None:
        raise BookingsFull
    due, ahead = place_of_newcomer(hall, service.code, command.priority, now)
    return due, find_until(hall, service.code, ahead, now, basis)


def _find_slot(
    hall: Hall, service: Service, command: MakeBooking, slot: datetime, now: datetime, basis: Basis
) -> tuple[datetime, datetime]:
    """Return the due time of an appointment, and until when it is kept."""
    require_served(hall, service.code)
    catalogue = hall.catalogue
    day = service_day(slot, catalogue.zone_info)
    slots = list_slots(hall, service.code, day, now, basis)
    if not any(each.start == slot and each.free for each in slots):
        raise SlotTaken
    due = due_time(slot, catalogue.priorities[command.priority].credit_s)
    return due, find_end(catalogue, service.code, slot)


ESTIMATING: dict[type, EstimatingDecision] = {MakeBooking: make, ConfirmBooking: confirm}
DECISIONS: dict[type, Decision] = {CancelBooking: cancel}
"""What each command of this module leads to."""
