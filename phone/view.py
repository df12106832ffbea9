"""What a citizen's phone shows of one ticket. Pure."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from phone.view_types import Closeness, PhoneOffers, PhoneView, Place, StepsBack
from queueing.bookings import list_expected
from queueing.bulletins import find_bulletins_for
from queueing.catalogue import Counter
from queueing.decisions.citizens import (
    due_before_postponing,
    may_ask_for_call,
    places_to_step_back,
    postpones_left,
    rate_until,
)
from queueing.decisions.day import IN_THE_HALL, LOSE
from queueing.decisions.tickets import may_cancel, may_restore
from queueing.estimate import (
    Basis,
    Pace,
    Range,
    Rest,
    pace_of,
    rest_of,
    turn_at,
    wait_range,
    widen,
)
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import AT_A_COUNTER, State, Ticket
from queueing.selection import ahead_of
from queueing.staffing import find_staffing
from web.bulletins import write_bulletins
from web.tickets import ticket_json, utc

WITH_AN_OFFICER = AT_A_COUNTER | {State.PARKED}
NEAR = 3
"""People ahead at which it is time to come closer."""
SOON_MIN = 10
"""Earliest minutes to wait below which it is time to come closer."""
EXACT_MIN = 15
MOST_TOLD = 2
NO_BASIS = Basis()
PLACES = (1, 3, 5, 10)
"""How many others a citizen who comes late may choose to let pass."""


def followed(hall: Hall, follow: str) -> Ticket | None:
    """Return the ticket with this follow token, None when there is none (or its day is over)."""
    ticket_id = hall.follows.get(follow)
    return hall.tickets.get(ticket_id) if ticket_id else None


@dataclass(frozen=True, slots=True)
class Queue:
    """What all phones of a service share: who stands where, whom a counter has, the pace.

    `rest`: what is left of the day at `now`; `coming`: the keys of those who may still come.
    """

    places: Mapping[str, int]
    calling: str | None
    pace: Pace
    now: datetime
    rest: Rest
    coming: Sequence[tuple[datetime, int]]


class Queues:
    """The queues at one journal number, each looked at once for all the phones that follow it."""

    def __init__(self) -> None:
        self._seq, self._known = -1, dict[str, Queue]()

    def of(self, hall: Hall, service: str, now: datetime, basis: Basis) -> Queue:
        """Return the queue of a service as it is in this hall."""
        if hall.seq != self._seq:
            self._seq, self._known = hall.seq, {}
        queue = self._known.get(service)
        if queue is None:
            queue = self._known[service] = queue_of(hall, service, now, basis)
        elif queue.now != now:
            rest = rest_of(hall.catalogue, service, now)
            coming = list_expected(hall, service, now)
            queue = replace(queue, now=now, rest=rest, coming=coming)
            self._known[service] = queue
        return queue


def queue_of(hall: Hall, service: str, now: datetime, basis: Basis) -> Queue:
    """Return the queue of a service."""
    return Queue(
        {ticket_id: place for place, ticket_id in enumerate(hall.queues.get(service, ()))},
        _find_calling(hall, service),
        pace_of(hall, service, basis),
        now,
        rest_of(hall.catalogue, service, now),
        list_expected(hall, service, now),
    )


def _find_calling(hall: Hall, service: str) -> str | None:
    """Return the number called last of those that a counter still calls or serves."""
    for call in hall.calls:
        ticket = hall.tickets.get(call.ticket)
        if call.service == service and ticket is not None and ticket.state in AT_A_COUNTER:
            return call.number
    return None


def phone_view(
    hall: Hall, ticket: Ticket, now: datetime, basis: Basis, queue: Queue | None = None
) -> PhoneView:
    """Return a phone's view: the ticket, its place, and where to go.

    `queue`: that of the ticket's service, where it is known already. `ahead`, `wait`, `calling`
    (the number its service called last of those that counters still have), `late_min` (minutes
    beyond the printed range), `counter_open`, `no_counter`, `opens_at`, `back_at` and `closeness`
    are None unless it waits; `counter_label` names the counter that has it.
    """
    there = _find_counter(hall, ticket)
    return {
        "seq": hall.seq,
        "ticket": ticket_json(ticket),
        **_place(hall, ticket, now, basis, queue or queue_of(hall, ticket.service, now, basis)),
        "postpones": ticket.postpones,
        "rated": ticket.rated,
        "lapses_at": utc(hall.halted_until) if ticket.state in LOSE else None,
        "counter_label": there.label if there else None,
        "floor": _find_floor(hall, ticket),
        "bulletins": write_bulletins(find_bulletins_for(hall, [ticket.service], now), MOST_TOLD)
        if ticket.state in IN_THE_HALL
        else [],
    }


def find_closeness(ahead: int, wait: Range | None, *, counter_open: bool) -> Closeness:
    """Return how near a turn is: in people, and in minutes where those are known.

    `few` people ahead may still take long; whoever is `next` may be called at any moment.
    """
    if not counter_open or ahead > NEAR:
        return "far"
    if ahead == 0:
        return "next"
    return "soon" if wait is None or wait.low_min < SOON_MIN else "few"


def find_counters(hall: Hall, ticket: Ticket) -> tuple[Counter, ...]:
    """Return the counter that has the ticket, else those that may call it."""
    there = _find_counter(hall, ticket)
    return (there,) if there else hall.catalogue.find_own_counters(ticket.service, ticket.only_at)


def paused_counters(hall: Hall, ticket: Ticket) -> int:
    """Return how many of the counters that may call the ticket take a pause."""
    return sum(
        hall.desk(counter.id).state is DeskState.PAUSED for counter in find_counters(hall, ticket)
    )


def passed_by(hall: Hall, ticket: Ticket) -> int:
    """Return how many waiting tickets that were issued later stand before it.

    Those of paper came earlier, and were only entered later.
    """
    ahead = hall.queue(ticket.service)[: ahead_of(hall, ticket.service, ticket.key)]
    return sum(other.order > ticket.order and not other.on_paper for other in ahead)


def phone_offers(hall: Hall, ticket: Ticket, now: datetime, basis: Basis = NO_BASIS) -> PhoneOffers:
    """Return what the holder of a ticket may do now."""
    limits = hall.catalogue.limits
    waiting = ticket.state is State.WAITING
    until = rate_until(ticket, limits, on_tablet=False)
    return {
        "postpone": steps_back(hall, ticket, now, basis)
        if waiting and postpones_left(ticket, limits)
        else None,
        "take_back": due_before_postponing(ticket) is not None,
        "cancel": may_cancel(ticket, by_staff=False),
        "rate": until is not None and now <= until,
        "complain": True,
        "come_back": may_restore(ticket, limits, now),
        "ask_for_call": may_ask_for_call(ticket, limits, now),
    }


def steps_back(hall: Hall, ticket: Ticket, now: datetime, basis: Basis) -> StepsBack:
    """Return what a waiting citizen who comes late may choose."""
    ahead = ahead_of(hall, ticket.service, ticket.key)
    most = places_to_step_back(hall, ticket)

    def tell_turn(places: int) -> str | None:
        promised = wait_range(hall, ticket.service, ahead + places, now, basis)[1]
        return utc(turn_at(now, promised)) if promised else None

    return {
        "left": postpones_left(ticket, hall.catalogue.limits),
        "turn_at": tell_turn(0),
        "choices": [{"places": n, "turn_at": tell_turn(n)} for n in PLACES if n <= most],
    }


def _place(hall: Hall, ticket: Ticket, now: datetime, basis: Basis, queue: Queue) -> Place:
    if ticket.state is not State.WAITING:
        return {
            "ahead": None,
            "wait": None,
            "calling": None,
            "late_min": None,
            "counter_open": None,
            "no_counter": None,
            "opens_at": None,
            "back_at": None,
            "closeness": None,
        }
    ahead = queue.places[ticket.id]
    wait = _find_wait(hall, ticket, ahead, basis, queue)
    staffing = find_staffing(hall, ticket.service, now, ticket.only_at)
    return {
        "ahead": ahead,
        "wait": {"low_min": wait.low_min, "high_min": wait.high_min} if wait else None,
        "calling": queue.calling,
        "late_min": _late_min(ticket, now),
        "counter_open": staffing.is_open,
        "no_counter": staffing.no_counter,
        "opens_at": utc(staffing.opens_at),
        "back_at": utc(staffing.back_at),
        "closeness": find_closeness(ahead, wait, counter_open=staffing.is_open),
    }


def _find_wait(hall: Hall, ticket: Ticket, ahead: int, basis: Basis, queue: Queue) -> Range | None:
    """Return the range of a waiting ticket; None before the time of its appointment."""
    if ticket.due > queue.now:
        return None

    def find(ahead: int) -> Range | None:
        service, now = ticket.service, queue.now
        return wait_range(hall, service, ahead, now, basis, queue.pace, queue.rest)[1]

    maybe = bisect_left(queue.coming, ticket.key)
    return widen(find(ahead), find(ahead + maybe)) if maybe else find(ahead)


def _late_min(ticket: Ticket, now: datetime) -> int | None:
    """Return the minutes beyond the printed range, from 15 on in fives; None while it is kept.

    The range was promised to a ticket that waits where it was issued, and at its own place.
    """
    moved = ticket.postpones or ticket.restores or ticket.called_at
    if moved or ticket.high_min is None or ticket.entered_at != ticket.arrival:
        return None
    late = (now - ticket.arrival - timedelta(minutes=ticket.high_min)).total_seconds() / 60
    if late < 1:
        return None
    return int(late) if late < EXACT_MIN else int(late // 5) * 5


def _find_counter(hall: Hall, ticket: Ticket) -> Counter | None:
    counter = hall.catalogue.counters.get(ticket.counter or "")
    return counter if ticket.state in WITH_AN_OFFICER else None


def _find_floor(hall: Hall, ticket: Ticket) -> str | None:
    counters = find_counters(hall, ticket)
    if counters:
        return counters[0].floor
    department = hall.catalogue.departments.get(ticket.department)
    return department.floor if department else None
