"""Who is next: the due-time rule with priority classes and counter profiles.

`due = arrival - credit(class)`; the smallest `(due + penalty, due, order)` among the tickets a
counter may serve is called. The bound this gives is in docs/glossary.md under "fair order".
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import merge

from queueing.catalogue import Counter, Preference
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import Ticket


def due_time(arrival: datetime, credit_s: int) -> datetime:
    """Return when a ticket is due: as if its holder had come `credit_s` seconds earlier."""
    return arrival - timedelta(seconds=credit_s)


def calling_key(due: datetime, order: int, penalty_s: int) -> tuple[datetime, datetime, int]:
    """Return what decides between two tickets at a counter: the smaller key is called first.

    `penalty_s`: that of the ticket's service in the counter's profile.
    """
    return due + timedelta(seconds=penalty_s), due, order


def may_call(hall: Hall, counter: Counter, ticket: Ticket) -> bool:
    """Say whether a waiting ticket waits for this counter, so that it may call it.

    A ticket transferred to one counter waits for that counter alone, unless it has closed since.
    """
    if ticket.service not in counter.services:
        return False
    if ticket.only_at in (None, counter.id):
        return True
    return hall.desk(ticket.only_at or "").state is DeskState.CLOSED


def find_open_counters(hall: Hall, service: str) -> tuple[Counter, ...]:
    """Return the counters that are open now and could call a newcomer of the service."""
    counters = hall.catalogue.counters_for.get(service, ())
    return tuple(each for each in counters if hall.desk(each.id).state is DeskState.OPEN)


def calling_order(hall: Hall, counter: Counter) -> Iterator[Ticket]:
    """Yield the tickets this counter would call, next first."""
    queues = (_keyed_queue(hall, counter, preference) for preference in counter.serves)
    return (ticket for _, ticket in merge(*queues, key=lambda pair: pair[0]))


def _keyed_queue(
    hall: Hall, counter: Counter, preference: Preference
) -> Iterator[tuple[tuple[datetime, datetime, int], Ticket]]:
    for ticket_id in hall.queues.get(preference.service, ()):
        ticket = hall.tickets[ticket_id]
        if may_call(hall, counter, ticket):
            yield calling_key(ticket.due, ticket.order, preference.penalty_s), ticket


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


def due_before_all(hall: Hall, ticket: Ticket, counter_id: str, now: datetime) -> datetime:
    """Return a key with which the counter calls the ticket before all who wait or come later."""
    most_credit_s = max(each.credit_s for each in hall.catalogue.priorities.values())
    due = min(ticket.due, due_time(now, most_credit_s))
    counter = hall.catalogue.counters.get(counter_id)
    first = next_ticket(hall, counter) if counter else None
    if counter is None or first is None:
        return due
    penalties = {preference.service: preference.penalty_s for preference in counter.serves}
    ahead_s = penalties[first.service] - penalties.get(ticket.service, 0)
    return min(due, first.due + timedelta(seconds=ahead_s, microseconds=-1))


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
