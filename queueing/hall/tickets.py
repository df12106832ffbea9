"""A ticket, its states, and the table of allowed moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from queueing import events as e


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
    State.SERVED: frozenset({State.SERVING, State.WAITING}),
    State.CANCELLED: frozenset({State.WAITING}),
    State.EXPIRED: frozenset(),
}
"""Every move a ticket may make; undo alone goes back along the move it takes back."""

STATE_AFTER: Mapping[type[e.Event], State] = {
    e.TicketIssued: State.WAITING,
    e.TicketCalled: State.CALLED,
    e.TicketRecalled: State.CALLED,
    e.ServiceStarted: State.SERVING,
    e.TicketServed: State.SERVED,
    e.NoShowRecorded: State.NO_SHOW,
    e.TicketRestored: State.WAITING,
    e.ServiceReopened: State.SERVING,
    e.TicketParked: State.PARKED,
    e.TicketResumed: State.SERVING,
    e.TicketTransferred: State.WAITING,
    e.TicketReturned: State.WAITING,
    e.TicketCancelled: State.CANCELLED,
    e.TicketExpired: State.EXPIRED,
}
"""The state of a ticket after each event that moves it; undo alone goes back."""

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
    `issued_service`: what it was taken for.
    `taken_back`: its service was finished by mistake once and went on.
    `postpones`: how often its holder stepped back; `stepped`: the due times before and after the
    last of these; `rated`: the level given, one of LEVELS.
    `occupied_s`, `service_s`: seconds at counters and in service so far, for this service.
    `served_from`: when the last stretch of a finished service began; `time_answer`: what the
    officer said of a time that nobody believed.
    `call_asked_at`: when the holder of a missed number said to be here.
    `wait_unsure`, `time_unsure`: the clock was set while it waited for its first call, or was at a
    counter, for this service; `clock_set`: at any time since its issue.
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
    issued_service: str = ""
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
    served_from: datetime | None = None
    time_answer: str | None = None
    wait_unsure: bool = False
    time_unsure: bool = False
    clock_set: bool = False
    times_called: int = 0
    restores: int = 0
    taken_back: bool = False
    reprints: int = 0
    postpones: int = 0
    stepped: tuple[datetime, datetime] | None = None
    rated: str | None = None
    call_asked_at: datetime | None = None
    in_turn: bool = True
    outcome: str | None = None
    low_min: int | None = None
    high_min: int | None = None
    changed: int = 0

    @property
    def key(self) -> tuple[datetime, int]:
        """Place in the calling order: smallest first; total and stable while waiting."""
        return self.due, self.order

    @property
    def waits_since(self) -> datetime:
        """Since when its holder waits: since it was issued, whatever queues it went through."""
        return self.arrival

    @property
    def came_here_at(self) -> datetime | None:
        """When it came into the queue in which it waits; None where it was issued for that one."""
        return self.since if self.state is State.WAITING and self.since != self.arrival else None


def is_elsewhere(ticket: Ticket) -> bool:
    """Say whether the ticket waits, or ended, for another service than it was taken for."""
    return ticket.service != ticket.issued_service


def serves_without_start(event: e.TicketMove) -> bool:
    """Say whether a called ticket was served although nobody pressed Start.

    It was when its call ends in finish, park or transfer: service then began at the last call.
    """
    return isinstance(event, e.TicketServed | e.TicketParked | e.TicketTransferred)
