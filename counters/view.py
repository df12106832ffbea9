"""What a counter's console shows: a pure function of the hall."""

from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from counters.rows import (
    ProcedureNames,
    current_row,
    missed_row,
    next_why,
    no_procedures,
    parked_row,
    waiting_row,
)
from queueing.catalogue import Counter
from queueing.decisions.undoing import undo_possible, undo_until
from queueing.hall import Hall
from queueing.numbering import service_day
from queueing.selection import callable_at, calling_order
from queueing.tickets import State, Ticket
from web.tickets import utc

ROWS = 1000
"""More waiting tickets than this no hall holds; `waiting_total` counts them all."""


def counter_view(
    hall: Hall, counter_id: str, now: datetime, procedures: ProcedureNames = no_procedures
) -> dict[str, Any]:
    """Return the counter view of the contract; raise UnknownCounter for one that is not configured.

    `waiting` is in the calling order of this counter, `missed` newest first. Times are ISO 8601 in
    UTC, lengths in seconds; codes stay codes, except for `procedure_name`, which is by language.
    """
    counter = hall.counter(counter_id)
    first = islice(calling_order(hall, counter), ROWS)
    waiting = [waiting_row(hall, counter, ticket, procedures) for ticket in first]
    total, since = _waiting(hall, counter)
    current = hall.current(counter_id)
    limits = hall.catalogue.limits
    return {
        "seq": hall.seq,
        "day": (hall.day or service_day(now, hall.catalogue.zone_info)).isoformat(),
        "at": utc(now),
        "catalogue": hall.catalogue.digest,
        "counter": _counter(hall, counter),
        "current": current_row(hall, current, procedures) if current else None,
        "waiting": waiting,
        "waiting_total": total,
        "waiting_since": utc(since),
        "next_why": next_why(waiting[0]["why"]) if waiting else None,
        "parked": [parked_row(ticket, procedures) for ticket in parked_for(hall, counter)],
        "missed": [
            missed_row(ticket, limits, procedures) for ticket in missed_for(hall, counter, now)
        ],
        "undo": _undo(hall, counter_id, now),
        "today": _today(hall, counter_id),
        "limits": {
            "target_wait_s": limits.target_wait_s,
            "red_line_wait_s": limits.red_line_wait_s,
            "undo_s": limits.undo_s,
        },
    }


def parked_for(hall: Hall, counter: Counter) -> tuple[Ticket, ...]:
    """Return what is parked here, and what is parked at a closed counter and may be served here."""
    return tuple(
        ticket
        for ticket in hall.with_state(State.PARKED)
        if ticket.counter == counter.id
        or (
            ticket.service in counter.services and hall.desk(ticket.counter or "").state == "closed"
        )
    )


def missed_for(hall: Hall, counter: Counter, now: datetime) -> tuple[Ticket, ...]:
    """Return the no-shows that may still be restored and would then wait for this counter too."""
    limits = hall.catalogue.limits
    oldest = now - timedelta(seconds=limits.restore_within_s)
    missed = [
        ticket
        for ticket in hall.with_state(State.NO_SHOW)
        if ticket.service in counter.services
        and ticket.restores < limits.restores
        and ticket.ended_at is not None
        and ticket.ended_at >= oldest
    ]
    return tuple(islice(sorted(missed, key=lambda ticket: -ticket.changed), ROWS))


def _waiting(hall: Hall, counter: Counter) -> tuple[int, datetime | None]:
    """Return how many wait for this counter, and since when the first of them."""
    entered = [
        ticket.entered_at
        for service in counter.services
        for ticket in hall.queue(service)
        if callable_at(hall, counter, ticket)
    ]
    return len(entered), min((at for at in entered if at), default=None)


def _counter(hall: Hall, counter: Counter) -> dict[str, Any]:
    desk = hall.desk(counter.id)
    return {
        "id": counter.id,
        "label": counter.label,
        "state": desk.state,
        "officer": desk.officer,
        "reason": desk.reason,
        "since": utc(desk.since),
        "floor": counter.floor,
        "department": counter.department,
        "services": [preference.service for preference in counter.serves],
    }


def _undo(hall: Hall, counter_id: str, now: datetime) -> dict[str, Any] | None:
    undoable = hall.undo.get(counter_id)
    if undoable is None or not undo_possible(hall, undoable, now):
        return None
    return {
        "action": undoable.action,
        "number": undoable.number,
        "until": utc(undo_until(hall, undoable)),
    }


def _today(hall: Hall, counter_id: str) -> dict[str, Any]:
    desk = hall.desk(counter_id)
    return {
        "served": desk.served,
        "service_mean_s": round(desk.service_s / desk.served, 1) if desk.served else None,
        "longest_wait_s": round(desk.longest_wait_s, 1),
    }
