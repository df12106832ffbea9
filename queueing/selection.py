"""Who is next: the due-time rule with priority classes and counter profiles.

`due = arrival - credit(class)`; the smallest `(due + penalty, due, order)` among the tickets a
counter may serve is called. The bound this gives is in docs/glossary.md under "fair order".
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import merge

from queueing.catalogue import Counter
from queueing.hall import Hall
from queueing.tickets import Ticket


def due_time(arrival: datetime, credit_s: int) -> datetime:
    """Return when a ticket is due: as if its holder had come `credit_s` seconds earlier."""
    return arrival - timedelta(seconds=credit_s)


def callable_at(hall: Hall, counter: Counter, ticket: Ticket) -> bool:
    """Say whether this counter may call a waiting ticket of its services in turn.

    A ticket transferred to one counter waits for that counter alone, unless it has closed since.
    """
    return ticket.only_at in (None, counter.id) or hall.desk(ticket.only_at or "").state == "closed"


def calling_order(hall: Hall, counter: Counter) -> Iterator[Ticket]:
    """Yield the tickets this counter would call, next first."""
    lines = (
        _line(hall, counter, preference.service, timedelta(seconds=preference.penalty_s))
        for preference in counter.serves
    )
    return (ticket for _, ticket in merge(*lines, key=lambda pair: pair[0]))


def _line(
    hall: Hall, counter: Counter, service: str, penalty: timedelta
) -> Iterator[tuple[tuple[datetime, datetime, int], Ticket]]:
    for ticket_id in hall.queues.get(service, ()):
        ticket = hall.tickets[ticket_id]
        if callable_at(hall, counter, ticket):
            yield (ticket.due + penalty, *ticket.key), ticket


def next_ticket(hall: Hall, counter: Counter) -> Ticket | None:
    """Return whose turn it is at this counter, or None when nobody it may serve waits."""
    return next(calling_order(hall, counter), None)


def ahead_of(hall: Hall, service: str, key: tuple[datetime, int]) -> int:
    """Return how many waiting tickets of the service would be called before one with this key."""
    return bisect_left(
        hall.queues.get(service, ()), key, key=lambda ticket_id: hall.tickets[ticket_id].key
    )


def due_after_absence(hall: Hall, ticket: Ticket) -> datetime:
    """Return the key of a restored no-show: its own, or just behind the n-th waiting if later."""
    queue = hall.queues.get(ticket.service, ())
    if not queue:
        return ticket.due
    nth = hall.tickets[queue[min(hall.catalogue.limits.restore_behind, len(queue)) - 1]]
    return max(ticket.due, _behind(ticket, nth))


def due_after_stepping_back(hall: Hall, ticket: Ticket, places: int) -> datetime | None:
    """Return the key that lets the next `places` tickets of its queue pass, or all if fewer wait.

    Never earlier than the ticket's own; None when nobody waits behind it.
    """
    queue = hall.queues[ticket.service]
    behind = queue[queue.index(ticket.id) + 1 :][:places]
    return _behind(ticket, hall.tickets[behind[-1]]) if behind else None


def _behind(ticket: Ticket, other: Ticket) -> datetime:
    """Return the smallest key for `ticket` that is behind the other's.

    `order` decides between equal keys, hence the microsecond where its own order is smaller.
    """
    return other.due if other.order < ticket.order else other.due + timedelta(microseconds=1)
