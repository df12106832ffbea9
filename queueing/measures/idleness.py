"""Which counters are idle while people they may serve wait, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from queueing.catalogue import Counter
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State
from queueing.hall.transitions import seconds_between
from queueing.selection import calling_order

FORGIVEN_S = 15.0
"""Seconds at the start of a gap that do not count: calling takes a moment."""
LEFT = frozenset({State.SERVED, State.NO_SHOW, State.PARKED})


@dataclass(frozen=True, slots=True)
class Gap:
    """A counter without a ticket, `idle` (open) or `paused`, while `people` wait whom it may serve.

    `since`: from when on it was so without a break, seen from those who wait now.
    """

    counter: str
    kind: str
    people: int
    since: datetime

    def seconds(self, now: datetime) -> float:
        """Return the length in seconds without the first FORGIVEN_S; never negative."""
        return max(0.0, seconds_between(self.since, now) - FORGIVEN_S)


def find_gaps(hall: Hall) -> Mapping[str, Gap]:
    """Return counter -> its gap, for every counter that has one now."""
    free = find_free_since(hall)
    found = (_gap(hall, counter, free) for counter in hall.catalogue.counters.values())
    return {gap.counter: gap for gap in found if gap is not None}


def find_free_since(hall: Hall) -> Mapping[str, datetime]:
    """Return counter -> when the last ticket left it, for counters that had one today."""
    found: dict[str, datetime] = {}
    for ticket in hall.tickets.values():
        if ticket.counter and ticket.since and ticket.state in LEFT:
            found[ticket.counter] = max(ticket.since, found.get(ticket.counter, ticket.since))
    return found


def _gap(hall: Hall, counter: Counter, free: Mapping[str, datetime]) -> Gap | None:
    desk = hall.desk(counter.id)
    if desk.state is DeskState.CLOSED or desk.current is not None or desk.since is None:
        return None
    waiting = [ticket.since or ticket.arrival for ticket in calling_order(hall, counter)]
    if not waiting:
        return None
    kind = "idle" if desk.state is DeskState.OPEN else "paused"
    since = max(desk.since, free.get(counter.id, desk.since), min(waiting))
    return Gap(counter.id, kind, len(waiting), since)
