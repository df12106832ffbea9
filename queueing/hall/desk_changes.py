"""What opening, pausing, handing over and closing a counter change in the hall."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from queueing import events as e
from queueing.hall.desks import Desk, DeskState, Undoable, UndoAction
from queueing.hall.hall import Hall
from queueing.hall.transitions import set_desk


def open_counter(hall: Hall, event: e.CounterOpened, seq: int) -> None:
    """Seat an officer at a counter; what was asked of it is done."""
    before = hall.desk(event.counter)
    set_desk(
        hall,
        event.counter,
        DeskState.OPEN,
        event.at,
        officer=event.officer,
        reason=None,
        until=None,
        handed_by=None,
    )
    if event.taken_from is not None:
        _remember(hall, event, seq, UndoAction.TAKE_OVER, before)
    hall.asked.pop(event.counter, None)


def pause_counter(hall: Hall, event: e.CounterPaused, seq: int) -> None:
    """Keep why a counter pauses, and until when."""
    set_desk(
        hall, event.counter, DeskState.PAUSED, event.at, reason=event.reason, until=event.until
    )


def hand_over(hall: Hall, event: e.CounterHandedOver, seq: int) -> None:
    """Leave a counter to whoever takes it next; its tickets stay, and nobody is called to it."""
    before = hall.desk(event.counter)
    set_desk(
        hall,
        event.counter,
        DeskState.PAUSED,
        event.at,
        officer=None,
        reason=None,
        until=None,
        handed_by=event.officer,
    )
    _remember(hall, event, seq, UndoAction.HAND_OVER, before)


def close_counter(hall: Hall, event: e.CounterClosed, seq: int) -> None:
    """Leave a counter empty; nothing is asked of it any more."""
    set_desk(
        hall,
        event.counter,
        DeskState.CLOSED,
        event.at,
        officer=None,
        reason=None,
        until=None,
        handed_by=None,
    )
    hall.asked.pop(event.counter, None)


def hold_auto_call(hall: Hall, event: e.AutoCallHeld, seq: int) -> None:
    """Let only a press call the next."""
    hall.desks[event.counter] = replace(hall.desk(event.counter), free_since=None)


def _remember(
    hall: Hall,
    event: e.CounterOpened | e.CounterHandedOver,
    seq: int,
    action: UndoAction,
    before: Desk,
) -> None:
    """Record that the change of officers may be taken back while the ticket there is untouched."""
    current = hall.current(event.counter)
    after = ((current.id, current.changed),) if current else ()
    number = current.number if current else ""
    hall.undo[event.counter] = Undoable(action, number, event.at, (seq,), (), after, before)


DESK_CHANGES: dict[type, Callable[[Hall, Any, int], None]] = {
    e.CounterOpened: open_counter,
    e.CounterPaused: pause_counter,
    e.CounterClosed: close_counter,
    e.CounterHandedOver: hand_over,
    e.AutoCallHeld: hold_auto_call,
}
"""Event -> what it changes; for `queueing.hall.changes`."""
