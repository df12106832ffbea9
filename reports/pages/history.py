"""One ticket replayed with the real rules: what happened, and who waited at each call. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from queueing import events as e
from queueing.bulletins import concerns
from queueing.catalogue import Catalogue
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.hall.tickets import AT_A_COUNTER, State, Ticket
from queueing.measures.timelines import Timeline, Timelines
from queueing.measures.waits import Wait, WaitWatch
from queueing.selection import calling_key, calling_order

STAYS_AT_A_COUNTER = (*AT_A_COUNTER, State.PARKED)
"""A ticket in one of these goes on with whoever has its counter then."""
SLIP = "-p"
"""Between a ticket's id and the number of its slip."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody who waited when a counter called. `key`: what decides, `due` plus `penalty_s`.

    `credit_s`: by how much the ticket counts as having come earlier; negative: it was put back.
    `on_paper`: when it came nobody knows; `arrival` is what it was taken to be.
    """

    ticket: str
    number: str
    priority: str
    arrival: datetime
    due: datetime
    penalty_s: int
    order: int
    on_paper: bool = False

    @property
    def key(self) -> tuple[datetime, datetime, int]:
        """The place in the calling order, smallest first."""
        return calling_key(self.due, self.order, self.penalty_s)

    @property
    def credit_s(self) -> float:
        """Seconds between the key of the queue and the arrival."""
        return (self.arrival - self.due).total_seconds()


@dataclass(frozen=True, slots=True)
class Call:
    """A call, and everybody whom that counter could have called then, in calling order.

    `same_rules`: whether the configuration of then is the one of today, by which the counter's
    services are read.
    """

    seq: int
    at: datetime
    counter: str
    officer: str
    in_turn: bool
    reason: str | None
    waiting: Sequence[Place]
    its_own: Place
    same_rules: bool

    @property
    def before_it(self) -> list[Place]:
        """Those who would have been called earlier."""
        return [place for place in self.waiting if place.key < self.its_own.key]

    @property
    def overtaken(self) -> list[Place]:
        """Those who had come earlier and were called later."""
        return [
            place
            for place in self.waiting
            if place.key > self.its_own.key and place.arrival < self.its_own.arrival
        ]


@dataclass(frozen=True, slots=True)
class History:
    """What happened to a ticket, and around it.

    `entries`: all of the journal about the ticket, what its holder was told meanwhile, and how
    officers changed at its counter.

    `undone`: numbers of what was taken back. `calls`: by journal number of the call, undone ones
    too. `waits`: its stays in queues, with what the counters did meanwhile.
    """

    timeline: Timeline
    entries: Sequence[e.Entry]
    undone: frozenset[int]
    calls: dict[int, Call]
    waits: Sequence[Wait]


def replay_history(
    entries: Iterable[e.Entry], ticket: str, catalogue: Catalogue, now: datetime
) -> History | None:
    """Replay entries until the ticket's day is over; None when the ticket is not in them.

    `now`: up to when a wait that goes on has lasted.
    """
    replay = _Replay(ticket, catalogue)
    for entry in entries:
        replay.take(entry)
        if replay.over:
            break
    return replay.find_history(now)


class _Replay:
    """Folds a day into a hall, and keeps what is about the one ticket."""

    def __init__(self, ticket: str, catalogue: Catalogue) -> None:
        self._ticket, self._hall = ticket, Hall.empty(catalogue)
        self._timelines = Timelines()
        self._timeline: Timeline | None = None
        self._entries: list[e.Entry] = []
        self._undone: set[int] = set()
        self._calls: dict[int, Call] = {}
        self._waits = WaitWatch(ticket)
        self.over = False

    def take(self, entry: e.Entry) -> None:
        event = entry.event
        if self._is_about_it(event):
            self._entries.append(entry)
        if isinstance(event, e.TicketCalled) and event.ticket == self._ticket:
            self._calls[entry.seq] = _call(self._hall, entry, event)
        apply(self._hall, event, entry.seq)
        if isinstance(event, e.BulletinPublished) and self._was_told(event):
            self._entries.append(entry)
        self._waits.look(self._hall, event.at)
        self._timelines.take(entry)
        self._timeline = self._timelines.tickets.get(self._ticket, self._timeline)
        if isinstance(event, e.DayClosed):
            self._timelines.forget_the_day()
            served_on = self._timelines.tickets.get(self._ticket)
            self.over = self._timeline is not None and served_on is None

    def find_history(self, now: datetime) -> History | None:
        if self._timeline is None:
            return None
        return History(
            self._timeline, self._entries, frozenset(self._undone), self._calls,
            self._waits.find_waits(now),
        )  # fmt: skip

    def _was_told(self, event: e.BulletinPublished) -> bool:
        """Say whether the ticket waited then for something that the bulletin is about."""
        ticket = self._hall.tickets.get(self._ticket)
        if ticket is None or ticket.state is not State.WAITING:
            return False
        told = self._hall.bulletins[event.bulletin]
        return concerns(self._hall.catalogue, told, ticket.service)

    def _is_about_it(self, event: e.Event) -> bool:
        match event:
            case e.ActionUndone():
                mine = {entry.seq for entry in self._entries} & set(event.undoes)
                self._undone |= mine
                return bool(mine)
            case e.PrintJobReported():
                return event.job.rpartition(SLIP)[0] == self._ticket
            case e.CounterHandedOver() | e.CounterOpened(taken_from=str()):
                return self._stays_at(event.counter)
            case _:
                return getattr(event, "ticket", None) == self._ticket

    def _stays_at(self, counter: str) -> bool:
        ticket = self._hall.tickets.get(self._ticket)
        if ticket is None or ticket.counter != counter:
            return False
        return ticket.state in STAYS_AT_A_COUNTER


def _call(hall: Hall, entry: e.Entry, event: e.TicketCalled) -> Call:
    ticket = hall.tickets[event.ticket]
    waiting = _waiting(hall, event.counter, ticket)
    its_own = next(place for place in waiting if place.ticket == ticket.id)
    return Call(
        entry.seq, event.at, event.counter, entry.actor, event.in_turn, event.reason, waiting,
        its_own, same_rules=not hall.digest or hall.digest == hall.catalogue.digest,
    )  # fmt: skip


def _waiting(hall: Hall, counter_id: str, called: Ticket) -> list[Place]:
    """Return whom the counter could call, by its profile of today; else the ticket's own queue."""
    counter = hall.catalogue.counters.get(counter_id)
    if counter is not None:
        penalties = {each.service: each.penalty_s for each in counter.serves}
        found = [_place(each, penalties[each.service]) for each in calling_order(hall, counter)]
        if any(place.ticket == called.id for place in found):
            return found
    assert called.state is State.WAITING, "only who waits is called"
    return [_place(each, 0) for each in hall.queue(called.service)]


def _place(ticket: Ticket, penalty_s: int) -> Place:
    arrival = ticket.due if ticket.on_paper else ticket.arrival
    return Place(
        ticket.id, ticket.number, ticket.priority, arrival, ticket.due, penalty_s, ticket.order,
        ticket.on_paper,
    )  # fmt: skip
