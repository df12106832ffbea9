"""Erasing what the journal holds of somebody who had a number."""

from datetime import datetime

from queueing.commands import EraseBookings, EraseTicket
from queueing.decisions.decision import Decision
from queueing.errors import TicketInHall
from queueing.events import BookingsErased, Event, TicketErased
from queueing.hall import Hall


def erase_ticket(hall: Hall, command: EraseTicket, now: datetime) -> tuple[Event, ...]:
    """Record that it is erased; not while the ticket is in the hall, whose screens show it."""
    if command.ticket in hall.tickets:
        raise TicketInHall(number=hall.tickets[command.ticket].number)
    return (TicketErased(now, command.ticket, command.entries),)


def erase_bookings(hall: Hall, command: EraseBookings, now: datetime) -> tuple[Event, ...]:
    """Record that they are erased; their days are over, so that no hall has them."""
    return (BookingsErased(now, command.entries),)


DECISIONS: dict[type, Decision] = {
    EraseBookings: erase_bookings,
    EraseTicket: erase_ticket,
}
"""What each command of this module leads to."""
