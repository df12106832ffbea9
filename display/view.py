"""The lobby board: what one waiting zone shows, as a pure function of a hall."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from display.view_types import BoardCall, BoardCounter, BoardOfHall, OpenHours, WaitingLine
from queueing.bulletins import concerns_floors, find_bulletins
from queueing.catalogue import Catalogue, Counter
from queueing.decisions.day import are_holders_served
from queueing.errors import UnknownThing
from queueing.hall import CALLS_KEPT, Call, Hall
from queueing.hall.tickets import State
from queueing.next_up import list_next_up
from queueing.numbering import service_day
from queueing.sight import is_hidden
from web.bulletins import write_bulletins
from web.settings import Notice
from web.tickets import utc

WHOLE_CENTRE = "all"
_DAYS_OF_HOURS = 8
_known: list[tuple[Catalogue, date, list[list[str]]]] = []
"""The spans that were made last, and of what."""


class UnknownZone(UnknownThing):
    """No such waiting zone is configured."""

    code = "unknown_zone"


def check_zone(catalogue: Catalogue, zone: str | None) -> str:
    """Return the zone's code; none at all means the whole centre. Raises UnknownZone."""
    if zone in (None, "", WHOLE_CENTRE):
        return WHOLE_CENTRE
    if zone not in catalogue.zones:
        raise UnknownZone(zone=str(zone))
    return str(zone)


def list_floors(catalogue: Catalogue, zone: str) -> frozenset[str]:
    """Return the floors whose counters the zone shows; a zone without floors shows them all."""
    chosen = catalogue.zones[zone].floors if zone in catalogue.zones else frozenset()
    return frozenset(chosen) or frozenset(catalogue.floors)


def make_board(hall: Hall, zone: str, now: datetime) -> BoardOfHall:
    """Return the board view of the contract for a zone (`known_zone`); `now` is aware UTC.

    Its announcements are empty: what is spoken is not in the hall.
    """
    catalogue = hall.catalogue
    floors = list_floors(catalogue, zone)
    counters = [counter for counter in catalogue.counters.values() if counter.floor in floors]
    shown = {counter.id: counter for counter in counters}
    return {
        "seq": hall.seq,
        "day": (hall.day or service_day(now, catalogue.zone_info)).isoformat(),
        "at": utc(now),
        "zone": zone,
        "catalogue": catalogue.digest,
        "open": _make_hours(hall, now),
        "calls": [
            _make_call(hall, call, shown[call.counter])
            for call in hall.calls
            if call.counter in shown and not is_hidden(hall, call.ticket)
        ],
        "calls_since": hall.calls[-1].seq if len(hall.calls) >= CALLS_KEPT else 0,
        "counters": [_make_counter(hall, counter) for counter in counters],
        "waiting": _count_waiting(hall, counters),
        "bulletins": write_bulletins(
            each for each in find_bulletins(hall, now) if concerns_floors(catalogue, each, floors)
        ),
        "announcements": [],
    }


def list_ready(hall: Hall, zone: str, now: datetime) -> list[str]:
    """Return the numbers of a zone that are told to get ready, see queueing.next_up."""
    catalogue = hall.catalogue
    floors = list_floors(catalogue, zone)
    own = {each.id for each in catalogue.counters.values() if each.floor in floors}
    return [ticket.number for ticket in list_next_up(hall, own, now)]


def list_notices(notices: Iterable[Notice], today: date) -> list[Mapping[str, str]]:
    """Return the centre's own lines that are shown on a day."""
    return [each.names() for each in notices if each.days.stand_on(today) == "now"]


def _make_call(hall: Hall, call: Call, counter: Counter) -> BoardCall:
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
        "state": ticket.state if ticket else State.EXPIRED,
        "language": ticket.language if ticket else "vi",
    }


def _make_counter(hall: Hall, counter: Counter) -> BoardCounter:
    current, desk = hall.current(counter.id), hall.desk(counter.id)
    service = hall.catalogue.services.get(current.service) if current else None
    return {
        "id": counter.id,
        "label": counter.label,
        "state": desk.state,
        "until": utc(desk.until),
        "number": current.number if current else None,
        "department": service.department if service else counter.department,
        "floor": counter.floor,
    }


def _count_waiting(hall: Hall, counters: list[Counter]) -> list[WaitingLine]:
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


def _make_hours(hall: Hall, now: datetime) -> OpenHours:
    """Return whether numbers are given, and the coming spans: a page can tell when that changes."""
    catalogue = hall.catalogue
    local = now.astimezone(catalogue.zone_info)
    ended = hall.day_closed and hall.day == local.date()
    hours = catalogue.open_hours
    opening = hours.next_opening(local)
    return {
        "taking_in": hours.taking_in(local) and not ended and hall.halted_until is None,
        "holders_served": are_holders_served(hall, now),
        "enforced": hours.enforced,
        "day_closed": ended,
        "next_opening": utc(opening) if opening else None,
        "spans": _find_spans(catalogue, local.date()),
    }


def find_next_opening(hours: OpenHours, zone_info: ZoneInfo) -> datetime | None:
    """Return when intake begins again, in the centre's time; None while numbers are given."""
    coming = hours["next_opening"]
    if hours["taking_in"] or coming is None:
        return None
    return datetime.fromisoformat(coming).astimezone(zone_info)


def _find_spans(catalogue: Catalogue, today: date) -> list[list[str]]:
    """Return the spans of the coming days: the same all day, not made anew for every view."""
    found = next((spans for of, day, spans in _known if of is catalogue and day == today), None)
    if found is None:
        found = _make_spans(catalogue, today)
        _known[:] = [(catalogue, today, found)]
    return found


def _make_spans(catalogue: Catalogue, today: date) -> list[list[str]]:
    days = (today + timedelta(days=ahead) for ahead in range(_DAYS_OF_HOURS))
    return [
        [utc(start), utc(end)]
        for day in days
        for start, end in catalogue.open_hours.find_spans(day, catalogue.zone_info)
    ]
