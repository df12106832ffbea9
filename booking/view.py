"""What the pages of bookings show. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from queueing.bookings import (
    Outlook,
    Rank,
    find_by_follow,
    find_rank,
    is_open,
    look_at,
    look_out,
)
from queueing.catalogue import NORMAL, Department, Service
from queueing.commands import ConfirmBooking
from queueing.decisions.booked_matters import no_room_reason
from queueing.decisions.bookings import FULL, may_book, no_place_reason
from queueing.decisions.day import is_day_open
from queueing.errors import Refusal
from queueing.estimate import Basis
from queueing.hall import Hall
from queueing.hall.bookings import Booking, BookingState
from queueing.intake import (
    DAY_CLOSED,
    Closure,
    find_next_intake,
    name_closure,
    place_of_newcomer,
)
from queueing.matters import Matter
from queueing.numbering import service_day
from queueing.offers import find_refusal
from queueing.slots import Slot, count_left_on, list_days, list_slots

COARSE_MIN = 5


@dataclass(frozen=True)
class Choice:
    """A service that may be booked. `reason`: why it gives no number from home now, or None.

    `closure`: how it stands where it gives none at all.
    """

    service: Service
    reason: str | None
    closure: Closure | None


@dataclass(frozen=True)
class Day:
    """A day for appointments, and how many places it has left for a service."""

    day: date
    free: int


def list_choices(
    hall: Hall, now: datetime, basis: Basis
) -> list[tuple[Department, Sequence[Choice]]]:
    """Return what the centre offers to book, by departments, in their order."""
    listed = [
        (
            department,
            [
                _look_at(hall, service, now, basis)
                for service in hall.catalogue.services.values()
                if service.department == department.code and may_book(hall, service)
            ],
        )
        for department in hall.catalogue.departments.values()
    ]
    return [(department, choices) for department, choices in listed if choices]


def find_closure(hall: Hall, service: Service, reason: str | None, now: datetime) -> Closure | None:
    """Return how a service stands that gives no number from home for this reason.

    None where it gives some, there or at the centre.
    """
    given = reason in (None, FULL)
    opens_at = find_next_intake(hall.catalogue, service, reason, now)
    return None if given else name_closure(reason, opens_at, now)


def _look_at(hall: Hall, service: Service, now: datetime, basis: Basis) -> Choice:
    reason = find_reason(hall, service, now, basis)
    return Choice(service, reason, find_closure(hall, service, reason, now))


def find_reason(hall: Hall, service: Service, now: datetime, basis: Basis) -> str | None:
    """Return why a service gives no number from home now, None: it does."""
    return no_place_reason(hall, service, now, basis) if is_day_open(hall, now) else DAY_CLOSED


def find_first_reason(
    hall: Hall, matters: Sequence[Matter], held: Matter, now: datetime, basis: Basis
) -> tuple[str, str | None]:
    """Return which matter keeps the others from a number from home, and why; None: none does.

    A place is held for `held` alone; the others only have to give numbers.
    """
    for matter in (held, *(each for each in matters if each is not held)):
        reason = find_reason(hall, hall.catalogue.services[matter.service], now, basis)
        if reason is not None and (matter is held or reason != FULL):
            return matter.service, reason
    return held.service, None


def look_from_home(hall: Hall, service: Service, now: datetime, basis: Basis) -> Outlook:
    """Return what is known of the place of whoever books now."""
    due, _ = place_of_newcomer(hall, service.code, NORMAL, now)
    return look_at(hall, service.code, (due, hall.seq + 1), now, basis)


def count_days(hall: Hall, matters: Sequence[Matter], now: datetime, basis: Basis) -> list[Day]:
    """Return the days on which the first of the matters has slots, full ones too."""
    return [
        Day(day, _count_free(hall, matters, day, now, basis))
        for day in list_days(hall, now)
        if list_slots(hall, matters[0].service, day, now, basis)
    ]


def _count_free(
    hall: Hall, matters: Sequence[Matter], day: date, now: datetime, basis: Basis
) -> int:
    places = sum(slot.free for slot in list_free(hall, matters, day, now, basis))
    return int(min([places, *(count_left_on(hall, each.service, day) for each in matters)]))


def list_free(
    hall: Hall, matters: Sequence[Matter], day: date | None, now: datetime, basis: Basis
) -> list[Slot]:
    """Return the slots of a day that have a place left for the first, which others can follow."""
    if day is None:
        return []
    first, *others = (each.service for each in matters)
    return [
        slot
        for slot in list_slots(hall, first, day, now, basis)
        if slot.free and all(no_room_reason(hall, code, slot.start) is None for code in others)
    ]


def list_own(hall: Hall, follows: Sequence[str], now: datetime) -> list[Booking]:
    """Return the bookings with these addresses that may still be confirmed or given back.

    One whose service the centre has no more is left out: it has no name.
    """
    found = (find_by_follow(hall, follow) for follow in follows)
    known = hall.catalogue.services
    return [each for each in found if each and is_open(each, now) and each.service in known]


def find_refusal_here(hall: Hall, booking: Booking, now: datetime, basis: Basis) -> Refusal | None:
    """Return why whoever stands at the door gets no number for a booking now; None: gets one."""
    return find_refusal(hall, ConfirmBooking(booking.id, "", on_paper=False), now, basis)


@dataclass(frozen=True)
class Told:
    """What the page of a booking tells.

    `state`: of the booking, "expired" also when it is void and the day goes on; `today`: it is for
    today; `rank`: where its holder would stand now; `come_by`: when to be there, None: not known,
    at once, or whenever it suits because nobody is ahead.
    """

    state: BookingState
    today: bool
    rank: Rank | None = None
    outlook: Outlook | None = None
    come_by: datetime | None = None


def tell(hall: Hall, booking: Booking, now: datetime, basis: Basis) -> Told:
    """Return what the page of a booking tells now."""
    if not is_open(booking, now):
        booked = booking.state is BookingState.BOOKED
        return Told(BookingState.EXPIRED if booked else booking.state, today=False)
    today = booking.day == service_day(now, hall.catalogue.zone_info)
    if not today:
        return Told(booking.state, today=False, come_by=booking.slot)
    rank, _ = find_rank(hall, booking, now)
    if booking.slot is not None:
        return Told(booking.state, today=True, rank=rank, come_by=booking.slot)
    outlook = look_out(hall, booking, now, basis)
    come_by = None
    if outlook.wait is not None and rank is Rank.OWN and not outlook.nobody:
        low_min = outlook.wait.low_min // COARSE_MIN * COARSE_MIN
        # Nobody can be there this very minute
        come_by = now + timedelta(minutes=low_min) if low_min else None
    return Told(booking.state, today=True, rank=rank, outlook=outlook, come_by=come_by)
