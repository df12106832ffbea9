"""Whose answers say no number that waits, where the centre keeps them from officers."""

from queueing.errors import UnknownTicket
from queueing.hall import Hall
from queueing.hall.tickets import Ticket
from queueing.sight import hides_numbers, is_hidden, list_hidden
from web.callers import Caller
from web.roles import Role
from web.tickets import ticket_json
from web.view_types import TicketJson

OFFICERS = (Role.OFFICER, Role.COUNTER)
"""Who calls: people, and the devices of counters, at which officers sit."""


def sees_all(caller: Caller) -> bool:
    """Say whether the caller sees every number that waits, whatever the centre keeps back."""
    return caller.role not in OFFICERS


def list_kept_back(hall: Hall, caller: Caller) -> tuple[str, ...]:
    """Return the ids of the tickets that no answer to the caller may tell of."""
    return () if sees_all(caller) else list_hidden(hall)


def is_kept_to_sight(hall: Hall, caller: Caller) -> bool:
    """Say whether the caller sees less than every number that waits."""
    return hides_numbers(hall) and not sees_all(caller)


def find_seen(hall: Hall, caller: Caller, ticket_id: str) -> Ticket:
    """Return a ticket of today; raise UnknownTicket where there is none.

    Whoever may not see who waits hears the same of a number that is hidden.
    """
    is_there = ticket_id in hall.tickets and not is_hidden(hall, ticket_id)
    if is_kept_to_sight(hall, caller) and not is_there:
        raise UnknownTicket
    return hall.ticket(ticket_id)


def tell_ticket(hall: Hall, ticket: Ticket, *, whole: bool) -> TicketJson | None:
    """Return a ticket as an answer tells of it; None where its number is hidden. `whole`: never."""
    return None if not whole and is_hidden(hall, ticket.id) else ticket_json(ticket)
