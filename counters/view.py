"""What a counter's console shows: a pure function of the hall."""

from datetime import datetime
from itertools import islice
from statistics import fmean

from counters.offers import find_counter_offers, find_transfer_targets
from counters.rows import (
    ProcedureNames,
    current_row,
    finished_row,
    missed_row,
    next_why,
    no_procedures,
    parked_row,
    unsure_row,
    waiting_row,
)
from counters.view_types import (
    AutoCall,
    CounterLimits,
    CounterState,
    CounterView,
    FinishedRow,
    HelpView,
    Lunch,
    MissedRow,
    QueueLine,
    Today,
    UndoOffer,
    UnsureRow,
)
from queueing.assistance import ASKED_FOR, find_asked
from queueing.bulletins import find_bulletins_for
from queueing.catalogue import Counter, Limits
from queueing.decisions.auto_calls import find_auto_call
from queueing.decisions.serving import may_resume
from queueing.decisions.tickets import may_restore, may_take_back
from queueing.decisions.undoing import undo_possible, undo_until
from queueing.decisions.walk_ins import list_walk_in_services
from queueing.hall import Hall
from queueing.hall.desks import Undoable, UndoAction
from queueing.hall.tickets import State, Ticket, find_finished, list_finished
from queueing.help_calls import find_help_calls_near, may_end_from
from queueing.measures.unsure import has_unsure_time, is_asked_about
from queueing.numbering import service_day
from queueing.selection import calling_order, may_call
from queueing.sight import is_hidden, list_seen
from web.bulletins import write_bulletins
from web.help_calls import write_help_calls
from web.tickets import told_json, utc

ROWS = 1000
"""More waiting tickets than this no hall holds; `waiting_total` counts them all."""


def make_counter_view(
    hall: Hall,
    counter_id: str,
    now: datetime,
    procedures: ProcedureNames = no_procedures,
    *,
    whole: bool = True,
) -> CounterView:
    """Return the counter view of the contract; raise UnknownCounter for one that is not configured.

    `waiting` is in the calling order of this counter, `missed`, `finished` and `unsure` newest
    first. Times are ISO 8601 in UTC, lengths in seconds; codes stay codes, except for
    `procedure_name`, which is by language. `whole` False: without what is kept from officers.
    """
    counter = hall.counter(counter_id)
    parked = parked_for(hall, counter)
    first = islice(calling_order(hall, counter) if whole else list_seen(hall, counter), ROWS)
    waiting = [waiting_row(hall, counter, ticket, procedures) for ticket in first]
    queues = list_queues(hall, counter)
    current = hall.current(counter_id)
    served = _served_at(hall, counter_id)
    return {
        "seq": hall.seq,
        "day": (hall.day or service_day(now, hall.catalogue.zone_info)).isoformat(),
        "at": utc(now),
        "catalogue": hall.catalogue.digest,
        "counter": _counter(hall, counter),
        "current": current_row(hall, current, now, procedures) if current else None,
        "waiting": waiting,
        "see": "all" if whole else hall.catalogue.officers_see,
        "queues": queues,
        "waiting_total": sum(each["waiting"] for each in queues),
        "waiting_since": min((each["since"] for each in queues), default=None),
        "next_why": next_why(waiting[0]["why"]) if waiting else None,
        "parked": [parked_row(ticket, procedures) for ticket in parked],
        "missed": _list_missed(hall, counter, now, procedures),
        "finished": _finished(hall, served, now, procedures, whole=whole),
        "unsure": _unsure(hall, served, procedures),
        "undo": _undo(hall, counter_id, now, whole=whole),
        "actions": find_counter_offers(hall, counter_id, parked, now),
        "walk_in": list_walk_in_services(hall, counter),
        "transfer_to": find_transfer_targets(hall, counter_id),
        "asked": told_json(find_asked(hall, counter, now), ASKED_FOR),
        "bulletins": write_bulletins(find_bulletins_for(hall, counter.services, now)),
        "help": _make_help(hall, counter_id),
        "auto_call": _auto_call(hall, counter, now),
        "today": _today(hall, counter_id, served),
        "lunch": _lunch(hall, now),
        "limits": _limits(hall.catalogue.limits),
    }


def _list_missed(
    hall: Hall, counter: Counter, now: datetime, procedures: ProcedureNames
) -> list[MissedRow]:
    limits = hall.catalogue.limits
    return [missed_row(each, limits, procedures) for each in missed_for(hall, counter, now)]


def _limits(limits: Limits) -> CounterLimits:
    return {
        "target_wait_s": limits.target_wait_s,
        "red_line_wait_s": limits.red_line_wait_s,
        "undo_s": limits.undo_s,
        "second_press_s": limits.second_press_s,
    }


def _make_help(hall: Hall, counter_id: str) -> HelpView:
    own = hall.help_calls.get(counter_id)
    near = write_help_calls(find_help_calls_near(hall, counter_id))
    return {
        "here": None if own is None else write_help_calls([own])[0],
        "near": [
            {**each, "may_end": may_end_from(hall, counter_id, each["counter"], by=None)}
            for each in near
        ],
    }


