"""What a ticket's holder wants now, where it was sent elsewhere. Pure."""

from queueing.hall.tickets import Ticket, is_elsewhere
from queueing.procedures import COLLECTING


def find_wanted(ticket: Ticket) -> str | None:
    """Return the procedure that the ticket is for now, None where nobody said one.

    Sent to another service, the procedure it was taken for is a former wish. A result is collected
    wherever it lies: who came for one still does.
    """
    former = is_elsewhere(ticket) and ticket.procedure != COLLECTING.code
    return None if former else ticket.procedure
