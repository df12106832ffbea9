"""What the console tells of one ticket: T of the contract, and why it stands where it stands."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from queueing.catalogue import NORMAL, Counter, Limits
from queueing.hall import Hall
from queueing.tickets import State, Ticket
from web.tickets import ticket_json, utc

ProcedureNames = Callable[[str], Mapping[str, str] | None]
"""Code of a procedure -> its name by language, None for one that is not in the catalogue."""


def no_procedures(code: str) -> None:
    """Know no procedure: the console then shows the name of the service."""


def row(ticket: Ticket, procedures: ProcedureNames) -> dict[str, Any]:
    """Return T with what every list of the console shows beside it."""
    code = ticket.procedure
    shown = ticket_json(ticket)
    shown |= {
        "procedure": code,
        "procedure_name": dict(procedures(code) or {}) if code else {},
        "language": ticket.language,
        "kiosk": ticket.kiosk,
        "outcome": ticket.outcome,
        "waited_since": utc(ticket.entered_at),
        "came_from": ticket.came_from,
    }
    return shown


def waiting_row(
    hall: Hall, counter: Counter, ticket: Ticket, procedures: ProcedureNames
) -> dict[str, Any]:
    """Return the row of a waiting ticket, with the codes of `why`."""
    shown = row(ticket, procedures)
    shown["why"] = why(hall, counter, ticket)
    return shown


def why(hall: Hall, counter: Counter, ticket: Ticket) -> list[str]:
    """Return what sets the ticket apart, the weightiest first; an ordinary one has none."""
    reasons = (
        ("directed", ticket.only_at == counter.id),
        ("restored", ticket.restores > 0),
        ("priority", ticket.priority != NORMAL),
        ("transferred_from", ticket.came_from is not None),
        ("language", ticket.language != hall.catalogue.languages[0]),
        ("lends_hand", _lends_a_hand(counter, ticket.service)),
    )
    return [code for code, applies in reasons if applies]


def _lends_a_hand(counter: Counter, service: str) -> bool:
    return any(each.penalty_s > 0 and each.service == service for each in counter.serves)


def next_why(reasons: list[str]) -> str:
    """Return what makes the next one next, out of its `why`."""
    for code, word in (
        ("directed", "transferred"),
        ("restored", "restored"),
        ("priority", "priority"),
        ("transferred_from", "transferred"),
    ):
        if code in reasons:
            return word
    return "own_order"


def current_row(hall: Hall, ticket: Ticket, procedures: ProcedureNames) -> dict[str, Any]:
    """Return the ticket at the counter, with what the rules will allow next and when."""
    limits = hall.catalogue.limits
    service = hall.catalogue.services.get(ticket.service)
    minutes = service.mean_minutes if service else None
    return {
        **row(ticket, procedures),
        "last_call_at": utc(ticket.last_call_at),
        "since": utc(ticket.since),
        "service_s": round(ticket.service_s, 1),
        "in_turn": ticket.in_turn,
        "recalls_left": max(0, limits.recalls + 1 - ticket.times_called),
        "recall_after": _recall_after(ticket, limits),
        "no_show_advised_at": _no_show_advised_at(ticket, limits),
        "no_show_enforced": limits.no_show_enforced,
        "target_s": round(minutes * 60) if minutes else None,
    }


def missed_row(ticket: Ticket, limits: Limits, procedures: ProcedureNames) -> dict[str, Any]:
    """Return the row of a no-show, with the end of the time in which it may be restored."""
    assert ticket.ended_at is not None
    until = ticket.ended_at + timedelta(seconds=limits.restore_within_s)
    return {**row(ticket, procedures), "restorable_until": utc(until)}


def parked_row(ticket: Ticket, procedures: ProcedureNames) -> dict[str, Any]:
    """Return the row of a parked ticket, with the moment it was put aside."""
    return {**row(ticket, procedures), "parked_at": utc(ticket.since)}


def _recall_after(ticket: Ticket, limits: Limits) -> str | None:
    """The first recall may follow at once; the pause is kept between recalls."""
    if ticket.state is not State.CALLED or ticket.last_call_at is None or ticket.times_called < 2:
        return None
    return utc(ticket.last_call_at + timedelta(seconds=limits.recall_interval_s))


def _no_show_advised_at(ticket: Ticket, limits: Limits) -> str | None:
    """None until the ticket has been called often enough to count as absent."""
    called_enough = ticket.times_called >= limits.no_show_calls
    if ticket.state is not State.CALLED or ticket.called_at is None or not called_enough:
        return None
    return utc(ticket.called_at + timedelta(seconds=limits.no_show_after_s))
