"""How many come and how many go, half-hour by half-hour."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from reports.months.columns import moment
from reports.months.relations import Relations, Span
from reports.statistics.keys import within
from reports.view_types import FlowSlot
from web.tickets import utc

HALF_HOUR = timedelta(minutes=30)
_SLOT_MS = HALF_HOUR // timedelta(milliseconds=1)
Slots = Mapping[tuple[str, datetime], int]
"""(department, beginning of a half-hour, aware UTC) -> how many."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Tickets taken and legs served, by department and half-hour."""

    taken: Slots
    served: Slots


def read_flow(relations: Relations, span: Span) -> Flow:
    """Return the flow of a span."""
    return Flow(
        _count_by_half_hour(relations, span, "entered_at", "leg = 0"),
        _count_by_half_hour(relations, span, "ended_at", "\"end\" = 'served'"),
    )


def flow_view(flow: Flow, now: datetime, only: str | None) -> list[FlowSlot]:
    """Return every half-hour from the first in which something happened to the present one."""
    taken, served = _of_department(flow.taken, only), _of_department(flow.served, only)
    slots: list[FlowSlot] = []
    at = min((*taken, *served), default=None)
    last = max((now, *taken, *served))
    while at is not None and at <= last:
        slots.append({"at": utc(at), "taken": taken[at], "served": served[at]})
        at += HALF_HOUR
    return slots


def _count_by_half_hour(relations: Relations, span: Span, column: str, which: str) -> Slots:
    rows = relations.rows(
        f"SELECT department, epoch_ms({column}) // {_SLOT_MS}, count(*) "
        f"FROM {relations.legs(span)} WHERE {within(column, span)} AND {which} GROUP BY ALL"
    )
    return {(department, moment(slot * _SLOT_MS)): count for department, slot, count in rows}


def _of_department(slots: Slots, only: str | None) -> Counter[datetime]:
    """Return beginning of a half-hour -> how many, of all departments or of the only one."""
    found: Counter[datetime] = Counter()
    for (department, at), count in slots.items():
        if only in (None, department):
            found[at] += count
    return found
