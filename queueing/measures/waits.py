"""Why somebody waited: who was before them, and what each counter did that could have called them.

Pure: it watches the hall while a day is replayed, and keeps what concerns one ticket.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State, Ticket
from queueing.hall.transitions import seconds_between
from queueing.selection import may_call

DoingKind = Literal["serving", "idle", "paused", "closed"]


@dataclass(frozen=True, slots=True)
class Doing:
    """What a counter does. `number`: of the ticket called or served there; `reason`: of a pause."""

    kind: DoingKind
    number: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a counter did the same."""

    doing: Doing
    begin: datetime
    end: datetime

    @property
    def seconds(self) -> float:
        """Its length, never negative."""
        return seconds_between(self.begin, self.end)


@dataclass(frozen=True, slots=True)
class Wait:
    """One stay in the queue of a service, from `begin` to `end` (None: it goes on).

    `ahead`: the numbers that were to be called earlier when it began. `counters`: id -> what each
    counter did that could have called the ticket, without gaps, from when on it could.
    """

    service: str
    begin: datetime
    end: datetime | None
    ahead: tuple[str, ...]
    counters: Mapping[str, tuple[Stretch, ...]]

    def seconds(self, *kinds: DoingKind) -> float:
        """Return for how long all its counters together did that."""
        every = (stretch for stretches in self.counters.values() for stretch in stretches)
        return sum(stretch.seconds for stretch in every if stretch.doing.kind in kinds)


@dataclass(slots=True)
class WaitWatch:
    """Collects the waits of one ticket; show it the hall after every entry of the day."""

    ticket: str
    waits: list[Wait] = field(default_factory=list)
    _since: datetime | None = None
    _open: dict[str, tuple[Doing, datetime]] = field(default_factory=dict)

    def look(self, hall: Hall, at: datetime) -> None:
        """Take in what has changed at a moment."""
        ticket = hall.tickets.get(self.ticket)
        if ticket is None or ticket.state is not State.WAITING:
            self._end(at)
            return
        if self._since is None or (ticket.since, ticket.service) != self._place():
            self._end(at)
            self._begin(hall, ticket)
        for counter in hall.catalogue.counters.values():
            if counter.id in self._open or may_call(hall, counter, ticket):
                self._note(counter.id, _find_doing(hall, counter.id), at)

    def find_waits(self, now: datetime) -> tuple[Wait, ...]:
        """Return the waits up to now."""
        if self._since is None:
            return tuple(self.waits)
        *over, last = self.waits
        return (*over, self._with_open_stretches(last, now))

    def _place(self) -> tuple[datetime | None, str]:
        return self._since, self.waits[-1].service

    def _begin(self, hall: Hall, ticket: Ticket) -> None:
        """Begin a wait, or go on with the last one: the call that ended it was undone."""
        since = ticket.since or ticket.arrival
        self._since = since
        last = self.waits[-1] if self.waits else None
        if last is not None and (last.begin, last.service) == (since, ticket.service):
            self.waits[-1] = replace(last, end=None)
            self._open = {
                counter: (stretches[-1].doing, stretches[-1].end)
                for counter, stretches in last.counters.items()
            }
            return
        ahead = tuple(
            other.number for other in hall.queue(ticket.service) if other.key < ticket.key
        )
        self.waits.append(Wait(ticket.service, since, None, ahead, {}))

    def _end(self, at: datetime) -> None:
        if self._since is not None:
            last = self._with_open_stretches(self.waits[-1], at)
            self.waits[-1] = replace(last, end=at)
        self._since, self._open = None, {}

    def _note(self, counter: str, doing: Doing, at: datetime) -> None:
        known = self._open.get(counter)
        if known is None:
            self._open[counter] = doing, at
        elif known[0] != doing:
            self.waits[-1] = _add(self.waits[-1], counter, Stretch(known[0], known[1], at))
            self._open[counter] = doing, at

    def _with_open_stretches(self, wait: Wait, at: datetime) -> Wait:
        for counter, (doing, begin) in self._open.items():
            wait = _add(wait, counter, Stretch(doing, begin, at))
        return wait


def _find_doing(hall: Hall, counter: str) -> Doing:
    desk, current = hall.desk(counter), hall.current(counter)
    if current is not None:
        return Doing("serving", number=current.number)
    if desk.state is DeskState.PAUSED:
        return Doing("paused", reason=desk.reason)
    return Doing("idle" if desk.state is DeskState.OPEN else "closed")


def _add(wait: Wait, counter: str, stretch: Stretch) -> Wait:
    """Return the wait with one more stretch of a counter; alike ones that touch become one."""
    if stretch.begin == stretch.end:
        return wait
    before = wait.counters.get(counter, ())
    if before and before[-1].doing == stretch.doing and before[-1].end == stretch.begin:
        stretch = replace(stretch, begin=before[-1].begin)
        before = before[:-1]
    return replace(wait, counters={**wait.counters, counter: (*before, stretch)})


def sum_by_doing(stretches: Iterable[Stretch]) -> dict[Doing, float]:
    """Return doing -> seconds, the longest first."""
    found: dict[Doing, float] = {}
    for stretch in stretches:
        found[stretch.doing] = found.get(stretch.doing, 0.0) + stretch.seconds
    return dict(sorted(found.items(), key=lambda each: -each[1]))
