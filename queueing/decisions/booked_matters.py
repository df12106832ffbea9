"""Several matters in one booking: which of them holds the place, which may go with it."""

from collections.abc import Sequence
from datetime import datetime

from queueing.catalogue import NORMAL
from queueing.decisions.visits import order_matters
from queueing.errors import ServiceClosed
from queueing.estimate import Basis, expected_s
from queueing.hall import Hall
from queueing.hall.bookings import Booking
from queueing.intake import (
    ALL_GIVEN,
    OUTSIDE_HOURS,
    closed_reason_for_staff,
    place_of_newcomer,
)
from queueing.matters import Matter
from queueing.numbering import service_day
from queueing.slots import count_left_on


def choose_held(
    hall: Hall, matters: Sequence[Matter], slot: datetime | None, now: datetime, basis: Basis
) -> Matter:
    """Return the matter in whose queue a booking holds its place.

    Of a number from home it is the one with the longest wait, the first of equal ones: that wait is
    worth spending at home. A slot is for the first.
    """
    if slot is not None:
        return matters[0]

    def find_wait_s(matter: Matter) -> float:
        _, ahead = place_of_newcomer(hall, matter.service, NORMAL, now)
        return expected_s(hall, matter.service, ahead, basis) or 0.0

    return max(matters, key=find_wait_s)


def order_others(hall: Hall, booking: Booking, now: datetime, basis: Basis) -> tuple[Matter, ...]:
    """Return what else a number is for, in its probable order; what nobody serves is left out."""
    known = hall.catalogue.services
    others = [
        each
        for each in booking.matters
        if each.service in known
        and closed_reason_for_staff(hall.catalogue, known[each.service]) is None
    ]
    return order_matters(hall, others, booking.priority, now, basis)


def require_room_after(hall: Hall, code: str, slot: datetime) -> None:
    """Raise ServiceClosed, by name, where a matter could not follow a slot on its day."""
    reason = no_room_reason(hall, code, slot)
    if reason is not None:
        raise ServiceClosed(service=code, reason=reason)


def no_room_reason(hall: Hall, code: str, slot: datetime) -> str | None:
    """Return why a matter could not follow a slot on its day, None: it could.

    Staff give no numbers of it; no hour is behind the slot; the day has no number left for it.
    """
    catalogue = hall.catalogue
    closed = closed_reason_for_staff(catalogue, catalogue.services[code])
    if closed is not None:
        return closed
    hours, day = catalogue.hours_of(code), service_day(slot, catalogue.zone_info)
    later = any(end > slot for _, end in hours.find_spans(day, catalogue.zone_info))
    if hours.enforced and not later:
        return OUTSIDE_HOURS
    return None if count_left_on(hall, code, day) else ALL_GIVEN
