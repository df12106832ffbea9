"""Numbers from home and appointments: where whoever booked stands, and until when.

One rule for all, that of due times: a number from home counts from the moment it was taken, an
appointment from its slot. Nobody is called who has not confirmed at the door.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from queueing.catalogue import NORMAL, Catalogue, PriorityClass
from queueing.estimate import Basis, Range, expected_s, rest_of, wait_range, widen
from queueing.hall import Hall
from queueing.hall.bookings import Booking, BookingState
from queueing.hall.tickets import State
from queueing.numbering import service_day
from queueing.selection import ahead_of, due_time

CODES = 1_000_000
"""Codes have six digits."""


class Rank(StrEnum):
    """Where somebody stands who confirms now."""

    OWN = "own"
    EARLY = "early"
    """At the slot's own place; it is so far ahead that it is worth saying."""
    BEHIND = "behind"
    """Others have passed: behind the next of those who wait."""
    ARRIVAL = "arrival"
    """Too late: like whoever takes a number now."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of a place before it is confirmed.

    `ahead`: people in the hall who come before; `maybe`: those who may come before if they confirm
    in time. `wait`: the range from now on, None: nobody should promise one; `expected_s`: what it
    widens, by those who are here.
    """

    ahead: int
    maybe: int
    wait: Range | None
    expected_s: float | None

    @property
    def nobody(self) -> bool:
        """Say whether nobody comes before, neither surely nor perhaps."""
        return self.ahead + self.maybe == 0


def count_places_today(hall: Hall, service: str, day: date) -> int:
    """Return how many numbers from home were taken for a service; one given back does not count."""
    return sum(
        booking.slot is None
        and booking.service == service
        and booking.day == day
        and booking.state is not BookingState.CANCELLED
        for booking in hall.bookings.values()
    )


def count_open(hall: Hall, follows: Sequence[str], now: datetime) -> int:
    """Return how many of the bookings with these addresses may still be confirmed."""
    return sum(each.follow in follows and each.until > now for each in hall.open_bookings())


def may_book_more(hall: Hall, follows: Sequence[str], now: datetime) -> bool:
    """Say whether a phone may book once more that has booked at these addresses."""
    return count_open(hall, follows, now) < hall.catalogue.bookings.per_device


def find_free_code(hall: Hall, draw: int) -> str:
    """Return six digits that no open booking has, the first from `draw` on."""
    taken = {booking.code for booking in hall.open_bookings()}
    code = draw % CODES
    while f"{code:06d}" in taken:
        code = (code + 1) % CODES
    return f"{code:06d}"


def find_by_code(hall: Hall, code: str) -> Booking | None:
    """Return the booking that six digits mean: an open one, else the newest that was."""
    found = [booking for booking in hall.bookings.values() if booking.code == code]
    return max(
        found,
        key=lambda each: (each.state is BookingState.BOOKED, each.order),
        default=None,
    )


def find_by_follow(hall: Hall, follow: str) -> Booking | None:
    """Return the booking of a page's address."""
    return next((each for each in hall.bookings.values() if each.follow == follow), None)


def is_open(booking: Booking, now: datetime) -> bool:
    """Say whether it may still be confirmed, or given back."""
    return booking.state is BookingState.BOOKED and now < booking.until


def find_until(hall: Hall, service: str, ahead: int, now: datetime, basis: Basis) -> datetime:
    """Return until when a number from home that is taken now is kept: to the half-day's end.

    It is the half-day in which its turn comes by what is known, else the present one.
    """
    seconds = expected_s(hall, service, ahead, basis) or 0.0
    return find_end(hall.catalogue, service, now + timedelta(seconds=seconds))


def find_end(catalogue: Catalogue, service: str, at: datetime) -> datetime:
    """Return the end of the service's hours that `at` is in or before, else the day's end."""
    day = service_day(at, catalogue.zone_info)
    spans = catalogue.hours_of(service).find_spans(day, catalogue.zone_info)
    over = at + timedelta(seconds=rest_of(catalogue, service, at).over_s)
    return next((end for _, end in spans if end > at), over)


