"""Appointments: which slots a service has on the days to come, and how many places are free.

A slot holds a share of what the counters can do in it: the rest is for those who just come.
"""

from collections import Counter as Tally
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, floor, inf

from queueing.catalogue import Catalogue
from queueing.estimate import Basis
from queueing.hall import Hall
from queueing.numbering import service_day

ROUNDING = 1e-9
"""A slot whose places add up to a whole one has it, though floats are a little less."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The beginning of a slot, and how many places of it are free."""

    start: datetime
    free: int


def list_days(hall: Hall, now: datetime) -> list[date]:
    """Return the days for which appointments may be made: those with hours."""
    catalogue, today = hall.catalogue, service_day(now, hall.catalogue.zone_info)
    days = [today + timedelta(days=n) for n in range(1, catalogue.bookings.days + 1)]
    return [day for day in days if catalogue.open_hours.spans(day)]


def list_slots(hall: Hall, service: str, day: date, now: datetime, basis: Basis) -> list[Slot]:
    """Return the slots of a service on a day, full ones too; none on a day that is not offered."""
    if day not in list_days(hall, now):
        return []
    taken = Tally(
        booking.slot
        for booking in hall.open_bookings()
        if booking.service == service and booking.day == day
    )
    left = count_left_on(hall, service, day)
    return [
        Slot(start, int(min(left, max(0, places - taken[start]))))
        for start, places in _list_capacities(hall.catalogue, service, day, basis)
        if places
    ]


def count_left_on(hall: Hall, service: str, day: date) -> float:
    """Return how many more appointments may be agreed on a day, inf: only its slots say.

    Of the numbers of a day (`numbers_per_day`) no more than the share, in whole people.
    """
    most = hall.catalogue.services[service].intake.numbers_per_day
    if most is None:
        return inf
    booked = sum(service in each.services and each.day == day for each in hall.open_bookings())
    return max(0, ceil(most * hall.catalogue.bookings.share - ROUNDING) - booked)


def _list_capacities(
    catalogue: Catalogue, service: str, day: date, basis: Basis
) -> Iterator[tuple[datetime, int]]:
    """Yield the beginning of each slot and its places: whole ones, whose sum is the share.

    A service of which half a person fits into a slot has a place in every other one.
    """
    length = timedelta(minutes=catalogue.bookings.slot_min)
    rate = _places_a_slot(catalogue, service, basis)
    begun = 0
    for start, end in catalogue.hours_of(service).find_spans(day, catalogue.zone_info):
        for n in range(int((end - start) / length)):
            before, after = floor(begun * rate + ROUNDING), floor((begun + 1) * rate + ROUNDING)
            yield start + n * length, after - before
            begun += 1


def _places_a_slot(catalogue: Catalogue, service: str, basis: Basis) -> float:
    """Return the share of a slot's calls that may be booked: of counters that serve it evenly."""
    settings = catalogue.bookings
    usual = basis.usual_minutes.get(service, settings.minutes)
    minutes = catalogue.services[service].mean_minutes or usual
    counters = sum(1 / len(each.serves) for each in catalogue.counters_for.get(service, ()))
    return counters * settings.slot_min / minutes * settings.share
