"""Undo: take back a counter's last action as if it had not happened."""

from datetime import datetime, timedelta

from queueing.commands import Undo
from queueing.decisions.decision import Decision
from queueing.errors import NothingToUndo, TooLateToUndo
from queueing.events import ActionUndone, Event, TicketCancelled
from queueing.hall import DeskState, Hall, Undoable
from queueing.hall.desks import UndoAction


def undo(hall: Hall, command: Undo, now: datetime) -> tuple[Event, ...]:
    """Take back the last action while it is recent and its tickets are unchanged since.

    Whoever was served without having waited does not wait then: the number ends, given for ever.
    """
    undoable = hall.undo.get(hall.counter(command.counter).id)
    if undoable is None:
        raise NothingToUndo(counter=command.counter)
    if not undo_possible(hall, undoable, now):
        raise TooLateToUndo(counter=command.counter, action=undoable.action)
    undone = ActionUndone(now, command.counter, undoable.action, undoable.seqs)
    if undoable.action is not UndoAction.WALK_IN:
        return (undone,)
    return undone, TicketCancelled(now, undoable.tickets[0].id, None, by_staff=True)


def undo_until(hall: Hall, undoable: Undoable) -> datetime:
    """Return the moment until which the action may be taken back."""
    return undoable.at + timedelta(seconds=hall.catalogue.limits.undo_s)


def undo_possible(hall: Hall, undoable: Undoable, now: datetime) -> bool:
    """Say whether the action is recent and its tickets are unchanged since.

    Nobody is sat back at a counter who works at another one by now.
    """
    untouched = all(
        ticket_id in hall.tickets and hall.tickets[ticket_id].changed == seq
        for ticket_id, seq in undoable.after
    )
    return untouched and now <= undo_until(hall, undoable) and not _sits_elsewhere(hall, undoable)


def _sits_elsewhere(hall: Hall, undoable: Undoable) -> bool:
    if undoable.action not in (UndoAction.HAND_OVER, UndoAction.TAKE_OVER):
        return False
    officer = undoable.desk.officer
    working = (desk for desk in hall.desks.values() if desk.state is not DeskState.CLOSED)
    return officer is not None and any(desk.officer == officer for desk in working)


DECISIONS: dict[type, Decision] = {
    Undo: undo,
}
"""What each command of this module leads to."""
