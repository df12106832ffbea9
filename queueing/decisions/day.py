"""The service day: its first event and its end."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from queueing.commands import CloseDay, EndDay, ReopenDay
from queueing.decisions.decision import Decision
from queueing.decisions.help_calls import tell_again
from queueing.errors import DayIsClosed, DayNotReopenable, PeopleWaiting
from queueing.events import (
    AlarmTakenOn,
    BookingCancelled,
    BookingExpired,
    BookingKept,
    BookingMade,
    BookingsErased,
    BulletinRecord,
    ClockSet,
    ComplaintRecord,
    CounterClosed,
    DayClosed,
    DayHalted,
    DayOpened,
    DayReopened,
    Event,
    HelpRecord,
    TicketErased,
    TicketExpired,
    VisitSaved,
)
from queueing.hall import DeskState, Hall
from queueing.hall.bookings import Booking
from queueing.hall.tickets import State
from queueing.hours import find_moment
from queueing.matters import write_matters
from queueing.numbering import Given, service_day, write_given
from queueing.supplements import keep_supplements

MIDNIGHT = time(0, 0)
OF_NO_DAY = (
    DayClosed
    | TicketErased
    | AlarmTakenOn
    | VisitSaved
    | BookingMade
    | BookingCancelled
    | BookingsErased
    | ComplaintRecord
    | BulletinRecord
    | HelpRecord
)
"""What may happen before a day begins, and after it has ended."""
LOSE = (State.WAITING, State.CALLED, State.PARKED)
"""Whoever is in one of these loses the number with the day's end."""
IN_THE_HALL = (*LOSE, State.SERVING)


def current_day(hall: Hall, now: datetime) -> date:
    """Return the service day of this moment; it never goes back, even if the clock does."""
    today = service_day(now, hall.catalogue.zone_info)
    return max(today, hall.day) if hall.day else today


def require_open_day(hall: Hall, now: datetime) -> None:
    """Raise DayIsClosed after the day's end, until the next day begins."""
    if not is_day_open(hall, now):
        raise DayIsClosed


def is_day_open(hall: Hall, now: datetime) -> bool:
    """Say whether numbers are given and counters open: not after the day's end until midnight."""
    ended = hall.day_closed or hall.halted_until is not None
    closed = ended and hall.day == current_day(hall, now)
    return not closed and not _hour_has_come(hall, now)


def are_holders_served(hall: Hall, now: datetime) -> bool:
    """Say whether somebody holds a number that is still served: none after the day's end."""
    if not is_day_open(hall, now):
        return False
    # Every board asks after every call: most of the day nobody need look at all the day's tickets
    return any(hall.queues.values()) or bool(hall.with_state(*IN_THE_HALL))


def day_opens_at(hall: Hall, now: datetime) -> datetime | None:
    """Return the midnight with which the next day begins, None while a day is open."""
    if is_day_open(hall, now):
        return None
    return _find_midnight(hall, now)


def day_open_until(hall: Hall, at: datetime) -> datetime | None:
    """Return the last moment of the day of `at` at which it is open, None: it ends at midnight."""
    ends = _find_end(hall, at)
    return None if ends is None else ends - timedelta(microseconds=1)


def find_day_close(hall: Hall, now: datetime) -> datetime | None:
    """Return when the clock closes the day, None: it has ended already.

    Of a day that was ended by hand and may be reopened it is the moment until when it may.
    """
    if hall.halted_until is not None and hall.day == current_day(hall, now):
        return hall.halted_until
    if not is_day_open(hall, now):
        return None
    return _find_end(hall, now) or _find_midnight(hall, now)


def day_is_over(hall: Hall, now: datetime) -> bool:
    """Say whether an open service day has reached its end."""
    if hall.day is None or hall.day_closed:
        return False
    if hall.halted_until is not None and now >= hall.halted_until:
        return True
    return current_day(hall, now) > hall.day or _hour_has_come(hall, now)


def put_day_opened_first(hall: Hall, events: tuple[Event, ...], now: datetime) -> tuple[Event, ...]:
    """Put DayOpened before the first events of a new day that are about its work."""
    day = current_day(hall, now)
    if not events or day == hall.day or isinstance(events[-1], OF_NO_DAY):
        return events
    return (DayOpened(now, day), *events)


