"""A ticket, its states, and the table of allowed moves."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """A ticket is in exactly one of these at any moment."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    SERVED = "served"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.WAITING, State.CALLED, State.CANCELLED, State.EXPIRED}),
    State.CALLED: frozenset(
        {
            State.CALLED,
            State.SERVING,
            State.SERVED,
            State.NO_SHOW,
            State.PARKED,
            State.WAITING,
            State.CANCELLED,
            State.EXPIRED,
        }
    ),
    State.SERVING: frozenset({State.SERVED, State.PARKED, State.WAITING}),
    State.PARKED: frozenset({State.SERVING, State.CANCELLED, State.EXPIRED}),
    State.NO_SHOW: frozenset({State.WAITING, State.CANCELLED}),
    State.SERVED: frozenset(),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
}
"""Every move a ticket may make; undo alone goes back along the move it takes back."""

AT_A_COUNTER = frozenset({State.CALLED, State.SERVING})
LEVELS = ("very_satisfied", "satisfied", "neutral", "dissatisfied")
"""How a citizen may rate the service, best first."""
OVER = frozenset({State.SERVED, State.NO_SHOW, State.CANCELLED, State.EXPIRED})


@dataclass(frozen=True, slots=True)
class Ticket:
    """One citizen's number today.

    `order`: sequence number of its issue, breaks ties of `due`. `arrival`: when it was issued.
    `called_at`: last call to a counter, recalls left out; `last_call_at`: recalls included.
    `entered_at`: when it joined its service's queue; `since`: when it entered its present state.
    `counter`: where it is called, served, parked or was ended. `only_at`: the counter it was
    transferred to, `came_from`: the counter that sent it. `times_called`: in this stay there.
    `postpones`: how often its holder stepped back; `rated`: the level given, one of LEVELS.
    `occupied_s`, `service_s`: seconds at counters and in service so far, for this service.
    `changed`: sequence number of its last change.
    """

    id: str
    number: str
    day: date
    service: str
    department: str
    priority: str
    language: str
    arrival: datetime
    due: datetime
    order: int
    follow: str
    state: State = State.WAITING
    kiosk: str | None = None
    procedure: str | None = None
    entered_at: datetime | None = None
    counter: str | None = None
    only_at: str | None = None
    came_from: str | None = None
    called_at: datetime | None = None
    last_call_at: datetime | None = None
    started_at: datetime | None = None
    since: datetime | None = None
    occupied_s: float = 0.0
    service_s: float = 0.0
    ended_at: datetime | None = None
    times_called: int = 0
    restores: int = 0
    reprints: int = 0
    postpones: int = 0
    rated: str | None = None
    in_turn: bool = True
    outcome: str | None = None
    low_min: int | None = None
    high_min: int | None = None
    changed: int = 0

    @property
    def key(self) -> tuple[datetime, int]:
        """Place in the calling order: smallest first; total and stable while waiting."""
        return self.due, self.order
