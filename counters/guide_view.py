"""What the guide's tablet shows: everyone in the hall by service, and who works."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from counters.guide_intake import find_no_numbers
from counters.guide_view_types import (
    GuideCounter,
    GuideRow,
    GuideRun,
    GuideService,
    HallForGuide,
    SlipState,
)
from counters.offers import find_guide_offers, find_issue_offer
from counters.rows import ProcedureNames, name_matter, name_procedure, no_procedures
from queueing.alarms import Run, find_desk_alarms, find_runs
from queueing.assistance import (
    ASKED_FOR,
    TAKEN_ON_FOR,
    find_asked,
    find_helpers,
    find_longest_waiting,
    find_taken_on,
)
from queueing.catalogue import Counter
from queueing.clock import Trust
from queueing.decisions.day import is_day_open
from queueing.decisions.print_jobs import may_send
from queueing.decisions.tickets import may_restore, restore_until, take_back_until
from queueing.decisions.transferring import services_with_counters
from queueing.errors import InvalidField
from queueing.estimate import Basis
from queueing.hall import DeskState, Hall
from queueing.hall.print_jobs import LATE, JobState, job_id
from queueing.hall.tickets import State, Ticket, is_elsewhere
from queueing.help_calls import find_help_calls
from queueing.measures.unsure import doubts_wait, find_waits_since
from queueing.numbering import parse_number, service_day, ticket_number
from queueing.offers import NO_BASIS
from queueing.selection import may_call
from queueing.wanted import find_wanted
from web.help_calls import write_help_calls
from web.tickets import told_json, utc
from web.view_types import ForgottenAtCounter

AFTER_WAITING = (State.CALLED, State.SERVING, State.PARKED, State.NO_SHOW)


def guide_view(
    hall: Hall,
    now: datetime,
    procedures: ProcedureNames = no_procedures,
    left: Sequence[tuple[str, datetime]] = (),
    basis: Basis = NO_BASIS,
) -> HallForGuide:
    """Return the view of namespace `/guide`.

    `tickets`: whoever waits, is called, served or parked, and the no-shows that may still be
    restored; by service, the waiting ones first and in calling order. Times are ISO 8601 in UTC,
    lengths in seconds; codes stay codes, except for `procedure_name`, which is by language. `left`:
    open counters that have lost their console, and since when; `basis`: what earlier days teach.
    """
    limits = hall.catalogue.limits
    tickets = list(_list_living(hall, now))
    return {
        "seq": hall.seq,
        "day": (hall.day or service_day(now, hall.catalogue.zone_info)).isoformat(),
        "at": utc(now),
        "tickets": [guide_row(hall, ticket, now, procedures) for ticket in tickets],
        "counters": [_counter(hall, counter) for counter in hall.catalogue.counters.values()],
        "services": [_service(hall, service, now) for service in _services(hall, tickets)],
        "open_services": services_with_counters(hall.catalogue),
        "issue": find_issue_offer(hall, now),
        "no_numbers": find_no_numbers(hall, now, basis),
        "worst": list(find_longest_waiting(hall)),
        "taken_on": {
            subject: told
            for subject in hall.taken_on
            if (told := told_json(find_taken_on(hall, subject, now), TAKEN_ON_FOR))
        },
        "forgotten": _list_forgotten(hall, now, left),
        "help": write_help_calls(find_help_calls(hall)),
        "runs": [_run(run) for run in find_runs(hall, now)],
        "limits": {
            "target_wait_s": limits.target_wait_s,
            "red_line_wait_s": limits.red_line_wait_s,
        },
    }


def clock_fault(hall: Hall, now: datetime, trust: Trust) -> Literal["wrong", "day_over"] | None:
    """Return what a guide must know of the clock; None where it does no harm."""
    if trust is Trust.WRONG:
        return "wrong"
    return "day_over" if trust is Trust.UNPROVEN and not is_day_open(hall, now) else None


def _list_forgotten(
    hall: Hall, now: datetime, left: Sequence[tuple[str, datetime]]
) -> list[ForgottenAtCounter]:
    without_console: list[ForgottenAtCounter] = [
        {"kind": "no_console", "counter": counter, "since": utc(since), "number": None,
         "service": None}
        for counter, since in left
    ]  # fmt: skip
    return without_console + [
        {
            "kind": each.kind,
            "counter": each.counter,
            "since": utc(each.since),
            "number": each.number,
            "service": each.service,
        }
        for each in find_desk_alarms(hall, now)
    ]


def _run(run: Run) -> GuideRun:
    return {
        "kiosk": run.kiosk,
        "service": run.service,
        "since": utc(run.since),
        "until": utc(run.until),
        "given": run.given,
        "tickets": [ticket.id for ticket in run.waiting],
    }


def guide_row(hall: Hall, ticket: Ticket, now: datetime, procedures: ProcedureNames) -> GuideRow:
    """Return what the guide sees of a ticket in any state; `since`: in this state since."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "service": ticket.service,
        "department": ticket.department,
        "state": ticket.state,
        "priority": ticket.priority,
        "language": ticket.language,
        "issued_at": utc(ticket.arrival),
        "waited_since": utc(find_waits_since(ticket)),
        "wait_unsure": doubts_wait(ticket),
        "here_since": utc(ticket.came_here_at),
        "since": utc(ticket.since),
        "counter": ticket.counter,
        "call_asked_at": utc(ticket.call_asked_at) if ticket.state is State.NO_SHOW else None,
        "procedure_name": name_procedure(find_wanted(ticket), procedures),
        "matters": [name_matter(each, procedures) for each in ticket.matters],
        "matters_done": [name_matter(each, procedures) for each in ticket.matters_done],
        "restorable_until": utc(
            restore_until(ticket, hall.catalogue.limits) or take_back_until(hall, ticket, now)
        ),
        "moved": is_elsewhere(ticket) or ticket.came_from is not None,
        "actions": find_guide_offers(hall, ticket, now),
        "slip": _slip(hall, ticket, now),
    }


