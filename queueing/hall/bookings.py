"""Bookings: numbers from home and appointments.

A booking is no ticket: nobody can call it. Confirmed at the door, it becomes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from queueing.hall.cow_dict import CowDict
from queueing.matters import Matter


class BookingState(StrEnum):
    """A booking is in exactly one of these."""

    BOOKED = "booked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Booking:
    """A number from home (`slot` None) or an appointment; the fields are those of BookingMade.

    `order`: its number in the journal; `ticket`: the number it has become. `matters`: what else
    that number is for; the place is in the queue of `service`.
    """

    id: str
    day: date
    service: str
    department: str
    slot: datetime | None
    due: datetime
    until: datetime
    code: str
    follow: str
    priority: str
    language: str
    procedure: str | None
    made_at: datetime
    order: int
    state: BookingState = BookingState.BOOKED
    ticket: str | None = None
    matters: tuple[Matter, ...] = ()

    @property
    def services(self) -> tuple[str, ...]:
        """All that its holder comes for, first where the place is."""
        return self.service, *(matter.service for matter in self.matters)

    @property
    def key(self) -> tuple[datetime, int]:
        """Where it stands in the calling order if it is confirmed in time."""
        return self.due, self.order


def keep_days_to_come(bookings: Mapping[str, Booking], ended: date) -> CowDict[str, Booking]:
    """Return what is left of the bookings after the end of a day: those of later days."""
    return CowDict(
        {
            name: booking
            for name, booking in bookings.items()
            if booking.day > ended and booking.state is BookingState.BOOKED
        }
    )


def move_booking(booking: Booking, by: timedelta, before: date | None, after: date) -> Booking:
    """Return a booking after the clock was set: places move with the people, slots stay.

    A number from home for the day that the office was in `before` is for the one that it is in
    `after`, and is kept as long as it would have been, or to the same hour.
    """
    if booking.slot is not None:
        return booking
    moved = replace(booking, due=booking.due + by, made_at=booking.made_at + by)
    if before is None or booking.day != before or after == before:
        return moved
    return replace(moved, day=after, until=booking.until + max(by, after - before))
