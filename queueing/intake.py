"""Whether a service gives numbers now, until when, why not, and what people can do instead.

The decision, the kiosk, the guide's tablet and programs ask the same functions. Only the service
day's own end is decided elsewhere (`queueing/decisions/day.py`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queueing.bookings import look_at
from queueing.catalogue import Catalogue, Service, is_offered
from queueing.estimate import Basis, Range, rest_of, starts_after_closing
from queueing.forecast import find_call_s
from queueing.hall import Hall
from queueing.hours import END_OF_DAY, find_moment
from queueing.numbering import service_day
from queueing.selection import ahead_of, due_time

OUTSIDE_HOURS = "outside_hours"
"""Now, its hours begin later."""
ALL_GIVEN = "all_given"
"""Today's numbers have all been taken."""
LAST_NUMBER = "last_number"
"""The hour of the last number is over."""
NO_MORE_TODAY = "no_more_today"
"""Whoever takes a number now would be called too late."""
DAY_CLOSED = "day_closed"
"""The service day was ended: no service gives any more."""
NOT_TODAY = frozenset({ALL_GIVEN, LAST_NUMBER, NO_MORE_TODAY})
"""The reasons that hold until another day begins."""
CAREFUL = 0.83
"""Nobody is refused who would be called in time if all went so much faster than forecast: measured
by simulated weeks (docs/decisions/0040-intake.md)."""
MOMENT = timedelta(microseconds=1)


class Closure(StrEnum):
    """How a service stands that gives no numbers, as every screen says it.

    `FOR_NOW`: it gives some again today; `NO_NUMBERS`: it has given all of today; `FOR_TODAY`: it
    is closed until another day; `HALTED`: the centre has closed it, nobody knows until when.
    """

    FOR_NOW = "for_now"
    NO_NUMBERS = "no_numbers"
    FOR_TODAY = "for_today"
    HALTED = "halted"


@dataclass(frozen=True, slots=True)
class WaysOut:
    """What somebody can do who gets no number.

    `opens_at`: when the service gives numbers again, in the centre's time, None: nobody knows.
    `online`: something of it can be done online. `others`: services of the same department that
    still give this citizen a number, in configured order.
    """

    opens_at: datetime | None
    online: bool
    others: tuple[str, ...]


def no_number_reason(
    hall: Hall, service: Service, priority: str, now: datetime, basis: Basis
) -> str | None:
    """Return why a citizen of this priority class gets no number on an open day, None: gets one.

    Whether the call would come too late depends on the class, because fewer people are ahead of a
    citizen with priority.
    """
    catalogue = hall.catalogue
    reason = closed_reason_for_staff(catalogue, service)
    if reason is not None:
        return reason
    if count_left(hall, service, now) == 0:
        return ALL_GIVEN
    last = find_last_number_at(catalogue, service, now)
    if last is not None and now >= last:
        return LAST_NUMBER
    if not catalogue.hours_of(service.code).taking_in(now.astimezone(catalogue.zone_info)):
        return OUTSIDE_HOURS
    late = is_called_too_late(hall, service, priority, now, basis)
    return NO_MORE_TODAY if late else None


def closed_reason_for_staff(catalogue: Catalogue, service: Service) -> str | None:
    """Return why nobody can get to a service, or None; a configured code, or "no_counter".

    Staff give numbers and send people on outside the hours and beyond the day's numbers too: work
    ends when it is done, not by the clock.
    """
    if service.closed_reason is not None:
        return service.closed_reason
    return None if catalogue.counters_for.get(service.code) else "no_counter"


def count_left(hall: Hall, service: Service, now: datetime) -> int | None:
    """Return how many numbers of the service are left today, None: there is no limit.

    Numbers that the staff gave count too, and those booked from home; what was given back does not.
    """
    most = service.intake.numbers_per_day
    if most is None:
        return None
    today = service_day(now, hall.catalogue.zone_info)
    taken = hall.taken_for.get(service.code, 0) if hall.day == today else 0
    booked = sum(
        service.code in each.services and each.day == today for each in hall.open_bookings()
    )
    return max(0, most - taken - booked)


