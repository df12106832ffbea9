"""What opening, pausing and closing a counter change in the hall."""

from queueing import events as e
from queueing.hall.desks import DeskState
from queueing.hall.hall import Hall
from queueing.hall.transitions import set_desk


def open_counter(hall: Hall, event: e.CounterOpened, seq: int) -> None:
    """Seat an officer at a counter; what was asked of it is done."""
    set_desk(
        hall,
        event.counter,
        DeskState.OPEN,
        event.at,
        officer=event.officer,
        reason=None,
        until=None,
    )
    hall.asked.pop(event.counter, None)


def pause_counter(hall: Hall, event: e.CounterPaused, seq: int) -> None:
    """Keep why a counter pauses, and until when."""
    set_desk(
        hall, event.counter, DeskState.PAUSED, event.at, reason=event.reason, until=event.until
    )


def close_counter(hall: Hall, event: e.CounterClosed, seq: int) -> None:
    """Leave a counter empty; nothing is asked of it any more."""
    set_desk(hall, event.counter, DeskState.CLOSED, event.at, officer=None, reason=None, until=None)
    hall.asked.pop(event.counter, None)
