"""What the tablet of a counter asks about. Pure."""

from datetime import datetime

from queueing.decisions.citizens import find_last_served, rate_until
from queueing.hall import Hall
from rating.view_types import RatingView
from web.tickets import utc


def make_rating_view(hall: Hall, counter_id: str, now: datetime) -> RatingView:
    """Return the view of namespace `/rating`: the ticket to be rated until `until`, or None."""
    counter = hall.counter(counter_id)
    ticket = find_last_served(hall, counter_id)
    until = rate_until(ticket, hall.catalogue.limits, on_tablet=True) if ticket else None
    asked = ticket is not None and until is not None and now <= until
    return {
        "seq": hall.seq,
        "counter": {"id": counter.id, "label": counter.label},
        "ticket": {"id": ticket.id, "number": ticket.number} if asked and ticket else None,
        "until": utc(until) if asked else None,
    }