def find_rank(hall: Hall, booking: Booking, now: datetime) -> tuple[Rank, datetime]:
    """Return where whoever confirms now would stand, and the due time that goes with it.

    Nobody stands worse than with a number taken now, but for an appointment whose time has not
    come.
    """
    settings = hall.catalogue.bookings
    arrival = due_time(now, find_class(hall.catalogue, booking.priority).credit_s)
    late = timedelta(minutes=settings.late_min)
    if booking.slot is not None:
        if now > booking.slot + late:
            return Rank.ARRIVAL, arrival
        early = booking.slot - now > timedelta(minutes=settings.early_min)
        return Rank.EARLY if early else Rank.OWN, booking.due
    passed = _find_passed(hall, booking.service)(booking)
    if passed is None:
        return Rank.OWN, booking.due
    if now > passed + late:
        return Rank.ARRIVAL, arrival
    queue = hall.queues.get(booking.service, ())
    if not queue:
        return Rank.OWN, booking.due
    nth = hall.tickets[queue[min(settings.late_places, len(queue)) - 1]]
    return Rank.BEHIND, min(arrival, max(booking.due, nth.due))


def list_expected(
    hall: Hall, service: str, now: datetime, but: str | None = None
) -> list[tuple[datetime, int]]:
    """Return the keys of those who may still come to a service today and pass others, sorted.

    `but`: a booking that is left out.
    """
    today = service_day(now, hall.catalogue.zone_info)
    late = timedelta(minutes=hall.catalogue.bookings.late_min)
    booked = [
        each
        for each in hall.open_bookings()
        if each.service == service and each.day == today and is_open(each, now) and each.id != but
    ]
    find = _find_passed(hall, service) if booked else _never
    lost_at = ((each, each.slot or find(each)) for each in booked)
    return sorted(each.key for each, lost in lost_at if lost is None or now <= lost + late)


def look_out(hall: Hall, booking: Booking, now: datetime, basis: Basis) -> Outlook:
    """Return how long it would take to the turn of a number from home, if it were confirmed now."""
    _, due = find_rank(hall, booking, now)
    return look_at(hall, booking.service, (due, booking.order), now, basis, booking.id)


def look_at(
    hall: Hall,
    service: str,
    key: tuple[datetime, int],
    now: datetime,
    basis: Basis,
    but: str | None = None,
) -> Outlook:
    """Return how long it takes to the turn of whoever stands at a key.

    The range begins with those who are here and ends with all who may still come before.
    """
    ahead = ahead_of(hall, service, key)
    maybe = bisect_left(list_expected(hall, service, now, but), key)
    seconds, wait = wait_range(hall, service, ahead, now, basis)
    if maybe:
        wait = widen(wait, wait_range(hall, service, ahead + maybe, now, basis)[1])
    return Outlook(ahead, maybe, wait, seconds)


def find_class(catalogue: Catalogue, priority: str) -> PriorityClass:
    """Return a priority class; one that was taken out of the configuration counts as none."""
    return catalogue.priorities.get(priority) or catalogue.priorities[NORMAL]


def _find_passed(hall: Hall, service: str) -> Callable[[Booking], datetime | None]:
    """Return what finds when somebody who stands behind a booking was first called in turn.

    None: nobody was, its turn has not passed.
    """
    called = [
        (ticket.key, ticket.called_at)
        for ticket in hall.tickets.values()
        if ticket.service == service
        and ticket.called_at is not None
        and ticket.in_turn
        and ticket.state is not State.WAITING
    ]

    def find(booking: Booking) -> datetime | None:
        return min((at for key, at in called if key > booking.key), default=None)

    return find


def _never(booking: Booking) -> None:
    """Nothing is booked: nobody asks."""
