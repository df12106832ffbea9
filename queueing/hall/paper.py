"""What numbers that were handed out on paper change in the hall."""

from queueing import events as e
from queueing.hall.hall import Hall
from queueing.hall.transitions import move
from queueing.numbering import is_paper_series

ENTRY_TAKEN_BACK = "entry_taken_back"
"""Why a number is cancelled that was entered by mistake: it may be entered again."""


def serve_by_hand(hall: Hall, event: e.ServedByHand, seq: int) -> None:
    """End a ticket without a counter."""
    before = hall.tickets[event.ticket]
    move(hall, before, event, seq, ended_at=event.at)


def keep_paper_given(hall: Hall) -> None:
    """Note up to which number of each roll a day knew them before its tickets were forgotten."""
    hall.paper_given = {
        series: serial for series, serial in hall.numbers.items() if is_paper_series(series)
    }