def find_last_number_at(catalogue: Catalogue, service: Service, now: datetime) -> datetime | None:
    """Return from when on today no number is given any more, in UTC; None: the hours decide."""
    at = service.intake.last_number_at
    hours, local = catalogue.hours_of(service.code), now.astimezone(catalogue.zone_info)
    if at is None or not hours.enforced or not hours.spans(local.date()):
        return None
    return find_moment(local.date(), at, local.tzinfo)


def is_called_too_late(
    hall: Hall, service: Service, priority: str, now: datetime, basis: Basis
) -> bool:
    """Say whether a citizen who comes now would be called too late, by the forecast.

    Never where the service does not go by the forecast, or nothing is known to reckon with.
    """
    if not service.intake.by_forecast or not hall.catalogue.hours_of(service.code).enforced:
        return False
    left_s = rest_of(hall.catalogue, service.code, now).ends_s
    seconds = find_call_s(hall, service.code, priority, now, basis, left_s / CAREFUL)
    if seconds is None:
        return False
    return starts_after_closing(hall.catalogue, service.code, now, CAREFUL * seconds)


def find_ways_out(
    hall: Hall,
    service: Service,
    priority: str,
    reason: str,
    now: datetime,
    basis: Basis,
    online: Collection[str] = (),
) -> WaysOut:
    """Return what somebody can do to whom this service gives no number for that reason.

    `online`: services of which something can be done online.
    """
    others = (
        other
        for other in hall.catalogue.services.values()
        if other.department == service.department and other is not service
        if is_offered(hall.catalogue, other)
    )
    return WaysOut(
        find_next_intake(hall.catalogue, service, reason, now),
        service.code in online,
        tuple(
            each.code
            for each in others
            if no_number_reason(hall, each, priority, now, basis) is None
        ),
    )


def find_next_intake(
    catalogue: Catalogue, service: Service, reason: str | None, now: datetime
) -> datetime | None:
    """Return when a service that gives no numbers now gives some, in the centre's time.

    `reason`: why it gives none, None: it gives some now, and this is when its hours begin next.
    None where no day is known, and where it is closed for another reason than the hour.
    """
    if reason not in (None, OUTSIDE_HOURS, *NOT_TODAY):
        return None
    local = now.astimezone(catalogue.zone_info)
    if reason in NOT_TODAY:
        end = find_moment(local.date(), END_OF_DAY, local.tzinfo)
        local = (end - MOMENT).astimezone(catalogue.zone_info)
    return catalogue.hours_of(service.code).next_opening(local)


def name_closure(reason: str | None, opens_at: datetime | None, now: datetime) -> Closure | None:
    """Return how a service stands that gives no number for this reason, None: it gives some.

    `opens_at`: when it gives some again, in the centre's time.
    """
    if reason is None:
        return None
    if reason in NOT_TODAY:
        return Closure.NO_NUMBERS
    if reason == OUTSIDE_HOURS and opens_at is not None:
        today = now.astimezone(opens_at.tzinfo).date()
        return Closure.FOR_NOW if opens_at.date() == today else Closure.FOR_TODAY
    return Closure.FOR_TODAY if reason in (OUTSIDE_HOURS, DAY_CLOSED) else Closure.HALTED


def join_closures(closures: Collection[Closure | None]) -> Closure | None:
    """Return how services stand together, None: one gives numbers, or there is none.

    What the centre has closed says nothing of the others.
    """
    if not closures or None in closures:
        return None
    known = set(closures) - {Closure.HALTED}
    if not known:
        return Closure.HALTED
    if Closure.FOR_NOW in known:
        return Closure.FOR_NOW
    return Closure.NO_NUMBERS if known == {Closure.NO_NUMBERS} else Closure.FOR_TODAY


def place_of_newcomer(
    hall: Hall, service: str, priority: str, now: datetime
) -> tuple[datetime, int]:
    """Return the due time of a ticket issued now, and how many would be called before it."""
    due = due_time(now, hall.catalogue.priorities[priority].credit_s)
    return due, ahead_of(hall, service, (due, hall.seq + 1))


def wait_of_newcomer(
    hall: Hall, service: str, priority: str, now: datetime, basis: Basis
) -> Range | None:
    """Return the range that a number taken now would promise; None where it would promise none."""
    due, _ = place_of_newcomer(hall, service, priority, now)
    return look_at(hall, service, (due, hall.seq + 1), now, basis).wait
