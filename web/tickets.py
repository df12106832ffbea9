"""A ticket and a moment as programs outside see them."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import overload

from queueing.estimate import Range
from queueing.hall.desks import Told
from queueing.hall.tickets import Ticket
from queueing.matters import Matter
from queueing.offers import Offer
from web.view_types import MatterJson, NewcomerWait, OfferMoments, TicketJson, ToldJson


@overload
def utc(moment: datetime) -> str: ...
@overload
def utc(moment: None) -> None: ...
def utc(moment: datetime | None) -> str | None:
    """Return an aware time as ISO 8601 in UTC with milliseconds, ending in Z."""
    return None if moment is None else _text(moment)


@lru_cache(maxsize=16_384)  # every view says the same moments again, of a day's tickets
def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def told_json(told: Told | None, holds_for: timedelta) -> ToldJson | None:
    """Return who said something and until when it holds; None for nobody."""
    if told is None:
        return None
    return {"by": told.by, "at": utc(told.at), "until": utc(told.at + holds_for)}


def offer_json(offer: Offer) -> OfferMoments:
    """Return the moments of an offer."""
    return {"after": utc(offer.starts), "until": utc(offer.ends)}


def newcomer_wait(promised: Range | None) -> NewcomerWait | None:
    """Return what somebody would be promised who took a number now; None: nothing."""
    if promised is None:
        return None
    return {
        "low_min": promised.low_min,
        "high_min": promised.high_min,
        "none": promised.is_no_wait,
    }


def matter_json(matter: Matter) -> MatterJson:
    """Return one of the matters of a visit."""
    return {"service": matter.service, "procedure": matter.procedure}


def ticket_json(ticket: Ticket) -> TicketJson:
    """Return T of the contract."""
    return {
        "id": ticket.id,
        "number": ticket.number,
        "service": ticket.service,
        "department": ticket.department,
        "state": ticket.state,
        "priority": ticket.priority,
        "issued_at": utc(ticket.arrival),
        "called_at": utc(ticket.called_at),
        "started_at": utc(ticket.started_at),
        "finished_at": utc(ticket.ended_at),
        "counter": ticket.counter,
        "times_called": ticket.times_called,
    }
