"""Erasing what the journal holds of somebody who had a number."""

from datetime import datetime

from queueing.commands import EraseTicket
from queueing.decisions.decision import Decision
from queueing.errors import TicketInHall
from queueing.events import Event, TicketErased
from queueing.hall import Hall


def erase_ticket(hall: Hall, command: EraseTicket, now: datetime) -> tuple[Event, ...]:
    """Record that it is erased; not while the ticket is in the hall, whose screens show it."""
    if command.ticket in hall.tickets:
        raise TicketInHall(number=hall.tickets[command.ticket].number)
    return (TicketErased(now, command.ticket, command.entries),)


DECISIONS: dict[type, Decision] = {
    EraseTicket: erase_ticket,
}
"""What each command of this module leads to."""
