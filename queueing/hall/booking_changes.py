"""What the events of bookings change in the hall."""

from dataclasses import replace
from datetime import datetime

from queueing.events import BookingCancelled, BookingExpired, BookingKept, BookingMade
from queueing.hall.bookings import Booking, BookingState
from queueing.hall.hall import Hall
from queueing.matters import read_matters


def add_booking(hall: Hall, event: BookingMade, seq: int) -> None:
    """Keep a new booking."""
    _keep(hall, event, event.at, seq)


def keep_booking(hall: Hall, event: BookingKept, seq: int) -> None:
    """Keep a booking that may have been made before replay begins."""
    _keep(hall, event, event.made_at, seq)


def cancel_booking(hall: Hall, event: BookingCancelled, seq: int) -> None:
    """Free its place."""
    _change(hall, event.booking, BookingState.CANCELLED)


def expire_booking(hall: Hall, event: BookingExpired, seq: int) -> None:
    """Nobody came."""
    _change(hall, event.booking, BookingState.EXPIRED)


def confirm_booking(hall: Hall, booking: str, ticket: str) -> None:
    """Its holder has come and has a number."""
    _change(hall, booking, BookingState.CONFIRMED, ticket)


def _keep(hall: Hall, event: BookingMade | BookingKept, made_at: datetime, seq: int) -> None:
    hall.bookings[event.booking] = Booking(
        event.booking,
        event.day,
        event.service,
        event.department,
        event.slot,
        event.due,
        event.until,
        event.code,
        event.follow,
        event.priority,
        event.language,
        event.procedure,
        made_at,
        seq,
        matters=read_matters(event.matters),
    )


def _change(hall: Hall, name: str, state: BookingState, ticket: str | None = None) -> None:
    """Change a booking; of one that was made before replay begins nothing is left to know."""
    booking = hall.bookings.get(name)
    if booking is not None:
        hall.bookings[name] = replace(booking, state=state, ticket=ticket)
