"""A ticket, its states, and the table of allowed moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from queueing import events as e
from queueing.delivered import DeliveredRecord
from queueing.matters import Matter


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
    State.WAITING: frozenset(
        {State.WAITING, State.CALLED, State.SERVED, State.CANCELLED, State.EXPIRED}
    ),
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
"""Every move a ticket may make; undo alone goes back along the move it takes back.

From waiting to served goes only who was sent on by mistake, the next matter has not begun, or who
was served by hand.
"""

STATE_AFTER: Mapping[type[e.Event], State] = {
    e.TicketIssued: State.WAITING,
    e.TicketCalled: State.CALLED,
    e.TicketRecalled: State.CALLED,
    e.ServiceStarted: State.SERVING,
    e.TicketServed: State.SERVED,
    e.ServedByHand: State.SERVED,
    e.NoShowRecorded: State.NO_SHOW,
    e.TicketRestored: State.WAITING,
    e.ServiceReopened: State.SERVING,
    e.TicketParked: State.PARKED,
    e.TicketResumed: State.SERVING,
    e.TicketTransferred: State.WAITING,
    e.TicketWentOn: State.WAITING,
    e.GoingOnTakenBack: State.SERVED,
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
    `issued_service`: what it was taken for, or sent on for when a former matter was done.
    `matters`: what it is for besides, still to come, in the order thought of at its issue.
    `former`: how the finish of the matter before left it, None: this is the first. `went_on_at`:
    when that was; `just_went_on`: nothing has moved it since.
    `taken_back`: its service was finished by mistake once and went on.
    `postpones`: how often its holder stepped back; `stepped`: the due times before and after the
    last of these; `rated`: the level given, one of LEVELS;
    `rated_why`: the reasons chosen for it.
    `occupied_s`, `service_s`: seconds at counters and in service so far, for this service.
    `served_from`: when the last stretch of a finished service began; `time_answer`: what the
    officer said of a time that nobody believed.
    `call_asked_at`: when the holder of a missed number said to be here.
    `wait_unsure`, `time_unsure`: the clock was set while it waited for its first call, or was at a
    counter, for this service; `clock_set`: at any time since its issue. So it is, too, where its
    holder waited before the number was known: `on_paper`, see queueing.paper.
    `entry_undone`: that it was entered was taken back.
    `delivered`: what its finish said was done, see queueing.delivered.
    `parked_for`: what its holder fetches while it is parked.
    `walk_in`: its holder stood at the counter and was not called.
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
    rated_why: tuple[str, ...] = ()
    call_asked_at: datetime | None = None
    in_turn: bool = True
    outcome: str | None = None
    low_min: int | None = None
    high_min: int | None = None
    matters: tuple[Matter, ...] = ()
    former: "Ticket | None" = None
    went_on_at: datetime | None = None
    just_went_on: bool = False
    walk_in: bool = False
    on_paper: bool = False
    entry_undone: bool = False
    parked_for: str | None = None
    delivered: tuple[DeliveredRecord, ...] = ()
    changed: int = 0

    @property
    def key(self) -> tuple[datetime, int]:
        """Place in the calling order: smallest first; total and stable while waiting."""
        return self.due, self.order

    @property
    def waits_since(self) -> datetime:
        """Since when its holder waits, whatever queues it was sent through by transfers.

        Since it was issued, or since the matter before was done.
        """
        return self.went_on_at or self.arrival

    @property
    def matter(self) -> Matter:
        """What it is for now; sent elsewhere, its procedure is not what it waits for."""
        return Matter(self.service, None if is_elsewhere(self) else self.procedure)

    @property
    def matters_done(self) -> tuple[Matter, ...]:
        """What was done for its holder before, the first first."""
        return () if self.former is None else (*self.former.matters_done, self.former.matter)

    @property
    def came_here_at(self) -> datetime | None:
        """When it came into the queue in which it waits; None where all its wait was in that."""
        here = self.state is State.WAITING and self.since != self.waits_since
        return self.since if here else None


def is_elsewhere(ticket: Ticket) -> bool:
    """Say whether the ticket waits, or ended, for another service than it was taken for."""
    return ticket.service != ticket.issued_service


def was_called(ticket: Ticket) -> bool:
    """Say whether its holder was called before, or has been at a counter."""
    return bool(ticket.called_at or ticket.came_from or ticket.former)


def was_served_by_hand(ticket: Ticket) -> bool:
    """Say whether it was served while nothing could be recorded: at a counter nobody knows."""
    return ticket.state is State.SERVED and ticket.counter is None


def find_finished(ticket: Ticket) -> Ticket | None:
    """Return the ticket as a finish left it that could still be the last thing that happened to it.

    That is itself, or its former matter where it waits for the next since.
    """
    if ticket.state is State.SERVED:
        return ticket
    return ticket.former if ticket.just_went_on else None


def list_finished(ticket: Ticket) -> Iterator[Ticket]:
    """Yield the ticket as each finish left it, the newest first; one that was taken back is none.

    A ticket for one matter yields itself once it is served.
    """
    if ticket.state is State.SERVED:
        yield ticket
    former = ticket.former
    while former is not None:
        yield former
        former = former.former


def serves_without_start(event: e.TicketMove) -> bool:
    """Say whether a called ticket was served although nobody pressed Start.

    It was when its call ends in finish, park or transfer: service then began at the last call.
    """
    return isinstance(event, e.TicketServed | e.TicketParked | e.TicketTransferred)
