"""The lobby board: what one waiting zone shows, as a pure function of a hall."""

from collections import Counter as Tally
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from queueing.catalogue import Catalogue, Counter
from queueing.errors import UnknownThing
from queueing.hall import CALLS_KEPT, Call, Hall
from queueing.numbering import service_day
from web.tickets import utc

WHOLE_CENTRE = "all"
_DAYS_OF_HOURS = 8
_known: list[tuple[Catalogue, date, list[list[str]]]] = []
"""The spans that were made last, and of what."""


class UnknownZone(UnknownThing):
    """No such waiting zone is configured."""

    code = "unknown_zone"


def known_zone(catalogue: Catalogue, zone: str | None) -> str:
    """Return the zone's code; none at all means the whole centre. Raises UnknownZone."""
    if zone in (None, "", WHOLE_CENTRE):
        return WHOLE_CENTRE
    if zone not in catalogue.zones:
        raise UnknownZone(zone=str(zone))
    return str(zone)


def floors_of(catalogue: Catalogue, zone: str) -> frozenset[str]:
    """Return the floors whose counters the zone shows; a zone without floors shows them all."""
    chosen = catalogue.zones[zone].floors if zone in catalogue.zones else frozenset()
    return frozenset(chosen) or frozenset(catalogue.floors)


def board(hall: Hall, zone: str, now: datetime) -> dict[str, Any]:
    """Return the board view of the contract for a zone (`known_zone`); `now` is aware UTC.

    Its announcements are empty: what is spoken is not in the hall. Added to the contract: `zone`,
    `catalogue` (its digest), `open` (hours of intake), `calls_since` (no call from that number on
    is left out of `calls`).
    """
    catalogue = hall.catalogue
    floors = floors_of(catalogue, zone)
    counters = [counter for counter in catalogue.counters.values() if counter.floor in floors]
    shown = {counter.id: counter for counter in counters}
    return {
        "seq": hall.seq,
        "day": (hall.day or service_day(now, catalogue.zone_info)).isoformat(),
        "at": utc(now),
        "zone": zone,
        "catalogue": catalogue.digest,
        "open": _hours(hall, now),
        "calls": [
            _call(hall, call, shown[call.counter]) for call in hall.calls if call.counter in shown
        ],
        "calls_since": hall.calls[-1].seq if len(hall.calls) >= CALLS_KEPT else 0,
        "counters": [_counter(hall, counter) for counter in counters],
        "waiting": _waiting(hall, counters),
        "announcements": [],
    }


def _call(hall: Hall, call: Call, counter: Counter) -> dict[str, Any]:
    ticket = hall.tickets.get(call.ticket)
    return {
        "seq": call.seq,
        "number": call.number,
        "counter": call.counter,
        "counter_label": counter.label,
        "department": call.department,
        "service": call.service,
        "floor": counter.floor,
        "at": utc(call.at),
        "times_called": call.times_called,
        "state": str(ticket.state) if ticket else "expired",
        "language": ticket.language if ticket else "vi",
    }


def _counter(hall: Hall, counter: Counter) -> dict[str, Any]:
    current = hall.current(counter.id)
    return {
        "id": counter.id,
        "label": counter.label,
        "state": hall.desk(counter.id).state,
        "number": current.number if current else None,
        "department": counter.department,
        "floor": counter.floor,
    }


def _waiting(hall: Hall, counters: list[Counter]) -> list[dict[str, Any]]:
    """Count who waits, per department, in the queues that the zone's counters serve."""
    services = hall.catalogue.services
    served = {service for counter in counters for service in counter.services}
    tally = Tally[str]()
    for service, count in hall.waiting_counts().items():
        if service in served and service in services:
            tally[services[service].department] += count
    ours = {services[service].department for service in served if service in services}
    return [
        {"department": code, "count": tally[code]}
        for code in hall.catalogue.departments
        if code in ours
    ]


def _hours(hall: Hall, now: datetime) -> dict[str, Any]:
    """Return whether numbers are given, and the coming spans: a page can tell when that changes."""
    catalogue = hall.catalogue
    local = now.astimezone(catalogue.zone_info)
    ended = hall.day_closed and hall.day == local.date()
    opening = catalogue.hours.next_opening(local)
    return {
        "taking_in": catalogue.hours.taking_in(local) and not ended,
        "enforced": catalogue.hours.enforced,
        "day_closed": ended,
        "next_opening": utc(opening) if opening else None,
        "spans": _spans_from(catalogue, local.date()),
    }


def next_opening(view: dict[str, Any], zone_info: ZoneInfo) -> datetime | None:
    """Return when intake begins again, in the centre's time; None while numbers are given."""
    coming = view["open"]["next_opening"]
    if view["open"]["taking_in"] or coming is None:
        return None
    return datetime.fromisoformat(coming).astimezone(zone_info)


def _spans_from(catalogue: Catalogue, today: date) -> list[list[str]]:
    """Return the spans of the coming days: the same all day, not made anew for every view."""
    found = next((spans for of, day, spans in _known if of is catalogue and day == today), None)
    if found is None:
        found = _spans(catalogue, today)
        _known[:] = [(catalogue, today, found)]
    return found


def _spans(catalogue: Catalogue, today: date) -> list[list[str]]:
    days = (today + timedelta(days=ahead) for ahead in range(_DAYS_OF_HOURS))
    return [
        [utc(datetime.combine(day, edge, catalogue.zone_info)) for edge in span]
        for day in days
        for span in catalogue.hours.spans(day)
    ]
