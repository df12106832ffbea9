"""Several matters in one visit: which one is next, how long all of them take."""

from collections.abc import Iterable
from datetime import datetime

from queueing.bookings import find_class, look_at
from queueing.estimate import Basis, Range, expected_s, minutes_a_call
from queueing.events import Event, TicketServed, TicketWentOn
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.hall.tickets import Ticket
from queueing.matters import Matter
from queueing.selection import ahead_of, due_time, find_open_counters

COARSE_MIN = 5


def order_matters(
    hall: Hall, matters: Iterable[Matter], priority: str, now: datetime, basis: Basis
) -> tuple[Matter, ...]:
    """Return matters in the order in which somebody would do them who begins now.

    The shortest honest wait is first. Where no counter is open, and where numbers are no longer
    given, it is last. Equal ones are in configured order.
    """
    places = {code: place for place, code in enumerate(hall.catalogue.services)}
    ranks = [
        (_rank(hall, matter, priority, now, basis), places[matter.service], matter)
        for matter in matters
    ]
    return tuple(matter for *_, matter in sorted(ranks, key=lambda each: each[:2]))


def find_next_matter(hall: Hall, ticket: Ticket, now: datetime, basis: Basis) -> Matter | None:
    """Return what a ticket would wait for if its present matter ended now, None: it is done then.

    A matter that nobody serves any more is passed over. A number of an earlier day, or of a day
    that has ended, has no next.
    """
    if hall.day_closed or ticket.day != hall.day:
        return None
    served = [each for each in ticket.matters if hall.catalogue.counters_for.get(each.service)]
    return next(iter(order_matters(hall, served, ticket.priority, now, basis)), None)


def finish_matter(hall: Hall, served: TicketServed, basis: Basis) -> tuple[tuple[Event, ...], Hall]:
    """Return what follows from the end of a matter, and the hall as it is after that.

    In the next queue the holder is a newcomer: due now, less the credit of the class. Nobody who
    waits there already is passed by somebody who has waited elsewhere meanwhile, see "fair order"
    in docs/glossary.md; and the place does not depend on the order of the matters.
    """
    ticket = hall.tickets[served.ticket]
    if not ticket.matters:
        return (served,), hall
    then = hall.copy()
    apply(then, served, hall.seq + 1)
    following = find_next_matter(then, ticket, served.at, basis)
    if following is None:
        return (served,), then
    service = hall.catalogue.services[following.service]
    due = _due(hall, ticket.priority, served.at)
    went_on = TicketWentOn(
        served.at, ticket.id, served.counter, service.code, service.department,
        following.procedure, due,
    )  # fmt: skip
    apply(then, went_on, hall.seq + 2)
    return (served, went_on), then


def list_matters(
    hall: Hall, ticket: Ticket, now: datetime, basis: Basis
) -> tuple[tuple[Matter, ...], tuple[Matter, ...]]:
    """Return the matters of a ticket: what is done, and then the present one with those to come.

    Those to come are in the order in which they would be done by what is known now.
    """
    to_come = [each for each in ticket.matters if each.service in hall.catalogue.services]
    following = order_matters(hall, to_come, ticket.priority, now, basis)
    return ticket.matters_done, (ticket.matter, *following)


def estimate_visit(hall: Hall, ticket: Ticket, now: datetime, basis: Basis) -> Range | None:
    """Return from how many to how many minutes the rest of a visit takes, None: nobody knows.

    The ticket waits. The waits are its own and those of whoever came into each other queue now;
    between them are the services.
    """
    low = high = 0.0
    for matter in list_matters(hall, ticket, now, basis)[1]:
        here = matter.service == ticket.service
        key = ticket.key if here else (_due(hall, ticket.priority, now), hall.seq + 1)
        wait = look_at(hall, matter.service, key, now, basis).wait
        minutes = minutes_a_call(hall, matter.service, basis)
        if wait is None or minutes is None:
            return None
        low, high = low + wait.low_min + minutes, high + wait.high_min + minutes
    return Range(int(low // COARSE_MIN) * COARSE_MIN, -int(-high // COARSE_MIN) * COARSE_MIN)


def _rank(
    hall: Hall, matter: Matter, priority: str, now: datetime, basis: Basis
) -> tuple[int, float]:
    """Return how good it is to wait for a matter now, the best smallest.

    Where nobody knows how long one takes, those who wait for each counter say which is shorter.
    """
    service = hall.catalogue.services[matter.service]
    counters = find_open_counters(hall, service.code)
    if not counters or service.closed_reason is not None:
        return 2, 0.0
    ahead = ahead_of(hall, service.code, (_due(hall, priority, now), hall.seq + 1))
    seconds = expected_s(hall, service.code, ahead, basis)
    return (1, ahead / len(counters)) if seconds is None else (0, seconds)


def _due(hall: Hall, priority: str, now: datetime) -> datetime:
    """Return when a newcomer of a class is due."""
    return due_time(now, find_class(hall.catalogue, priority).credit_s)
