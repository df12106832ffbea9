"""What a citizen's phone shows of one ticket. Pure."""

from datetime import datetime
from typing import Any

from queueing.estimate import Basis, wait_range
from queueing.hall import Hall
from queueing.selection import ahead_of
from queueing.tickets import AT_A_COUNTER, State, Ticket
from web.tickets import ticket_json

WITH_AN_OFFICER = AT_A_COUNTER | {State.PARKED}


def followed(hall: Hall, follow: str) -> Ticket | None:
    """Return the ticket with this follow token, None when there is none (or its day is over)."""
    ticket_id = hall.follows.get(follow)
    return hall.tickets.get(ticket_id) if ticket_id else None


def phone_view(hall: Hall, ticket: Ticket, now: datetime, basis: Basis) -> dict[str, Any]:
    """Return the view of namespace `/phone`: the ticket, its place, and where to go.

    `ahead` and `wait` are None unless it waits; `counter_label` names the counter that has it.
    """
    counter = hall.catalogue.counters.get(ticket.counter or "")
    there = counter if ticket.state in WITH_AN_OFFICER else None
    return {
        "seq": hall.seq,
        "ticket": ticket_json(ticket),
        **_place(hall, ticket, now, basis),
        "counter_label": there.label if there else None,
        "floor": there.floor if there else _floor(hall, ticket),
    }


def counters_to_wait_for(hall: Hall, ticket: Ticket) -> list[str]:
    """Return the labels of the counters that may call the ticket."""
    if ticket.only_at and ticket.only_at in hall.catalogue.counters:
        return [hall.catalogue.counters[ticket.only_at].label]
    counters = hall.catalogue.own_counters_for.get(ticket.service, ())
    return [counter.label for counter in counters]


def _place(hall: Hall, ticket: Ticket, now: datetime, basis: Basis) -> dict[str, Any]:
    if ticket.state is not State.WAITING:
        return {"ahead": None, "wait": None}
    ahead = ahead_of(hall, ticket.service, ticket.key)
    wait = wait_range(hall, ticket.service, ahead, now, basis)[1]
    return {
        "ahead": ahead,
        "wait": {"low_min": wait.low_min, "high_min": wait.high_min} if wait else None,
    }


def _floor(hall: Hall, ticket: Ticket) -> str | None:
    counters = hall.catalogue.own_counters_for.get(ticket.service, ())
    if counters:
        return counters[0].floor
    department = hall.catalogue.departments.get(ticket.department)
    return department.floor if department else None
