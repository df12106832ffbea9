"""Booking in the tests of the rules: a desk with bookings on, and short ways to book."""

from dataclasses import fields, replace
from datetime import date, timedelta

from queueing import commands as c
from queueing.catalogue import Bookings
from queueing.estimate import Basis
from queueing.hall import Hall
from queueing.slots import list_slots
from tests.queueing.centre import DAYTIME, Desk, small_centre

ON = Bookings(on=True)
TOMORROW = date(2026, 11, 24)
MINUTE = timedelta(minutes=1)


def at_home(**changes):
    """A desk with two open counters and bookings on."""
    parts = {"bookings": replace(ON, **changes), "hours": DAYTIME}
    desk = Desk(small_centre(**parts))
    desk.open("1", "2")
    return desk


def book(desk, service="A", after_s=0.0, **fields):
    desk._follow += 1
    fields = {"draw": 7} | fields
    made = desk.do(c.MakeBooking(service, f"b-{desk._follow}", **fields), after_s)[-1]
    return desk.hall.bookings[made.booking]


def confirm(desk, booking, after_s=0.0, **fields):
    desk._follow += 1
    given = c.ConfirmBooking(booking.id, f"follow-{desk._follow}", **fields)
    return desk.hall.tickets[desk.do(given, after_s)[-1].ticket]


def first_slot(desk, service="A", day=TOMORROW):
    slots = list_slots(desk.hall, service, day, desk.now, Basis())
    return next(each.start for each in slots if each.free)


def sleep_until(desk, moment):
    """Let the day end, and wake up at a moment of a later one."""
    desk.do(c.CloseDay())
    desk.now = moment


def require_same(desk):
    """Replay finds the hall as it is."""
    replayed = desk.replayed()
    for each in fields(Hall):
        assert getattr(replayed, each.name) == getattr(desk.hall, each.name), each.name
