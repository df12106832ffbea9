"""Taking a number, and what a kiosk or the staff may do with it afterwards."""

from datetime import datetime, timedelta
from typing import Any

from pydantic import Field

from queueing.catalogue import NORMAL, Catalogue
from queueing.commands import IssueTicket
from queueing.events import Entry, TicketIssued
from queueing.hall import Hall
from queueing.tickets import Ticket
from web.errors import NotAllowed
from web.requests import Body
from web.sign_in import Caller
from web.tickets import ticket_json

STAFF = ("officer", "guide", "admin")
OWN_FOR = timedelta(minutes=5)
LONGEST = 64


class TakeNumber(Body):
    """Body of `POST /api/tickets`; `procedure` is the code of what the citizen came for."""

    service: str = Field(max_length=LONGEST)
    priority: str = Field(NORMAL, max_length=LONGEST)
    language: str = Field("vi", max_length=LONGEST)
    kiosk: str | None = Field(None, max_length=LONGEST)
    procedure: str | None = Field(None, max_length=LONGEST)


class Cancel(Body):
    """Body of `POST /api/tickets/ID/cancel`."""

    reason: str | None = Field(None, max_length=200)


class Nothing(Body):
    """Body of a command that needs none."""


def take_number(catalogue: Catalogue, caller: Caller, wish: TakeNumber, follow: str) -> IssueTicket:
    """Return the command; raise NotAllowed when a kiosk's token speaks for another kiosk."""
    own = own_kiosk(catalogue, caller)
    # What staff give on somebody's behalf comes from no kiosk
    usual = None if caller.role in STAFF else own
    asked = wish.kiosk if wish.kiosk is not None else usual
    if caller.role == "kiosk" and asked != own and asked in catalogue.kiosks:
        raise NotAllowed
    return IssueTicket(
        wish.service,
        follow,
        priority=wish.priority,
        language=wish.language,
        kiosk=asked,
        procedure=wish.procedure,
        by_staff=caller.role in STAFF,
    )


def own_kiosk(catalogue: Catalogue, caller: Caller) -> str | None:
    """Return the kiosk of the caller's token; one without belongs to the first configured kiosk."""
    return caller.kiosk or next(iter(catalogue.kiosks), None)


def check_own(catalogue: Catalogue, caller: Caller, ticket: Ticket, now: datetime) -> None:
    """Raise NotAllowed for a ticket that is not this caller's business.

    A kiosk acts on numbers it gave in the last few minutes, a counter's device on those of its
    services, an officer who belongs to a department on those of that department.
    """
    counter = catalogue.counters.get(caller.counter or "")
    match caller.role:
        case "kiosk":
            fresh = now - ticket.arrival <= OWN_FOR
            own = fresh and ticket.kiosk == own_kiosk(catalogue, caller)
        case "counter":
            own = counter is None or ticket.service in counter.services
        case "officer":
            own = caller.department in (None, ticket.department)
        case _:
            own = True
    if not own:
        raise NotAllowed


def issue_answer(hall: Hall, entries: tuple[Entry, ...]) -> dict[str, Any]:
    """Return the answer to a number just given, from what the journal keeps of it."""
    event = entries[-1].event
    assert isinstance(event, TicketIssued)
    wait = None
    if event.low_min is not None and event.high_min is not None:
        wait = {"low_min": event.low_min, "high_min": event.high_min}
    return {
        "ticket": ticket_json(hall.tickets[event.ticket]),
        "ahead": event.ahead,
        "wait": wait,
        "follow_url": f"/t/{event.follow}",
    }
