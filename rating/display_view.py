"""What the display on a counter shows to whoever stands before it. Pure."""

from datetime import datetime

from queueing.catalogue import NORMAL
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State, Ticket
from rating.view import make_rating_view
from rating.view_types import CounterDisplayView, Standing
from web.tickets import utc


def make_display_view(hall: Hall, counter_id: str, now: datetime) -> CounterDisplayView:
    """Return the view of namespace `/counter-display`; raise UnknownCounter for no such counter.

    Nobody's name is in it, nor why a number has priority.
    """
    current, desk = hall.current(counter_id), hall.desk(counter_id)
    return {
        **make_rating_view(hall, counter_id, now),
        "standing": _find_standing(desk.state, current),
        "number": current.number if current else None,
        "times_called": current.times_called if current else 0,
        "priority": current is not None and current.priority != NORMAL,
        "language": current.language if current else None,
        "back_at": utc(desk.until) if desk.state is DeskState.PAUSED else None,
    }


def _find_standing(state: DeskState, current: Ticket | None) -> Standing:
    """Return the one word for a counter; a number that is there counts for more than its state."""
    if current is not None:
        return "calling" if current.state is State.CALLED else "serving"
    if state is DeskState.OPEN:
        return "free"
    return "paused" if state is DeskState.PAUSED else "closed"
