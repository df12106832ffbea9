"""The hall: today's tickets, queues and counters, and what each event changes in them."""

from queueing.hall.desks import Desk, DeskState, Undoable, UndoAction
from queueing.hall.hall import CALLS_KEPT, Call, Hall

__all__ = ["CALLS_KEPT", "Call", "Desk", "DeskState", "Hall", "UndoAction", "Undoable"]