def close_day(hall: Hall, command: CloseDay, now: datetime) -> tuple[Event, ...]:
    """End the day: whoever waits, is called or parked expires; whoever is served may finish."""
    if hall.day is None or hall.day_closed:
        raise DayIsClosed
    expiring = hall.with_state(*LOSE)
    events: list[Event] = [TicketExpired(now, ticket.id) for ticket in expiring]
    events += [
        CounterClosed(now, counter)
        for counter, desk in hall.desks.items()
        if desk.state is not DeskState.CLOSED
    ]
    booked = hall.open_bookings()
    events += [BookingExpired(now, each.id) for each in booked if each.day <= hall.day]
    to_come = {day: numbers for day, numbers in hall.given.items() if day > hall.day}
    first_seq = hall.seq + len(events) + 1
    if to_come:
        events.append(ClockSet(now, 0.0, hall.day, tuple(write_given(to_come))))
    events += [_keep(each, now) for each in booked if each.day > hall.day]
    events += [tell_again(each, now) for each in hall.help_calls.values()]
    serving = {ticket.day for ticket in hall.with_state(State.SERVING)}
    starts = [start for day, start in hall.day_starts.items() if day in serving]
    rolls = tuple(
        (printer, state.used_mm) for printer, state in sorted(hall.printer_states.items())
    )
    closed = DayClosed(
        now, hall.day, min([first_seq, *starts]), hall.digest, rolls,
        keep_supplements(hall, hall.day),
    )  # fmt: skip
    return (*events, closed)


def _keep(booking: Booking, now: datetime) -> BookingKept:
    """Return the event that tells a booking once more, so that replay may begin here."""
    return BookingKept(
        at=now,
        booking=booking.id,
        day=booking.day,
        service=booking.service,
        department=booking.department,
        slot=booking.slot,
        due=booking.due,
        until=booking.until,
        code=booking.code,
        follow=booking.follow,
        priority=booking.priority,
        language=booking.language,
        procedure=booking.procedure,
        made_at=booking.made_at,
        matters=write_matters(booking.matters),
    )


def end_day(hall: Hall, command: EndDay, now: datetime) -> tuple[Event, ...]:
    """End the day by hand; too early, while people hold numbers, it has to be confirmed.

    Then it can be reopened for a while: until the limit is over nobody loses the number.
    """
    if hall.day is None or hall.day_closed or hall.halted_until is not None:
        raise DayIsClosed
    people = count_losing(hall, now)
    if people and not command.confirmed:
        raise PeopleWaiting(people=people)
    reopen_s = hall.catalogue.limits.reopen_s
    if people and reopen_s and not command.at_once:
        return (DayHalted(now, hall.day, now + timedelta(seconds=reopen_s)),)
    return close_day(hall, CloseDay(), now)


def count_losing(hall: Hall, now: datetime) -> int:
    """Return how many would lose their numbers by an end of the day now, 0 once the hours are over.

    After the last hour of intake it is time to end the day, and nobody need be asked.
    """
    zone = hall.catalogue.zone_info
    closing = hall.catalogue.open_hours.closing(service_day(now, zone), zone)
    if closing is not None and now >= closing:
        return 0
    return len(hall.with_state(*LOSE))


def reopen_day(hall: Hall, command: ReopenDay, now: datetime) -> tuple[Event, ...]:
    """Go on with the day that was ended early."""
    if hall.day is None or hall.halted_until is None or day_is_over(hall, now):
        raise DayNotReopenable
    return (DayReopened(now, hall.day),)


def set_clock(
    hall: Hall, by: timedelta, now: datetime, given: Given, left_open: Iterable[str] = ()
) -> tuple[Event, ...]:
    """Go on by a clock that was set; `given`: numbers given already from its day on.

    `left_open`: counters that a night would have closed; they close if it is another day.
    """
    day = service_day(now, hall.catalogue.zone_info)
    closing = left_open if day != hall.day else ()
    return (
        ClockSet(now, by.total_seconds(), day, given),
        *(CounterClosed(now, counter) for counter in closing),
    )


def _hour_has_come(hall: Hall, now: datetime) -> bool:
    ends = _find_end(hall, now)
    return ends is not None and now >= ends


def _find_midnight(hall: Hall, now: datetime) -> datetime:
    """Return the midnight behind the service day of this moment."""
    after = current_day(hall, now) + timedelta(days=1)
    return find_moment(after, MIDNIGHT, hall.catalogue.zone_info)


def _find_end(hall: Hall, at: datetime) -> datetime | None:
    """Return when the day of a moment ends before its midnight, None: it does not."""
    ends, zone = hall.catalogue.day_ends, hall.catalogue.zone_info
    return None if ends == MIDNIGHT else find_moment(service_day(at, zone), ends, zone)


DECISIONS: dict[type, Decision] = {
    CloseDay: close_day,
    EndDay: end_day,
    ReopenDay: reopen_day,
}
"""What each command of this module leads to."""
