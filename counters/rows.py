"""What the console tells of one ticket: T of the contract, and why it stands where it stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from counters.view_types import (
    CurrentRow,
    FinishedRow,
    MissedRow,
    NamedMatter,
    NextWhy,
    ParkedRow,
    Row,
    UnsureRow,
    WaitingRow,
    Why,
)
from queueing.catalogue import NORMAL, Catalogue, Counter, Limits
from queueing.decisions.calling import recall_possible_at, recalls_left, second_press_until
from queueing.decisions.serving import held_until, no_show_advised_at
from queueing.decisions.tickets import restore_until, take_back_until
from queueing.hall import Hall
from queueing.hall.tickets import Ticket
from queueing.matters import Matter
from queueing.measures.unsure import doubts_wait, find_waits_since, is_too_long, suggest_end
from queueing.wanted import find_wanted
from web.tickets import matter_json, ticket_json, utc

ProcedureNames = Callable[[str], Mapping[str, str] | None]
"""Code of a procedure -> its name by language, None for one that is not in the catalogue."""


def no_procedures(code: str) -> None:
    """Know no procedure: the console then shows the name of the service."""


def row(ticket: Ticket, procedures: ProcedureNames) -> Row:
    """Return T with what every list of the console shows beside it."""
    code = find_wanted(ticket)
    return {
        **ticket_json(ticket),
        "procedure": code,
        "procedure_name": name_procedure(code, procedures),
        "language": ticket.language,
        "kiosk": ticket.kiosk,
        "outcome": ticket.outcome,
        "waited_since": utc(find_waits_since(ticket)),
        "wait_unsure": doubts_wait(ticket),
        "here_since": utc(ticket.came_here_at),
        "came_from": ticket.came_from,
    }


def name_procedure(code: str | None, procedures: ProcedureNames) -> dict[str, str]:
    """Return the names of a procedure by language, none for an unknown one."""
    return dict(procedures(code) or {}) if code else {}


def name_matter(matter: Matter, procedures: ProcedureNames) -> NamedMatter:
    """Return one of the matters of a visit with the names of its procedure."""
    return {**matter_json(matter), "procedure_name": name_procedure(matter.procedure, procedures)}


def waiting_row(
    hall: Hall, counter: Counter, ticket: Ticket, procedures: ProcedureNames
) -> WaitingRow:
    """Return the row of a waiting ticket, with the codes of `why`."""
    return {**row(ticket, procedures), "why": why(hall, counter, ticket)}


def why(hall: Hall, counter: Counter, ticket: Ticket) -> list[Why]:
    """Return what sets the ticket apart, the weightiest first; an ordinary one has none."""
    reasons: tuple[tuple[Why, bool], ...] = (
        ("taken_back", ticket.taken_back),
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


def next_why(reasons: Sequence[Why]) -> NextWhy:
    """Return what makes the next one next, out of its `why`."""
    words: tuple[tuple[Why, NextWhy], ...] = (
        ("taken_back", "taken_back"),
        ("directed", "transferred"),
        ("restored", "restored"),
        ("priority", "priority"),
        ("transferred_from", "transferred"),
    )
    return next((word for code, word in words if code in reasons), "own_order")


def current_row(
    hall: Hall, ticket: Ticket, now: datetime, procedures: ProcedureNames
) -> CurrentRow:
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
        "walk_in": ticket.walk_in,
        "recalls_left": recalls_left(ticket, limits),
        "recall_after": utc(recall_possible_at(ticket, limits, now)),
        "second_press_until": utc(second_press_until(ticket, limits, now)),
        "held_until": utc(held_until(ticket, limits)),
        "no_show_advised_at": utc(no_show_advised_at(ticket, limits)),
        "target_s": round(minutes * 60) if minutes else None,
        "matters": [name_matter(each, procedures) for each in ticket.matters],
    }


def missed_row(ticket: Ticket, limits: Limits, procedures: ProcedureNames) -> MissedRow:
    """Return the row of a no-show, with the end of the time in which it may be restored."""
    until = restore_until(ticket, limits)
    assert until is not None, "only a no-show that may be restored has a row"
    return {**row(ticket, procedures), "restorable_until": utc(until)}


def parked_row(ticket: Ticket, procedures: ProcedureNames) -> ParkedRow:
    """Return the row of a parked ticket, with the moment it was put aside."""
    return {**row(ticket, procedures), "parked_at": utc(ticket.since)}


def finished_row(
    hall: Hall, ticket: Ticket, now: datetime, procedures: ProcedureNames
) -> FinishedRow:
    """Return the row of a finished service, with the end of the time in which it may go on."""
    until = take_back_until(hall, ticket, now)
    assert until is not None, "only a service that may be taken back has a row"
    return {**row(ticket, procedures), "take_back_until": utc(until)}


def unsure_row(catalogue: Catalogue, ticket: Ticket, procedures: ProcedureNames) -> UnsureRow:
    """Return the row of a service whose officer is asked when it ended, or if it counts."""
    return {
        **row(ticket, procedures),
        "clock_set": not is_too_long(catalogue.limits, ticket.service, ticket.occupied_s),
        "occupied_s": round(ticket.occupied_s, 1),
        "began_at": utc(ticket.served_from),
        "suggested_end": utc(suggest_end(catalogue, ticket)),
    }
