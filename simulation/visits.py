"""A day of citizens with several matters, replayed with any order of one visit: is the rule good?

Nobody is random here: who comes when, for what, and how long each service takes is planned. So two
days differ by the order of one visit alone, and by what follows from that.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import permutations
from random import Random

from queueing import commands as c
from queueing.catalogue import Catalogue
from queueing.decisions import decide
from queueing.estimate import Basis
from queueing.events import Event, TicketIssued, TicketWentOn
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.hall.tickets import State, Ticket, list_finished
from queueing.matters import Matter, write_matters
from simulation.citizens import arrival, next_arrival, rates, service_time, spans_on

Order = tuple[str, ...]
WALK_S = 25.0
"""Seconds from a call to the beginning of the service."""


@dataclass(frozen=True, slots=True)
class Citizen:
    """Who comes. `wants`: service -> how many seconds it will take; at least one."""

    follow: str
    at: datetime
    wants: Mapping[str, float]


@dataclass(slots=True)
class Day:
    """A hall in which `citizens` come and every free counter calls at once.

    `order`: follow -> the order in which that visit is done, whatever the rule says.
    """

    hall: Hall
    citizens: Mapping[str, Citizen]
    order: dict[str, Order] = field(default_factory=dict)
    agenda: list[tuple[datetime, int, str, str]] = field(default_factory=list)
    turns: int = 0

    @classmethod
    def begin(cls, catalogue: Catalogue, citizens: Sequence[Citizen], at: datetime) -> "Day":
        """Return a day on whose morning every counter opens."""
        day = cls(Hall.empty(catalogue), {each.follow: each for each in citizens})
        for counter in catalogue.counters:
            day._do(c.OpenCounter(counter, "user:simulated"), at)
        for each in citizens:
            day._plan(each.at, "comes", each.follow)
        return day

    def copy(self) -> "Day":
        """Return a day that goes on by itself."""
        return replace(
            self, hall=self.hall.copy(), order=dict(self.order), agenda=list(self.agenda)
        )

    def live(self, until: str | None = None, ended: str | None = None) -> None:
        """Go on: to the coming of one citizen, to the end of the visit of one, or of all."""
        while self.agenda:
            at, _, what, whom = self.agenda[0]
            if what == "comes" and whom == until:
                return
            heappop(self.agenda)
            if what == "comes":
                self._come(self.citizens[whom], at)
            else:
                self._do(c.FinishService(whom), at)
                if ended is not None and self.ticket(ended).state is State.SERVED:
                    return
            self._call(at)

    def ticket(self, follow: str) -> Ticket:
        """Return the number of a citizen."""
        return self.hall.tickets[self.hall.follows[follow]]

    def waited_s(self, follow: str) -> float:
        """Return the seconds a visit waited in all its queues; it is over."""
        return sum(
            (each.called_at - each.entered_at).total_seconds()
            for each in list_finished(self.ticket(follow))
            if each.called_at is not None and each.entered_at is not None
        )

    def _come(self, citizen: Citizen, at: datetime) -> None:
        first, *others = self.order.get(citizen.follow, tuple(citizen.wants))
        also = tuple(Matter(service) for service in others)
        self._do(c.IssueTicket(first, citizen.follow, also=also, by_staff=True), at)

    def _call(self, at: datetime) -> None:
        """Let every counter call that has nobody, while somebody waits for it."""
        for counter in self.hall.catalogue.counters:
            if self.hall.desk(counter).current is None:
                self._do(c.FinishAndCallNext(counter), at)
                ticket = self.hall.current(counter)
                if ticket is not None:
                    takes_s = WALK_S + self.citizens[ticket.follow].wants[ticket.service]
                    self._plan(at + timedelta(seconds=takes_s), "served", counter)

    def _do(self, command: c.Command, at: datetime) -> tuple[Event, ...]:
        events = decide(self.hall, command, at, Basis())
        for event in events:
            apply(self.hall, self._steer(event), self.hall.seq + 1)
        return events

    def _steer(self, event: Event) -> Event:
        """Return the event as it is where the order of the visit is not the rule's."""
        match event:
            case TicketIssued(follow=follow) if follow in self.order:
                service, *others = (self.hall.catalogue.services[s] for s in self.order[follow])
                matters = write_matters(tuple(Matter(each.code) for each in others))
                return replace(
                    event, service=service.code, department=service.department, matters=matters
                )
            case TicketWentOn(ticket=name) if self.hall.tickets[name].follow in self.order:
                ticket = self.hall.tickets[name]
                done = len(ticket.matters_done) + 1
                service = self.hall.catalogue.services[self.order[ticket.follow][done]]
                return replace(event, service=service.code, department=service.department)
            case _:
                return event

    def _plan(self, at: datetime, what: str, whom: str) -> None:
        self.turns += 1
        heappush(self.agenda, (at, self.turns, what, whom))


def compare_orders(day: Day, sampled: Sequence[str]) -> Iterator[tuple[float, list[float]]]:
    """Yield what each visit of a sample waits by the rule, and in each order, in seconds.

    `day` is at its beginning. For every order the rest of the day is lived once more, everybody
    else as before; which was the best is known only afterwards, when all have come who came.
    """
    for follow in sampled:
        day.live(until=follow)
        orders = permutations(day.citizens[follow].wants)
        in_order = [_wait_of(day.copy(), follow, order) for order in orders]
        yield _wait_of(day.copy(), follow, None), in_order


def make_citizens(
    catalogue: Catalogue, day: date, seed: int, *, busy: float, several: float
) -> list[Citizen]:
    """Return who comes on a day, by a seed, as to the demo; `busy`: so many times as many.

    `several`: the share of those who come for two to four things, each by its own rate.
    """
    rng = Random(seed)
    usual = rates(catalogue, catalogue.counters, seed)
    per_minute = {code: rate * busy / (1 + 2 * several) for code, rate in usual.items()}
    spans = spans_on(catalogue, day)
    citizens: list[Citizen] = []
    at = next_arrival(per_minute, spans, spans[0][0] - timedelta(minutes=1), rng)
    while at is not None:
        wanted = rng.randint(2, 4) if rng.random() < several else 1
        wants: dict[str, float] = {}
        while len(wants) < wanted:
            code = arrival(catalogue, per_minute, {}, rng).service
            minutes = catalogue.services[code].mean_minutes or 6.0
            wants.setdefault(code, service_time(minutes, rng).total_seconds())
        citizens.append(Citizen(f"f{len(citizens)}", at, wants))
        at = next_arrival(per_minute, spans, at, rng)
    return citizens


def _wait_of(day: Day, follow: str, order: Order | None) -> float:
    if order is not None:
        day.order[follow] = order
    day.live(ended=follow)
    return day.waited_s(follow)
