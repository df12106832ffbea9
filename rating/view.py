"""What the tablet of a counter asks about. Pure."""

from datetime import datetime, timedelta
from typing import Any

from queueing.decisions.citizens import just_served
from queueing.hall import Hall
from web.tickets import utc

ASKED_FOR = timedelta(seconds=60)


def rating_view(hall: Hall, counter_id: str, now: datetime) -> dict[str, Any]:
    """Return the view of namespace `/rating`: the ticket to be rated until `until`, or None."""
    counter = hall.counter(counter_id)
    ticket = just_served(hall, counter_id)
    until = ticket.ended_at + ASKED_FOR if ticket and ticket.ended_at else None
    asked = ticket is not None and ticket.rated is None and until is not None and now < until
    return {
        "seq": hall.seq,
        "counter": {"id": counter.id, "label": counter.label},
        "ticket": {"id": ticket.id, "number": ticket.number} if asked and ticket else None,
        "until": utc(until) if asked else None,
    }
