"""When somebody who comes now would be called: the open counters work off all who wait.

An estimate (`queueing/estimate.py`) reckons one queue with the share that its counters have given
it so far: quick, and good enough for a range. Whether a day has room for one more needs more care,
because a number that is refused cannot be made good: so here every counter calls whose turn it is,
by its profile, as long as the usual case takes. Nobody else comes, nobody pauses, nobody stays
away; who closed for a break that is over comes back.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from math import inf
from sys import maxsize

from queueing.catalogue import Catalogue, Counter
from queueing.estimate import Basis, minutes_a_call
from queueing.hall import DeskState, Hall
from queueing.measures.unsure import list_believed_seconds
from queueing.selection import calling_key, due_time

USUAL_CALLS = 40
"""What earlier days say of a service counts like so many calls of today."""
UNKNOWN_MIN = 6
"""Minutes of a case of which nobody knows how long it takes."""
LEAST_LEFT = 0.35
"""A case that goes on takes at least so much of the usual time more."""
BACK_S = 180
"""A counter that pauses is back after so many seconds."""
LATE_BACK = timedelta(minutes=10)
"""For so long after a break a counter that worked before it is expected back."""

NEWEST = maxsize
"""Stands for the order of who comes now: behind everybody who is due at the same moment."""
Key = tuple[datetime, datetime, int]
Asked = tuple[str, str]
"""A service and a priority class."""


class Forecast:
    """Service and class -> seconds of work until a newcomer is called, in one hall at one moment.

    Only what is called within `horizon_s` is in it.
    """

    def __init__(self, hall: Hall, now: datetime, basis: Basis, horizon_s: float) -> None:
        """Work off the hall."""
        self._hall, self._now = hall, now
        self._mean_s = {
            service: find_mean_s(hall, service, basis) or UNKNOWN_MIN * 60
            for service in hall.catalogue.services
        }
        self._waiting = {
            service: [(ticket.due, ticket.order) for ticket in hall.queue(service)]
            for service in hall.catalogue.services
        }
        self._next = dict.fromkeys(self._waiting, 0)
        self._open: dict[str, dict[str, datetime]] = {
            service: {
                code: due_time(now, each.credit_s)
                for code, each in hall.catalogue.priorities.items()
            }
            for service in hall.catalogue.services
        }
        self.call_s: dict[Asked, float] = {}
        self._work_off(horizon_s)

    def _work_off(self, horizon_s: float) -> None:
        free = list(self._find_free())
        heapify(free)
        while free and free[0][0] <= horizon_s:
            at_s, counter_id = heappop(free)
            counter = self._hall.catalogue.counters[counter_id]
            first = min(self._list_first(counter), default=None)
            self._answer(counter, at_s, first and first[0])
            if first is not None:
                service = first[1]
                self._next[service] += 1
                heappush(free, (at_s + self._mean_s[service], counter_id))

    def _find_free(self) -> Iterator[tuple[float, str]]:
        """Yield in how many seconds each counter calls next."""
        for counter in self._hall.catalogue.counters:
            desk, current = self._hall.desk(counter), self._hall.current(counter)
            if desk.state is DeskState.PAUSED or comes_back(self._hall, counter, self._now):
                yield BACK_S, counter
            elif desk.state is DeskState.OPEN and current is None:
                yield 0.0, counter
            elif desk.state is DeskState.OPEN and current is not None:
                usual_s = self._mean_s.get(current.service, UNKNOWN_MIN * 60)
                been_s = (self._now - (current.called_at or self._now)).total_seconds()
                yield max(usual_s - been_s, LEAST_LEFT * usual_s), counter

    def _list_first(self, counter: Counter) -> Iterator[tuple[Key, str]]:
        """Yield who is first in each queue that a counter serves."""
        for preference in counter.serves:
            waiting, place = self._waiting[preference.service], self._next[preference.service]
            if place < len(waiting):
                key = calling_key(*waiting[place], preference.penalty_s)
                yield key, preference.service

    def _answer(self, counter: Counter, at_s: float, first: Key | None) -> None:
        """Note for whom the counter would rather call a newcomer now."""
        for preference in counter.serves:
            still_open = self._open[preference.service]
            for code, due in list(still_open.items()):
                if first is None or calling_key(due, NEWEST, preference.penalty_s) < first:
                    self.call_s[preference.service, code] = at_s
                    del still_open[code]


def comes_back(hall: Hall, counter: str, now: datetime) -> bool:
    """Say whether a counter closed before a break that ended just now, and so opens again.

    Only one that worked today: of the others nobody knows.
    """
    desk, catalogue = hall.desk(counter), hall.catalogue
    worked = desk.busy_s or desk.long_stays
    if desk.state is not DeskState.CLOSED or desk.since is None or not worked:
        return False
    local = now.astimezone(catalogue.zone_info)
    return any(
        desk.since < began <= now < began + LATE_BACK
        for service in catalogue.counters[counter].services
        for began, _ in catalogue.hours_of(service).find_spans(local.date(), local.tzinfo)
    )


def find_mean_s(hall: Hall, service: str, basis: Basis) -> float | None:
    """Return the seconds that a call of a service takes: of today and of earlier days."""
    usual = basis.usual_minutes.get(service)
    if usual is None:
        minutes = minutes_a_call(hall, service, basis)
        return None if minutes is None else minutes * 60
    today = list_believed_seconds(hall, service)
    return (sum(today) + USUAL_CALLS * usual * 60) / (len(today) + USUAL_CALLS)


def find_call_s(
    hall: Hall, service: str, priority: str, now: datetime, basis: Basis, horizon_s: float
) -> float | None:
    """Return the seconds of work until a newcomer is called; infinity: not within the horizon.

    None where nobody works who could call, or nothing is known of how long a case takes.
    """
    at_work = [
        counter
        for counter in hall.catalogue.counters_for.get(service, ())
        if hall.desk(counter.id).state is not DeskState.CLOSED or comes_back(hall, counter.id, now)
    ]
    mean_s = find_mean_s(hall, service, basis)
    if not at_work or mean_s is None:
        return None
    if _count_before(hall, at_work) * mean_s <= horizon_s / MOST_LONGER:
        return 0.0
    return _look(hall, now, basis, horizon_s).call_s.get((service, priority), inf)


MOST_LONGER = 3
"""No case takes so many times as long as one of another service of the same counter."""


def _count_before(hall: Hall, counters: list[Counter]) -> int:
    """Return how many at most are called before a newcomer, if one counter did it all."""
    services = {service for counter in counters for service in counter.services}
    return sum(len(hall.queues.get(service, ())) for service in services) + 1


_looked: list[tuple[Hall, int, Catalogue, datetime, Basis, float, Forecast]] = []
"""The last forecast and what it was made of: a view asks for every service and class."""


def _look(hall: Hall, now: datetime, basis: Basis, horizon_s: float) -> Forecast:
    for of, seq, catalogue, at, known, reach_s, found in _looked:
        same = of is hall and seq == hall.seq and catalogue is hall.catalogue and known is basis
        if same and at == now and reach_s >= horizon_s:
            return found
    found = Forecast(hall, now, basis, horizon_s)
    _looked[:] = [(hall, hall.seq, hall.catalogue, now, basis, horizon_s, found)]
    return found
