"""The counters as a manager sees them: what each does, and whether it could serve who waits."""

from collections.abc import Mapping
from datetime import datetime

from queueing.catalogue import Counter
from queueing.hall import Desk, DeskState, Hall
from queueing.hall.tickets import State
from queueing.measures.idleness import Gap, find_free_since, find_gaps
from reports.view_types import CounterDoing, CounterRow
from web.tickets import utc


def counters_view(hall: Hall, only: str | None) -> list[CounterRow]:
    """Return every counter, or those of the only department, in configured order.

    `state`: closed, paused, open (without a ticket), calling or serving; `since`: from when on;
    `gap_since`: from when on people wait whom it could serve, None unless it is open or paused so.
    """
    free, standing = find_free_since(hall), find_gaps(hall)
    return [
        _row(hall, counter, free, standing.get(counter.id))
        for counter in hall.catalogue.counters.values()
        if only in (None, counter.department)
    ]


def _row(hall: Hall, counter: Counter, free: Mapping[str, datetime], gap: Gap | None) -> CounterRow:
    desk = hall.desk(counter.id)
    state, number, since = _now(hall, counter, desk, free.get(counter.id))
    return {
        "counter": counter.id,
        "department": counter.department,
        "state": state,
        "since": utc(since),
        "number": number,
        "reason": desk.reason if state == DeskState.PAUSED else None,
        "until": utc(desk.until),
        "served": desk.served,
        "waiting": gap.people if gap else 0,
        "gap_since": utc(gap.since) if gap else None,
    }


def _now(
    hall: Hall, counter: Counter, desk: Desk, free: datetime | None
) -> tuple[CounterDoing, str | None, datetime | None]:
    """Return the state, the number of its ticket, and since when it is so."""
    ticket = hall.current(counter.id)
    if ticket is not None:
        doing: CounterDoing = "calling" if ticket.state is State.CALLED else "serving"
        return doing, ticket.number, ticket.since
    if desk.state is DeskState.OPEN and desk.since is not None:
        return DeskState.OPEN, None, max(desk.since, free or desk.since)
    return desk.state, None, desk.since
