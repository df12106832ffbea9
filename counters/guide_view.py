"""What the guide's tablet shows: everyone in the hall by service, and who works."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from counters.rows import ProcedureNames, no_procedures
from queueing.catalogue import Counter
from queueing.errors import InvalidField
from queueing.hall import Hall
from queueing.numbering import service_day, ticket_number
from queueing.printing import job_id
from queueing.selection import callable_at
from queueing.tickets import State, Ticket
from web.tickets import utc

AFTER_WAITING = (State.CALLED, State.SERVING, State.PARKED, State.NO_SHOW)
TYPED = re.compile(r"\s*([A-Za-z]?)\s*(\d{1,5})\s*")


def guide_view(
    hall: Hall, now: datetime, procedures: ProcedureNames = no_procedures
) -> dict[str, Any]:
    """Return the view of namespace `/guide`.

    `tickets`: whoever waits, is called, served or parked, and the no-shows that may still be
    restored; by service, the waiting ones first and in calling order. Times are ISO 8601 in UTC,
    lengths in seconds; codes stay codes, except for `procedure_name`, which is by language.
    """
    limits = hall.catalogue.limits
    tickets = list(_living(hall, now))
    return {
        "seq": hall.seq,
        "day": (hall.day or service_day(now, hall.catalogue.zone_info)).isoformat(),
        "at": utc(now),
        "tickets": [guide_row(hall, ticket, procedures) for ticket in tickets],
        "counters": [_counter(hall, counter) for counter in hall.catalogue.counters.values()],
        "services": [_service(hall, service) for service in _services(hall, tickets)],
        "limits": {
            "target_wait_s": limits.target_wait_s,
            "red_line_wait_s": limits.red_line_wait_s,
        },
    }


def guide_row(hall: Hall, ticket: Ticket, procedures: ProcedureNames) -> dict[str, Any]:
    """Return what the guide sees of a ticket in any state; `since`: in this state since."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "service": ticket.service,
        "department": ticket.department,
        "state": str(ticket.state),
        "priority": ticket.priority,
        "language": ticket.language,
        "issued_at": utc(ticket.arrival),
        "waited_since": utc(ticket.entered_at),
        "since": utc(ticket.since),
        "counter": ticket.counter,
        "procedure_name": dict(procedures(ticket.procedure) or {}) if ticket.procedure else {},
        "restorable_until": utc(_restorable_until(hall, ticket)),
        "slip": _slip(hall, ticket),
    }


def _slip(hall: Hall, ticket: Ticket) -> dict[str, Any] | None:
    """Return what became of the ticket's newest slip, None where none was to be printed."""
    job = hall.jobs.get(job_id(ticket.id, ticket.reprints))
    if job is None:
        return None
    return {"state": str(job.state), "cause": job.cause, "printer": job.printer, "copy": job.copy}


def numbered(hall: Hall, typed: str) -> tuple[Ticket, ...]:
    """Return today's tickets with this number, in any state; `18` is that number of every letter.

    Raises InvalidField for what cannot be a number.
    """
    asked = TYPED.fullmatch(typed)
    if asked is None:
        raise InvalidField(field="number")
    letters = (asked[1].upper(),) if asked[1] else tuple(sorted(hall.numbers))
    wanted = {ticket_number(letter, int(asked[2])) for letter in letters}
    return tuple(ticket for ticket in hall.tickets.values() if ticket.number in wanted)


def _living(hall: Hall, now: datetime) -> Iterator[Ticket]:
    later: dict[str, list[Ticket]] = {}
    for ticket in hall.with_state(*AFTER_WAITING):
        until = _restorable_until(hall, ticket)
        if ticket.state is not State.NO_SHOW or (until is not None and until >= now):
            later.setdefault(ticket.service, []).append(ticket)
    for service in {**hall.catalogue.services, **hall.queues, **later}:
        yield from hall.queue(service)
        yield from sorted(later.get(service, ()), key=lambda t: AFTER_WAITING.index(t.state))


def _restorable_until(hall: Hall, ticket: Ticket) -> datetime | None:
    limits = hall.catalogue.limits
    missed = ticket.state is State.NO_SHOW and ticket.restores < limits.restores
    if not missed or ticket.ended_at is None:
        return None
    return ticket.ended_at + timedelta(seconds=limits.restore_within_s)


def _services(hall: Hall, tickets: list[Ticket]) -> list[str]:
    served = [code for code, counters in hall.catalogue.counters_for.items() if counters]
    return list(dict.fromkeys([*served, *(ticket.service for ticket in tickets)]))


def _service(hall: Hall, code: str) -> dict[str, Any]:
    """Return who waits for a service, since when, and which counters could call them."""
    since = min((t.entered_at for t in hall.queue(code) if t.entered_at), default=None)
    able = hall.catalogue.counters_for.get(code, ())
    return {
        "service": code,
        "waiting": len(hall.queues.get(code, ())),
        "waiting_since": utc(since),
        "counters": [counter.id for counter in able],
        "open": sum(hall.desk(counter.id).state == "open" for counter in able),
    }


def _counter(hall: Hall, counter: Counter) -> dict[str, Any]:
    """Return how a counter stands, and how many it could call and since when they wait."""
    desk, current = hall.desk(counter.id), hall.current(counter.id)
    entered = [
        ticket.entered_at
        for service in counter.services
        for ticket in hall.queue(service)
        if callable_at(hall, counter, ticket)
    ]
    return {
        "id": counter.id,
        "state": desk.state,
        "officer": desk.officer,
        "reason": desk.reason,
        "since": utc(desk.since),
        "number": current.number if current else None,
        "waiting": len(entered),
        "waiting_since": utc(min((at for at in entered if at), default=None)),
    }
