"""How a ticket moves through the hall: between states, queues and counters."""

from bisect import bisect_left
from dataclasses import replace
from datetime import datetime
from typing import Any

from queueing.events import CounterEvent
from queueing.hall import CALLS_KEPT, Call, Desk, Hall, Undoable
from queueing.tickets import State, Ticket

PACE_KEPT = 30


def seconds_between(start: datetime | None, end: datetime) -> float:
    """Return a duration, never negative: a clock that was set back counts as no time."""
    return max(0.0, (end - start).total_seconds()) if start else 0.0


def move(
    hall: Hall, ticket: Ticket, state: State, at: datetime, seq: int, **changes: Any
) -> Ticket:
    """Put a ticket into a state and its queue, and add up the time it spent in the last one."""
    if ticket.state is State.WAITING:
        leave_queue(hall, ticket)
    spent_s = seconds_between(ticket.since, at)
    occupied_s, service_s = ticket.occupied_s, ticket.service_s
    if ticket.state in (State.CALLED, State.SERVING):
        occupied_s += spent_s
    if ticket.state is State.SERVING:
        service_s += spent_s
    elif ticket.state is State.CALLED and state in (State.SERVED, State.PARKED):
        # Nobody pressed Start: service began at the last call.
        service_s += seconds_between(ticket.last_call_at, at)
    moved = replace(
        ticket,
        state=state,
        since=at,
        changed=seq,
        occupied_s=occupied_s,
        service_s=service_s,
        **changes,
    )
    hall.tickets[moved.id] = moved
    if state is State.WAITING:
        join_queue(hall, moved)
    return moved


def leave_counter(
    hall: Hall, before: Ticket, after: Ticket, counter: str, seq: int, *, pace: bool = True
) -> None:
    """Free the counter; `pace`: this call is over, its length counts for the estimates."""
    desk = hall.desk(counter)
    busy = dict(desk.busy_s)
    spent_s = after.occupied_s - before.occupied_s
    busy[before.service] = busy.get(before.service, 0.0) + spent_s
    hall.desks[counter] = replace(desk, current=None, busy_s=tuple(sorted(busy.items())))
    if pace:
        recent = (*hall.pace.get(before.service, ()), (seq, after.occupied_s))
        hall.pace[before.service] = recent[-PACE_KEPT:]


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


def set_desk(hall: Hall, counter: str, state: str, at: datetime, **changes: Any) -> None:
    """Change how a counter stands; nothing before that can be undone."""
    hall.desks[counter] = replace(hall.desk(counter), state=state, since=at, **changes)
    hall.undo.pop(counter, None)


def remember(
    hall: Hall, event: CounterEvent, seq: int, action: str, before: Ticket, desk: Desk
) -> None:
    """Keep what the counter may take back; finish and call of one moment go back together."""
    assert event.counter is not None
    earlier = hall.undo.get(event.counter)
    undoable = Undoable(
        action, before.number, event.at, (seq,), (before,), ((before.id, seq),), desk
    )
    if earlier and earlier.action == "finish" and action == "call" and earlier.at == event.at:
        undoable = replace(
            earlier,
            action="finish_and_call_next",
            seqs=(*earlier.seqs, seq),
            tickets=(*earlier.tickets, before),
            after=(*earlier.after, (before.id, seq)),
        )
    hall.undo[event.counter] = undoable
