"""Counters at work: how each one stands now, and what it may still take back."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from queueing.hall.tickets import Ticket


class DeskState(StrEnum):
    """A counter is in exactly one of these at any moment."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class UndoAction(StrEnum):
    """What a counter did last and may take back."""

    CALL = "call"
    WALK_IN = "walk_in"
    START = "start"
    FINISH = "finish"
    FINISH_AND_CALL_NEXT = "finish_and_call_next"
    NO_SHOW = "no_show"
    PARK = "park"
    RESUME = "resume"
    TRANSFER = "transfer"
    RETURN = "return"
    HAND_OVER = "hand_over"
    TAKE_OVER = "take_over"


LONG_STAY_S = 900.0
"""Nobody doubts a stay at a counter that was no longer."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter as it is now.

    `until`: of a pause, when the officer means to be back. `current`: id of its ticket, called or
    serving. `served` and `longest_wait_s` are of today; `busy_s`: seconds spent per service, but
    for stays beyond `LONG_STAY_S`, which are `long_stays` one by one. `says_start`: Start was
    pressed here today, if only to be taken back. `handed_by`: who left it to the next officer and
    has no more to say there; None once somebody has taken it. `free_since`: when the last ticket
    left it; None where only a press may call the next: since it was opened, an action was undone,
    or the officer said so. `missed`: so many in a row did not come.
    """

    state: DeskState = DeskState.CLOSED
    officer: str | None = None
    reason: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    current: str | None = None
    served: int = 0
    longest_wait_s: float = 0.0
    busy_s: tuple[tuple[str, float], ...] = ()
    long_stays: tuple[tuple[str, float], ...] = ()
    says_start: bool = False
    handed_by: str | None = None
    free_since: datetime | None = None
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Undoable:
    """An action that its counter may still take back, with everything as it was before.

    `number`: of its ticket, "" where the counter had none. `seqs`: numbers of its events.
    `tickets`: its tickets before it; `after`: (ticket, number of its last change) as the action
    left them; `desk`: the counter before it.
    """

    action: UndoAction
    number: str
    at: datetime
    seqs: tuple[int, ...]
    tickets: tuple[Ticket, ...]
    after: tuple[tuple[str, int], ...]
    desk: Desk


@dataclass(frozen=True, slots=True)
class Told:
    """Who said it, and when: who sees to an alarm, who asked a counter to serve."""

    by: str
    at: datetime
