"""How many come and how many go, half-hour by half-hour."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from storage.live_queries import (
    HALF_HOUR,
    Slots,
    by_half_hour,
    served_by_half_hour,
    taken_by_half_hour,
)
from storage.sheets import Span
from web.tickets import utc


@dataclass(frozen=True, slots=True)
class Flow:
    """Tickets taken and legs served, by department and half-hour."""

    taken: Slots
    served: Slots


def flow(connection: Connection, span: Span) -> Flow:
    """Return the flow of a span."""
    return Flow(taken_by_half_hour(connection, span), served_by_half_hour(connection, span))


def flow_view(flow: Flow, now: datetime, only: str | None) -> list[dict[str, Any]]:
    """Return every half-hour from the first in which something happened to the present one."""
    taken, served = by_half_hour(flow.taken, only), by_half_hour(flow.served, only)
    slots, at = [], min((*taken, *served), default=None)
    last = max((now, *taken, *served))
    while at is not None and at <= last:
        slots.append({"at": utc(at), "taken": taken[at], "served": served[at]})
        at += HALF_HOUR
    return slots