def _auto_call(hall: Hall, counter: Counter, now: datetime) -> AutoCall | None:
    limits = hall.catalogue.limits.auto_call
    if not counter.auto_call:
        return None
    at = find_auto_call(hall, counter.id, now)
    return {"at": utc(at), "after_s": limits.after_s, "pressed_s": limits.pressed_s}


def _lunch(hall: Hall, now: datetime) -> Lunch | None:
    gap = hall.catalogue.hours.gap_after(now.astimezone(hall.catalogue.zone_info))
    return {"begins": utc(gap[0]), "ends": utc(gap[1])} if gap else None


def parked_for(hall: Hall, counter: Counter) -> tuple[Ticket, ...]:
    """Return the parked tickets that this counter may resume."""
    parked = hall.with_state(State.PARKED)
    return tuple(ticket for ticket in parked if may_resume(hall, counter, ticket))


def missed_for(hall: Hall, counter: Counter, now: datetime) -> tuple[Ticket, ...]:
    """Return the no-shows of the counter's services that may be restored, the newest first."""
    limits = hall.catalogue.limits
    missed = [
        ticket
        for ticket in hall.with_state(State.NO_SHOW)
        if ticket.service in counter.services and may_restore(ticket, limits, now)
    ]
    return tuple(islice(sorted(missed, key=lambda ticket: -ticket.changed), ROWS))


def list_queues(hall: Hall, counter: Counter) -> list[QueueLine]:
    """Return how many wait for this counter and since when, for each service that has some."""
    lines: list[QueueLine] = []
    for service in (preference.service for preference in counter.serves):
        waits = [each.waits_since for each in hall.queue(service) if may_call(hall, counter, each)]
        if waits:
            lines.append({"service": service, "waiting": len(waits), "since": utc(min(waits))})
    return lines


def _counter(hall: Hall, counter: Counter) -> CounterState:
    desk = hall.desk(counter.id)
    return {
        "id": counter.id,
        "label": counter.label,
        "state": desk.state,
        "officer": desk.officer,
        "handed_by": desk.handed_by,
        "reason": desk.reason,
        "since": utc(desk.since),
        "until": utc(desk.until),
        "floor": counter.floor,
        "department": counter.department,
        "services": [preference.service for preference in counter.serves],
    }


def _undo(hall: Hall, counter_id: str, now: datetime, *, whole: bool) -> UndoOffer | None:
    undoable = hall.undo.get(counter_id)
    if undoable is None or not undo_possible(hall, undoable, now):
        return None
    sent, named = _find_sent(hall, undoable), dict(undoable.after)
    is_told = whole or not any(is_hidden(hall, ticket) for ticket in list(named)[:1])
    return {
        "action": undoable.action,
        "number": undoable.number if is_told else None,
        "until": utc(undo_until(hall, undoable)),
        "to_service": sent.service if sent else None,
        "to_counter": sent.only_at if sent else None,
    }


def _find_sent(hall: Hall, undoable: Undoable) -> Ticket | None:
    """Return the ticket that the action sent elsewhere, None: it sent none."""
    if not undoable.tickets:
        return None
    ticket = hall.tickets[undoable.after[0][0]]
    is_sent = undoable.action is UndoAction.TRANSFER or ticket.just_went_on
    return ticket if is_sent else None


def _served_at(hall: Hall, counter_id: str) -> list[Ticket]:
    """Return the tickets served at a counter today, as the finish left them, the newest first."""
    served = [
        finished
        for ticket in hall.tickets.values()
        if ticket.state is State.SERVED or ticket.former is not None
        for finished in list_finished(ticket)
        if finished.counter == counter_id
    ]
    return sorted(served, key=lambda ticket: -ticket.changed)


def _finished(
    hall: Hall, served: list[Ticket], now: datetime, procedures: ProcedureNames, *, whole: bool
) -> list[FinishedRow]:
    recent = [
        ticket
        for ticket in served
        if find_finished(hall.tickets[ticket.id]) == ticket
        and may_take_back(hall, ticket, now)
        and (whole or not is_hidden(hall, ticket.id))
    ]
    return [finished_row(hall, ticket, now, procedures) for ticket in recent]


def _unsure(hall: Hall, served: list[Ticket], procedures: ProcedureNames) -> list[UnsureRow]:
    asked = [
        ticket
        for ticket in served
        if hall.tickets[ticket.id] == ticket and is_asked_about(ticket, hall.catalogue.limits)
    ]
    return [unsure_row(hall.catalogue, ticket, procedures) for ticket in asked]


def _today(hall: Hall, counter_id: str, served: list[Ticket]) -> Today:
    """Return the counter's figures of the day; what nobody believes is in no mean."""
    desk, limits = hall.desk(counter_id), hall.catalogue.limits
    times = [ticket.service_s for ticket in served if not has_unsure_time(ticket, limits)]
    return {
        "served": desk.served,
        "service_mean_s": round(fmean(times), 1) if times else None,
        "longest_wait_s": round(desk.longest_wait_s, 1),
    }
