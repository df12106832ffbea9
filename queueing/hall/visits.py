"""A visit with several matters: how its ticket goes on to the next, and back again."""

from dataclasses import replace
from typing import Any

from queueing import events as e
from queueing.hall.hall import Hall
from queueing.hall.tickets import Ticket
from queueing.hall.transitions import leave_queue, move


def go_on(hall: Hall, event: e.TicketWentOn, seq: int) -> None:
    """Let a ticket wait for the next matter; its counter takes that back with the finish."""
    before = hall.tickets[event.ticket]
    left = tuple(matter for matter in before.matters if matter.service != event.service)
    ticket = move(
        hall,
        before,
        event,
        seq,
        service=event.service,
        department=event.department,
        procedure=event.procedure,
        issued_service=event.service,
        due=event.due,
        matters=left,
        former=before,
        went_on_at=event.at,
        entered_at=event.at,
        **AS_A_NEWCOMER,
    )
    hall.tickets[ticket.id] = replace(ticket, occupied_s=0.0, service_s=0.0)
    undoable = hall.undo[event.counter]
    after = {**dict(undoable.after), ticket.id: seq}
    hall.undo[event.counter] = replace(
        undoable, seqs=(*undoable.seqs, seq), after=tuple(after.items())
    )


AS_A_NEWCOMER: dict[str, Any] = {
    "counter": None,
    "only_at": None,
    "came_from": None,
    "called_at": None,
    "last_call_at": None,
    "started_at": None,
    "ended_at": None,
    "served_from": None,
    "time_answer": None,
    "wait_unsure": False,
    "time_unsure": False,
    "times_called": 0,
    "taken_back": False,
    "stepped": None,
    "in_turn": True,
    "outcome": None,
    "delivered": (),
    "walk_in": False,
    "low_min": None,
    "high_min": None,
}
"""What the former matter left in a ticket, and the next knows nothing of."""


def go_back(hall: Hall, event: e.GoingOnTakenBack, seq: int) -> None:
    """Put a ticket back where the finish of its former matter had left it."""
    now = hall.tickets[event.ticket]
    assert now.former is not None, "only who went on goes back"
    leave_queue(hall, now)
    hall.tickets[now.id] = replace(
        now.former,
        changed=seq,
        reprints=now.reprints,
        postpones=now.postpones,
        clock_set=now.clock_set,
    )


def matters_after_transfer(before: Ticket, event: e.TicketTransferred) -> dict[str, Any]:
    """Return what changes in the matters of a ticket that is sent to a service.

    Those to come stay. Sent to one of them, it is for that one now; who still waited is moved to
    another order of the same visit, and what it waited for is still to come.
    """
    wanted = next((matter for matter in before.matters if matter.service == event.service), None)
    if wanted is None:
        return {}
    left = tuple(matter for matter in before.matters if matter != wanted)
    if event.counter is None:
        left = (before.matter, *left)
    return {"matters": left, "procedure": wanted.procedure, "issued_service": wanted.service}
