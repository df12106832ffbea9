"""What is put right afterwards: a no-show restored, a finish or action taken back, a time told."""

from dataclasses import replace
from typing import Any

from queueing import events as e
from queueing.hall.hall import Hall
from queueing.hall.tickets import State
from queueing.hall.transitions import (
    join_queue,
    leave_queue,
    move,
    seconds_between,
    take_back_service,
)

NOT_FINISHED: dict[str, Any] = {
    "ended_at": None,
    "served_from": None,
    "time_answer": None,
    "outcome": None,
    "delivered": (),
    "rated": None,
    "rated_why": (),
    "taken_back": True,
}
"""What changes in a ticket whose service was finished by mistake; its rating goes with it."""


def restore(hall: Hall, event: e.TicketRestored, seq: int) -> None:
    """A ticket waits again: a no-show, one finished by mistake, or one that was cancelled."""
    before = hall.tickets[event.ticket]
    if event.counter is not None:
        take_back_service(hall, before, event.counter)
        move(
            hall,
            before,
            event,
            seq,
            due=event.due,
            counter=None,
            only_at=event.counter,
            **NOT_FINISHED,
        )
        return
    move(
        hall,
        before,
        event,
        seq,
        due=event.due,
        restores=before.restores + (before.state is State.NO_SHOW),
        counter=None,
        ended_at=None,
    )


def reopen(hall: Hall, event: e.ServiceReopened, seq: int) -> None:
    """A service that was finished by mistake goes on at its counter."""
    before = hall.tickets[event.ticket]
    take_back_service(hall, before, event.counter)
    move(hall, before, event, seq, counter=event.counter, **NOT_FINISHED)
    hall.desks[event.counter] = replace(
        hall.desk(event.counter), current=before.id, free_since=None
    )


def answer_time(hall: Hall, event: e.ServiceTimeAnswered, seq: int) -> None:
    """Take the officer's word for an unsure time, also in the last calls of its service."""
    before = hall.tickets[event.ticket]
    spare_s = seconds_between(event.ended_at, before.ended_at or event.at)
    after = replace(
        before,
        service_s=before.service_s - spare_s,
        occupied_s=before.occupied_s - spare_s,
        time_answer=event.answer,
        changed=seq,
    )
    hall.tickets[after.id] = after
    hall.recent_service_times[after.service] = tuple(
        replace(call, seconds=call.seconds - spare_s, answer=event.answer)
        if call.ticket == after.id
        else call
        for call in hall.recent_service_times.get(after.service, ())
    )


def undo(hall: Hall, event: e.ActionUndone, seq: int) -> None:
    """Put back everything as it was before an action."""
    undoable = hall.undo.get(event.counter)
    if undoable is None or undoable.seqs != event.undoes:
        return  # of a ticket that replay skipped
    del hall.undo[event.counter]
    for before in undoable.tickets:
        now = hall.tickets[before.id]
        if now.state is State.WAITING:
            leave_queue(hall, now)
        hall.tickets[before.id] = replace(before, changed=seq)
        if before.state is State.WAITING:
            join_queue(hall, hall.tickets[before.id])
        times = hall.recent_service_times.get(before.service, ())
        hall.recent_service_times[before.service] = tuple(
            each for each in times if each.seq not in event.undoes
        )
    # Whoever takes a call back does not want the next one to come by itself
    hall.desks[event.counter] = replace(undoable.desk, free_since=None)
    hall.calls = tuple(call for call in hall.calls if call.seq not in event.undoes)
