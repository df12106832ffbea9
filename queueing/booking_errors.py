"""Refusals of bookings, see queueing.errors."""

from queueing.errors import Refusal, UnknownThing


class UnknownBooking(UnknownThing):
    """No such booking is known, or it is over for days."""

    code = "unknown_booking"


class BookingsOff(Refusal):
    """The centre takes no numbers from home and no appointments."""

    code = "bookings_off"


class TooManyBookings(Refusal):
    """The device holds as many open bookings as it may; `limit` says how many."""

    code = "too_many_bookings"


class BookingsFull(Refusal):
    """As many numbers from home as the service gives today are taken."""

    code = "bookings_full"


class SlotTaken(Refusal):
    """The slot has no place left, or there is no such slot."""

    code = "slot_taken"


class BookingConfirmed(Refusal):
    """The booking has become the number `number` already."""

    code = "booking_confirmed"


class BookingOver(Refusal):
    """The booking was cancelled or not confirmed in time; `state` says which."""

    code = "booking_over"


class BookingOfAnotherDay(Refusal):
    """The booking is for the `day`, not for today."""

    code = "booking_of_another_day"
