"""The service day: its first event, its end, and a new configuration in the middle of it."""

from datetime import date, datetime, time

from queueing.catalogue import Catalogue
from queueing.commands import CloseDay
from queueing.errors import DayIsClosed, WouldOrphanTickets
from queueing.events import (
    CatalogueChanged,
    CounterClosed,
    DayClosed,
    DayOpened,
    Event,
    TicketExpired,
)
from queueing.hall import Hall
from queueing.numbering import service_day
from queueing.tickets import State, Ticket

MIDNIGHT = time(0, 0)
IN_THE_HALL = (State.WAITING, State.CALLED, State.SERVING, State.PARKED)


def current_day(hall: Hall, now: datetime) -> date:
    """Return the service day of this moment; it never goes back, even if the clock does."""
    today = service_day(now, hall.catalogue.zone_info)
    return max(today, hall.day) if hall.day else today


def require_open_day(hall: Hall, now: datetime) -> None:
    """Raise DayIsClosed after the day's end, until the next day begins."""
    closed = hall.day_closed and hall.day == current_day(hall, now)
    if closed or _hour_has_come(hall, now):
        raise DayIsClosed


def day_is_over(hall: Hall, now: datetime) -> bool:
    """Say whether an open service day has reached its end."""
    if hall.day is None or hall.day_closed:
        return False
    return current_day(hall, now) > hall.day or _hour_has_come(hall, now)


def opened_first(hall: Hall, events: tuple[Event, ...], now: datetime) -> tuple[Event, ...]:
    """Put DayOpened before the first events of a new day."""
    day = current_day(hall, now)
    if not events or day == hall.day or isinstance(events[-1], DayClosed):
        return events
    return (DayOpened(now, day), *events)


def close_day(hall: Hall, command: CloseDay, now: datetime) -> tuple[Event, ...]:
    """End the day: whoever waits, is called or parked expires; whoever is served may finish."""
    if hall.day is None or hall.day_closed:
        raise DayIsClosed
    expiring = hall.with_state(State.WAITING, State.CALLED, State.PARKED)
    events: list[Event] = [TicketExpired(now, ticket.id) for ticket in expiring]
    events += [
        CounterClosed(now, counter)
        for counter, desk in hall.desks.items()
        if desk.state != "closed"
    ]
    own_seq = hall.seq + len(events) + 1
    serving = {ticket.day for ticket in hall.with_state(State.SERVING)}
    starts = [start for day, start in hall.day_starts.items() if day in serving]
    rolls = tuple((printer, tray.used_mm) for printer, tray in sorted(hall.trays.items()))
    return (*events, DayClosed(now, hall.day, min([own_seq, *starts]), hall.digest, rolls))


def adopt(hall: Hall, catalogue: Catalogue, now: datetime) -> tuple[Event, ...]:
    """Return the events of a change of configuration, or raise WouldOrphanTickets."""
    orphans = [
        ticket.number for ticket in hall.with_state(*IN_THE_HALL) if _orphaned(ticket, catalogue)
    ]
    if orphans:
        raise WouldOrphanTickets(numbers=", ".join(orphans))
    removed = (
        CounterClosed(now, counter)
        for counter, desk in hall.desks.items()
        if counter not in catalogue.counters and desk.state != "closed"
    )
    return (*removed, CatalogueChanged(now, catalogue.digest))


def _orphaned(ticket: Ticket, catalogue: Catalogue) -> bool:
    if ticket.state in (State.CALLED, State.SERVING) and ticket.counter not in catalogue.counters:
        return True
    return not catalogue.counters_for.get(ticket.service)


def _hour_has_come(hall: Hall, now: datetime) -> bool:
    ends = hall.catalogue.day_ends
    return ends != MIDNIGHT and now.astimezone(hall.catalogue.zone_info).time() >= ends