def _slip(hall: Hall, ticket: Ticket, now: datetime) -> SlipState | None:
    """Return what became of the ticket's newest slip, None where none was to be printed.

    One that no agent may send any more did not come out.
    """
    job = hall.jobs.get(job_id(ticket.id, ticket.reprints))
    if job is None:
        return None
    state, cause = job.state, job.cause
    if state is JobState.INTENT and not may_send(hall, job, now):
        state, cause = JobState.NOT_STARTED, LATE
    return {"state": state, "cause": cause, "printer": job.printer, "copy": job.copy}


def find_by_number(hall: Hall, typed: str) -> tuple[Ticket, ...]:
    """Return today's tickets with this number, in any state; `18` is that number of every letter.

    Raises InvalidField for what cannot be a number.
    """
    asked = parse_number(typed)
    if asked is None:
        raise InvalidField(field="number")
    letter, serial = asked
    letters = (letter,) if letter else tuple(sorted(hall.numbers))
    wanted = {ticket_number(each, serial) for each in letters}
    return tuple(ticket for ticket in hall.tickets.values() if ticket.number in wanted)


def _list_living(hall: Hall, now: datetime) -> Iterator[Ticket]:
    later: dict[str, list[Ticket]] = {}
    for ticket in hall.with_state(*AFTER_WAITING):
        if ticket.state is not State.NO_SHOW or may_restore(ticket, hall.catalogue.limits, now):
            later.setdefault(ticket.service, []).append(ticket)
    for service in {**hall.catalogue.services, **hall.queues, **later}:
        yield from hall.queue(service)
        yield from sorted(later.get(service, ()), key=lambda t: AFTER_WAITING.index(t.state))


def _services(hall: Hall, tickets: list[Ticket]) -> list[str]:
    served = [code for code, counters in hall.catalogue.counters_for.items() if counters]
    return list(dict.fromkeys([*served, *(ticket.service for ticket in tickets)]))


def _service(hall: Hall, code: str, now: datetime) -> GuideService:
    """Return who waits for a service, since when, and which counters could call them."""
    service = hall.catalogue.services.get(code)
    department = service.department if service else ""
    helpers = find_helpers(hall, department, [code])
    since = min((ticket.waits_since for ticket in hall.queue(code)), default=None)
    able = hall.catalogue.counters_for.get(code, ())
    return {
        "service": code,
        "department": department,
        "waiting": len(hall.queues.get(code, ())),
        "waiting_since": utc(since),
        "counters": [counter.id for counter in able],
        "open": sum(hall.desk(counter.id).state is DeskState.OPEN for counter in able),
        "idle": helpers.idle,
        "paused": helpers.paused,
        "closed": helpers.closed,
        "asked": {
            counter.id: told
            for counter in able
            if (told := told_json(find_asked(hall, counter, now), ASKED_FOR))
        },
    }


def _counter(hall: Hall, counter: Counter) -> GuideCounter:
    """Return how a counter stands, and how many it could call and since when they wait."""
    desk, current = hall.desk(counter.id), hall.current(counter.id)
    waits = [
        ticket.waits_since
        for service in counter.services
        for ticket in hall.queue(service)
        if may_call(hall, counter, ticket)
    ]
    return {
        "id": counter.id,
        "state": desk.state,
        "officer": desk.officer,
        "reason": desk.reason,
        "since": utc(desk.since),
        "until": utc(desk.until),
        "number": current.number if current else None,
        "waiting": len(waits),
        "waiting_since": utc(min(waits, default=None)),
    }
