"""Which counters could help those who wait, who sees to an alarm, and which queue is worst.

One set of rules for guides and managers. What an alarm is about, its `subject`: `queue XD`, the
people who wait for a department; `counter 07`; `printer in1`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from queueing.catalogue import Counter
from queueing.hall import DeskState, Hall
from queueing.hall.desks import Told
from queueing.hall.tickets import State, Ticket
from queueing.selection import next_ticket

TAKEN_ON_FOR = timedelta(minutes=30)
"""Whoever saw to it has done so by then, or somebody else must."""
ASKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Helpers:
    """Counters that could serve some of those who wait, by what keeps them from it.

    `idle`: nothing, they are open without a ticket; `paused`; `closed`. Those of the department
    come first, then others that serve it too. Who serves somebody is none.
    """

    idle: tuple[str, ...] = ()
    paused: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


def find_helpers(hall: Hall, department: str, services: Iterable[str]) -> Helpers:
    """Return the counters that could call somebody who waits for these services."""
    wanted = set(services)
    free = [
        counter
        for counter in hall.catalogue.counters.values()
        if wanted & counter.services and hall.desk(counter.id).current is None
    ]
    free.sort(key=lambda counter: counter.department != department)
    by_state = {
        state: tuple(each.id for each in free if hall.desk(each.id).state is state)
        for state in DeskState
    }
    return Helpers(by_state[DeskState.OPEN], by_state[DeskState.PAUSED], by_state[DeskState.CLOSED])


def find_longest_waiting(hall: Hall) -> dict[str, Ticket]:
    """Return department -> the one of its queues who has waited longest.

    The worst first: by this order alarms about queues are told.
    """
    found: dict[str, Ticket] = {}
    for ticket in hall.with_state(State.WAITING):
        before = found.get(ticket.department)
        if before is None or ticket.waits_since < before.waits_since:
            found[ticket.department] = ticket
    return dict(sorted(found.items(), key=lambda each: each[1].waits_since))


def find_taken_on(hall: Hall, subject: str, now: datetime) -> Told | None:
    """Return who sees to the alarms about a subject; None if nobody does, or no more."""
    told = hall.taken_on.get(subject)
    return told if told is not None and now - told.at < TAKEN_ON_FOR else None


def find_asked(hall: Hall, counter: Counter, now: datetime) -> Told | None:
    """Return who asked a counter to serve, and when; None once nobody waits for it any more."""
    told = hall.asked.get(counter.id)
    if told is None or now - told.at >= ASKED_FOR or hall.desk(counter.id).current is not None:
        return None
    return told if next_ticket(hall, counter) is not None else None


def is_subject(hall: Hall, subject: str) -> bool:
    """Say whether alarms can be about that."""
    kind, _, name = subject.partition(" ")
    known = {
        "queue": hall.catalogue.departments,
        "counter": hall.catalogue.counters,
        "printer": hall.catalogue.printers,
    }
    return name in known.get(kind, ())
