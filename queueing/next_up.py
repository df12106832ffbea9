"""Who may be told to get ready: the waiting numbers whose turn nothing can put off any more. Pure.

A number is shown when, of all numbers that may still be called before it, there are two at most.
These are all that wait, are at a counter, are put aside, may be restored, undone or be confirmed,
anywhere in the centre, and are due earlier: whatever is returned, sent on, corrected or taken back
keeps its due time (`queueing/decisions/`). And whoever comes from now on must be due later, with
the largest credit. Both stay so, so that a shown number stays until it is called or has gone.

Left out is what is on record as an exception to the order: a call out of turn, a service that was
finished by mistake and goes on, a missed number that was cancelled and is taken back, slips of an
outage that are entered only now.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from queueing.catalogue import Counter
from queueing.decisions.tickets import may_restore, may_take_back
from queueing.decisions.undoing import undo_possible
from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket, was_called

MOST_BEFORE = 2
"""Whoever is shown is among the next three numbers that are called to the counters it waits for."""
SHOWN = 2
GOES_ON = frozenset({State.WAITING, State.CALLED, State.SERVING, State.PARKED})


@dataclass(frozen=True, slots=True, order=True)
class Rival:
    """Somebody who may still be called, due at `due` at the earliest.

    `is_new`: who has not been called yet, and may be told to get ready.
    """

    due: datetime
    name: str
    is_new: bool


def list_next_up(hall: Hall, counters: Collection[str], now: datetime) -> tuple[Ticket, ...]:
    """Return at most two numbers, the first due first, of those that wait for these counters.

    Of those that were not called before, and that no counter elsewhere may call.
    """
    services = hall.catalogue.counters_for
    heads = [
        ticket
        for service, places in services.items()
        if all(place.id in counters for place in places)
        for ticket in hall.queue(service)[: MOST_BEFORE + 1]
        if ticket.only_at is None and not was_called(ticket)
    ]
    if not heads:
        return ()
    rivals = sorted(_list_rivals(hall, now))[: MOST_BEFORE + 2]
    found = [each for each in heads if _is_settled(hall, services[each.service], each, rivals, now)]
    return tuple(sorted(found, key=lambda each: each.key))


def _is_settled(
    hall: Hall,
    counters: Collection[Counter],
    ticket: Ticket,
    rivals: Sequence[Rival],
    now: datetime,
) -> bool:
    """Say whether two numbers at most can still be called before the ticket, whatever happens.

    And one of these at most is new: so never more than SHOWN are shown. `rivals`: the first due.
    """
    most_credit_s = max(each.credit_s for each in hall.catalogue.priorities.values())
    newcomer = now - timedelta(seconds=most_credit_s)
    last = max(ticket.due + _find_lead(counter, ticket.service) for counter in counters)
    before = [each for each in rivals if each.name != ticket.id and each.due <= last]
    new = sum(each.is_new for each in before)
    return newcomer > last and len(before) <= MOST_BEFORE and new < SHOWN


def _find_lead(counter: Counter, service: str) -> timedelta:
    """Return by how much a number of another service may be due later and still come first."""
    penalties = {each.service: each.penalty_s for each in counter.serves}
    return timedelta(seconds=penalties[service] - min(penalties.values()))


def _list_rivals(hall: Hall, now: datetime) -> Iterator[Rival]:
    limits = hall.catalogue.limits
    before = {
        ticket.id: ticket
        for undoable in hall.undo.values()
        if undo_possible(hall, undoable, now)
        for ticket in undoable.tickets
    }
    for ticket in hall.tickets.values():
        if ticket.taken_back:
            continue
        forms = [ticket, before[ticket.id]] if ticket.id in before else [ticket]
        comes_back = may_restore(ticket, limits, now) or (
            ticket.state is State.CANCELLED and may_take_back(hall, ticket, now)
        )
        if len(forms) > 1 or comes_back or ticket.state in GOES_ON:
            due = min(moment for each in forms for moment in (each.due, *(each.stepped or ())))
            yield Rival(due, ticket.id, not all(map(was_called, forms)))
    for booking in hall.open_bookings():
        yield Rival(booking.due, booking.id, True)
