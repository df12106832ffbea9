"""What officers may see of who waits: every number, the next one, or only how many. Pure.

A number is hidden as long as it waits, wherever it stands: an officer who cannot see it can neither
choose it nor pass it over. Whoever is called, served, put aside or absent is everybody's to see.
"""

from collections.abc import Iterator
from itertools import islice

from queueing.catalogue import Counter
from queueing.errors import Refusal, UnknownTicket
from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket
from queueing.numbering import ticket_id
from queueing.selection import calling_order

SEEN = {"all": None, "next": 1, "counts": 0}


def list_seen(hall: Hall, counter: Counter) -> Iterator[Ticket]:
    """Yield the waiting tickets that the counter's officer may see, in calling order."""
    return islice(calling_order(hall, counter), SEEN[hall.catalogue.officers_see])


def hides_numbers(hall: Hall) -> bool:
    """Say whether officers see less than every number that waits."""
    return hall.catalogue.officers_see != "all"


def is_hidden(hall: Hall, ticket_id: str) -> bool:
    """Say whether a ticket's number is kept from officers now; no ticket of today is."""
    ticket = hall.tickets.get(ticket_id)
    return hides_numbers(hall) and ticket is not None and ticket.state is State.WAITING


def list_hidden(hall: Hall) -> tuple[str, ...]:
    """Return the ids of the tickets whose numbers are kept from officers now."""
    return tuple(each.id for each in hall.with_state(State.WAITING) if hides_numbers(hall))


def check_refusal(hall: Hall, refusal: Refusal) -> None:
    """Raise UnknownTicket in place of a refusal that tells of a number which is hidden now."""
    said = {str(value) for value in refusal.fields.values()}
    named = said | {ticket_id(hall.day, each) for each in said if hall.day is not None}
    # A number that is not there must not be told from one that is hidden
    unknown = hides_numbers(hall) and isinstance(refusal, UnknownTicket)
    if unknown or any(is_hidden(hall, each) for each in named):
        raise UnknownTicket from refusal
