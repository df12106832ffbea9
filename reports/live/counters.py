"""The counters as a manager sees them: what each does, and whether it could serve who waits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from queueing.catalogue import Counter
from queueing.hall import Desk, Hall
from queueing.idleness import Gap, free_since, gaps
from queueing.tickets import State
from web.tickets import utc


def counters_view(hall: Hall, only: str | None) -> list[dict[str, Any]]:
    """Return every counter, or those of the only department, in configured order.

    `state`: closed, paused, open (without a ticket), calling or serving; `since`: from when on;
    `gap_since`: from when on people wait whom it could serve, None unless it is open or paused so.
    """
    free, standing = free_since(hall), gaps(hall)
    return [
        _row(hall, counter, free, standing.get(counter.id))
        for counter in hall.catalogue.counters.values()
        if only in (None, counter.department)
    ]


def _row(
    hall: Hall, counter: Counter, free: Mapping[str, datetime], gap: Gap | None
) -> dict[str, Any]:
    desk = hall.desk(counter.id)
    state, number, since = _now(hall, counter, desk, free.get(counter.id))
    return {
        "counter": counter.id,
        "department": counter.department,
        "state": state,
        "since": utc(since),
        "number": number,
        "reason": desk.reason if state == "paused" else None,
        "served": desk.served,
        "waiting": gap.people if gap else 0,
        "gap_since": utc(gap.since) if gap else None,
    }


def _now(
    hall: Hall, counter: Counter, desk: Desk, free: datetime | None
) -> tuple[str, str | None, datetime | None]:
    """Return the state, the number of its ticket, and since when it is so."""
    ticket = hall.current(counter.id)
    if ticket is not None:
        state = "calling" if ticket.state is State.CALLED else "serving"
        return state, ticket.number, ticket.since
    if desk.state == "open" and desk.since is not None:
        return "open", None, max(desk.since, free or desk.since)
    return desk.state, None, desk.since
