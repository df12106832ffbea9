"""How a ticket moves through the hall: between states, queues and counters."""

from bisect import bisect_left
from dataclasses import replace
from datetime import datetime
from typing import Any

from queueing.events import CounterEvent, TicketMove, TicketWentOn
from queueing.hall.desks import LONG_STAY_S, Desk, DeskState, Undoable, UndoAction
from queueing.hall.hall import CALLS_KEPT, Call, CallTime, Hall
from queueing.hall.tickets import (
    AT_A_COUNTER,
    STATE_AFTER,
    State,
    Ticket,
    serves_without_start,
)

SERVICE_TIMES_KEPT = 30

TOGETHER = {
    (UndoAction.FINISH, UndoAction.CALL): UndoAction.FINISH_AND_CALL_NEXT,
    (UndoAction.WALK_IN, UndoAction.START): UndoAction.WALK_IN,
}
"""What two actions at one moment are called where one press made both."""


def seconds_between(start: datetime | None, end: datetime) -> float:
    """Return a duration, never negative: a clock that was set back counts as no time."""
    return max(0.0, (end - start).total_seconds()) if start else 0.0


def admit(hall: Hall, ticket: Ticket) -> None:
    """Put a ticket that was just issued into the hall."""
    hall.tickets[ticket.id] = ticket
    _count_number(hall, ticket, 1)
    join_queue(hall, ticket)


def move(hall: Hall, ticket: Ticket, event: TicketMove, seq: int, **changes: Any) -> Ticket:
    """Put a ticket into the state that the event leads to, and into its queue if it waits then.

    Adds up the time spent in the state it leaves; `changes`: other fields of the ticket.
    """
    if ticket.state is State.WAITING:
        leave_queue(hall, ticket)
    spent_s = seconds_between(ticket.since, event.at)
    occupied_s, service_s = ticket.occupied_s, ticket.service_s
    if ticket.state in AT_A_COUNTER:
        occupied_s += spent_s
    if ticket.state is State.SERVING:
        service_s += spent_s
    elif ticket.state is State.CALLED and serves_without_start(event):
        service_s += seconds_between(ticket.last_call_at, event.at)
    moved = replace(
        ticket,
        just_went_on=isinstance(event, TicketWentOn),
        state=STATE_AFTER[type(event)],
        since=event.at,
        changed=seq,
        occupied_s=occupied_s,
        service_s=service_s,
        **changes,
    )
    hall.tickets[moved.id] = moved
    if moved.state is State.WAITING:
        join_queue(hall, moved)
    _count_number(
        hall, ticket, (ticket.state is State.CANCELLED) - (moved.state is State.CANCELLED)
    )
    return moved


def leave_counter(
    hall: Hall, before: Ticket, after: Ticket, counter: str, seq: int, *, call_over: bool = True
) -> None:
    """Free the counter and add up its time with the ticket.

    `call_over` False: the ticket will be called or resumed again, so that the time it was at
    counters does not count for the estimates yet.
    """
    add_busy_time(hall, before, after, counter)
    desk = hall.desk(counter)
    missed = desk.missed + 1 if after.state is State.NO_SHOW else 0
    hall.desks[counter] = replace(desk, current=None, free_since=after.since, missed=missed)
    if call_over:
        assert before.called_at is not None
        call = CallTime(
            seq, before.id, before.called_at, after.occupied_s, clock_set=before.time_unsure
        )
        recent = (*hall.recent_service_times.get(before.service, ()), call)
        hall.recent_service_times[before.service] = recent[-SERVICE_TIMES_KEPT:]


def add_busy_time(hall: Hall, before: Ticket, after: Ticket, counter: str) -> None:
    """Add what a move added to the ticket's time at counters to the counter's time by service."""
    desk, spent_s = hall.desk(counter), after.occupied_s - before.occupied_s
    if spent_s > LONG_STAY_S:
        long_stays = (*desk.long_stays, (before.service, spent_s))
        hall.desks[counter] = replace(desk, long_stays=long_stays)
        return
    busy = dict(desk.busy_s)
    busy[before.service] = busy.get(before.service, 0.0) + spent_s
    hall.desks[counter] = replace(desk, busy_s=tuple(sorted(busy.items())))


def _count_number(hall: Hall, ticket: Ticket, by: int) -> None:
    """Count a number of today for what it was taken for; one that is given back does not count.

    It counts for each of its matters; those done before it is given back go on counting.
    """
    if by and ticket.day == hall.day:
        for service in (ticket.issued_service, *(matter.service for matter in ticket.matters)):
            hall.taken_for[service] = hall.taken_for.get(service, 0) + by


def take_back_service(hall: Hall, ticket: Ticket, counter: str) -> None:
    """Count a finished service no more; its counter can undo nothing from before."""
    desk = hall.desk(counter)
    hall.desks[counter] = replace(desk, served=max(0, desk.served - 1))
    hall.undo.pop(counter, None)
    hall.recent_service_times[ticket.service] = tuple(
        call
        for call in hall.recent_service_times.get(ticket.service, ())
        if call.ticket != ticket.id
    )


def join_queue(hall: Hall, ticket: Ticket) -> None:
    """Put a ticket into its service's queue, at the place its key gives it."""
    ids = hall.queues.get(ticket.service, ())
    place = bisect_left(ids, ticket.key, key=lambda ticket_id: hall.tickets[ticket_id].key)
    hall.queues[ticket.service] = (*ids[:place], ticket.id, *ids[place:])


def leave_queue(hall: Hall, ticket: Ticket) -> None:
    """Take a ticket out of its service's queue."""
    ids = hall.queues[ticket.service]
    place = ids.index(ticket.id)
    hall.queues[ticket.service] = (*ids[:place], *ids[place + 1 :])


def announce(hall: Hall, ticket: Ticket, seq: int) -> None:
    """Put a call first in the list; a recall replaces the earlier call of the same ticket."""
    assert ticket.counter is not None
    assert ticket.last_call_at is not None
    call = Call(
        seq,
        ticket.last_call_at,
        ticket.id,
        ticket.number,
        ticket.counter,
        ticket.service,
        ticket.department,
        ticket.times_called,
    )
    earlier = tuple(other for other in hall.calls if other.ticket != ticket.id)
    hall.calls = (call, *earlier)[:CALLS_KEPT]


def set_desk(hall: Hall, counter: str, state: DeskState, at: datetime, **changes: Any) -> None:
    """Change the state of a counter; nothing before that can be undone."""
    hall.desks[counter] = replace(
        hall.desk(counter), state=state, since=at, free_since=None, missed=0, **changes
    )
    hall.undo.pop(counter, None)


def remember(
    hall: Hall, event: CounterEvent, seq: int, action: UndoAction, before: Ticket, desk: Desk
) -> None:
    """Record what the counter may undo; what followed at one press is undone together.

    That is a finish and a call, and the number and service of who stood there. Both may be of one
    ticket: of what it was before, the earlier is kept, of what came of it the later.
    """
    assert event.counter is not None
    earlier = hall.undo.get(event.counter)
    undoable = Undoable(
        action, before.number, event.at, (seq,), (before,), ((before.id, seq),), desk
    )
    together = earlier and TOGETHER.get((earlier.action, action))
    if earlier and together and earlier.at == event.at:
        tickets = {each.id: each for each in earlier.tickets}
        tickets.setdefault(before.id, before)
        undoable = replace(
            earlier,
            action=together,
            seqs=(*earlier.seqs, seq),
            tickets=tuple(tickets.values()),
            after=tuple({**dict(earlier.after), before.id: seq}.items()),
        )
    hall.undo[event.counter] = undoable
