"""Taking a number, and what a kiosk or the staff may do with it afterwards."""

from datetime import datetime, timedelta
from typing import Any

from pydantic import Field

from queueing.catalogue import NORMAL, Catalogue
from queueing.channels import Channel
from queueing.commands import CancelTicket, EndVisit, IssueTicket
from queueing.decisions.tickets import may_cancel
from queueing.decisions.visits import estimate_visit
from queueing.estimate import Basis, Range, turn_at
from queueing.events import Entry, SavedBy, TicketIssued
from queueing.hall import Hall
from queueing.hall.tickets import Ticket
from queueing.matters import MOST_MATTERS, Matter
from queueing.office import Office
from queueing.staffing import find_staffing
from web.callers import Caller
from web.errors import NotAllowed
from web.issue_view_types import IssueAnswer
from web.requests import Body
from web.roles import Role
from web.tickets import matter_json, ticket_json, utc
from web.view_types import TicketJson, WaitRange

STAFF = (Role.OFFICER, Role.GUIDE, Role.ADMIN)
OWN_FOR = timedelta(minutes=5)
LONGEST = 64
NOT_COLLECTED = "Không ai nhận số ở máy lấy số"
"""Why a number was cancelled that no screen has shown, as the journal keeps it."""


class MatterBody(Body):
    """What else a number is for."""

    service: str = Field(max_length=LONGEST)
    procedure: str | None = Field(None, max_length=LONGEST)


class TakeNumber(Body):
    """Body of `POST /api/tickets`; `procedure` is the code of what the citizen came for.

    `also`: other services the same number is for. `again`: whoever stands at a kiosk that gave one
    a moment ago has confirmed one more number. `card`: the number of the identity card that gave
    the priority, where those are limited; it is counted as a keyed hash and kept nowhere.
    """

    service: str = Field(max_length=LONGEST)
    priority: str = Field(NORMAL, max_length=LONGEST)
    language: str = Field("vi", max_length=LONGEST)
    kiosk: str | None = Field(None, max_length=LONGEST)
    procedure: str | None = Field(None, max_length=LONGEST)
    again: bool = False
    card: str | None = Field(None, pattern=r"^([0-9]{9}|[0-9]{12})$")
    also: list[MatterBody] = Field([], max_length=MOST_MATTERS - 1)


class Cancel(Body):
    """Body of `POST /api/tickets/ID/cancel`."""

    reason: str | None = Field(None, max_length=200)


class LeaveWithout(Body):
    """Body of `POST /api/visits/end`: what somebody learnt who needs no number now."""

    reason: SavedBy
    service: str = Field(max_length=LONGEST)
    procedure: str | None = Field(None, max_length=LONGEST)


def take_number(
    catalogue: Catalogue, caller: Caller, given: TakeNumber, follow: str
) -> IssueTicket:
    """Return the command; raise NotAllowed when a kiosk's token speaks for another kiosk."""
    own = find_own_kiosk(catalogue, caller)
    # What staff give on somebody's behalf comes from no kiosk
    usual = None if caller.role in STAFF else own
    asked = given.kiosk if given.kiosk is not None else usual
    if caller.role is Role.KIOSK and asked != own and asked in catalogue.kiosks:
        raise NotAllowed
    return IssueTicket(
        given.service,
        follow,
        priority=given.priority,
        language=given.language,
        kiosk=asked,
        procedure=given.procedure,
        by_staff=caller.role in STAFF,
        unless_just_taken=caller.role is Role.KIOSK and not given.again,
        also=tuple(Matter(each.service, each.procedure) for each in given.also),
        channel=Channel.IMPORT if caller.role is Role.API else "",
    )


def end_visit(catalogue: Catalogue, caller: Caller, given: LeaveWithout) -> EndVisit:
    """Return the command; what staff say on somebody's behalf comes from no kiosk."""
    kiosk = None if caller.role in STAFF else find_own_kiosk(catalogue, caller)
    return EndVisit(given.reason, given.service, Channel.KIOSK, given.procedure, kiosk)


def find_own_kiosk(catalogue: Catalogue, caller: Caller) -> str | None:
    """Return the kiosk of the caller's token; one without belongs to the first configured kiosk."""
    return caller.kiosk or next(iter(catalogue.kiosks), None)


def check_own(catalogue: Catalogue, caller: Caller, ticket: Ticket, now: datetime) -> None:
    """Raise NotAllowed for a ticket that is not this caller's business.

    A kiosk acts on numbers it gave in the last few minutes, a counter's device on those of its
    services, an officer who belongs to a department on those of that department.
    """
    counter = catalogue.counters.get(caller.counter or "")
    match caller.role:
        case Role.KIOSK:
            fresh = now - ticket.arrival <= OWN_FOR
            own = fresh and ticket.kiosk == find_own_kiosk(catalogue, caller)
        case Role.COUNTER:
            own = counter is None or ticket.service in counter.services
        case Role.OFFICER:
            own = caller.department in (None, ticket.department)
        case _:
            own = True
    if not own:
        raise NotAllowed


def give_back(office: Office, caller: Caller, given: Any) -> TicketJson | None:
    """Cancel the number that an answer nobody saw has given; return its ticket as it is then.

    A number whose slip may be out stays, for its holder has the paper. `given`: the answer to the
    press, None when there was none.
    """
    ticket = office.hall.tickets.get(given["ticket"]["id"]) if _is_number(given) else None
    if ticket is None:
        return None
    if may_cancel(ticket, by_staff=False):
        command = CancelTicket(ticket.id, NOT_COLLECTED, by_staff=False, unless_on_paper=True)
        office.submit(command, actor=caller.id, reply=lambda _hall, _entries: None)
    return ticket_json(office.hall.tickets[ticket.id])


def _is_number(given: Any) -> bool:
    return isinstance(given, dict) and "follow_url" in given


def make_issue_answer(hall: Hall, entries: tuple[Entry, ...], basis: Basis) -> IssueAnswer:
    """Return the answer to a number just given, from what the journal keeps of it."""
    event = entries[-1].event
    assert isinstance(event, TicketIssued)
    ticket = hall.tickets[event.ticket]
    staffing = find_staffing(hall, event.service, ticket.arrival)
    wait: WaitRange | None = None
    turn = None
    if event.low_min is not None and event.high_min is not None:
        wait = {"low_min": event.low_min, "high_min": event.high_min}
        turn = turn_at(ticket.arrival, Range(event.low_min, event.high_min))
    return {
        "ticket": ticket_json(ticket),
        "ahead": event.ahead,
        "wait": wait,
        "turn_at": utc(turn),
        "counter_open": staffing.is_open,
        "no_counter": staffing.no_counter,
        "opens_at": utc(staffing.opens_at),
        "back_at": utc(staffing.back_at),
        "matters": [matter_json(each) for each in (ticket.matter, *ticket.matters)],
        "whole": _find_whole(hall, ticket, basis),
        "follow_url": f"/t/{event.follow}",
    }


def _find_whole(hall: Hall, ticket: Ticket, basis: Basis) -> WaitRange | None:
    """Return how long all matters of a number take that has several; None: unknown, or one."""
    whole = estimate_visit(hall, ticket, ticket.arrival, basis) if ticket.matters else None
    return {"low_min": whole.low_min, "high_min": whole.high_min} if whole else None
