"""Appointments: their slots, when they are due, and what is left of bookings after a night."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from queueing import commands as c
from queueing.booking_errors import BookingOfAnotherDay, SlotTaken
from queueing.bookings import Rank, find_rank, list_expected, look_at
from queueing.catalogue import Intake
from queueing.decisions.bookings import may_book
from queueing.errors import ServiceClosed
from queueing.estimate import Basis
from queueing.events import BookingExpired, BookingKept, DayOpened, TicketIssued
from queueing.hall import Hall
from queueing.hall.bookings import BookingState
from queueing.hall.changes import apply
from queueing.matters import Matter
from queueing.measures.timelines import Timelines
from queueing.slots import list_days, list_slots
from tests.queueing.any_day import entries_of
from tests.queueing.booking import (
    MINUTE,
    TOMORROW,
    at_home,
    book,
    confirm,
    first_slot,
    require_same,
    sleep_until,
)
from tests.queueing.centre import MORNING, VIETNAM


def test_what_is_offered_at_home_is_on_the_kiosk_and_served():
    desk = at_home()
    services = desk.hall.catalogue.services
    assert all(may_book(desk.hall, services[code]) for code in "AC")
    assert not may_book(desk.hall, replace(services["A"], on_kiosk=False))
    assert not may_book(desk.hall, replace(services["A"], closed_reason="moved"))


def test_slots_hold_a_share_of_what_counters_can_do():
    desk = at_home(share=0.5)
    days = list_days(desk.hall, desk.now)
    assert (days[0], days[-1], len(days)) == (TOMORROW, date(2026, 11, 29), 6)
    # A: counters 1 and 2 give it half their time: 30 min / 6 min x 0.5; C: 10 min where unknown
    totals = {
        service: [each.free for each in list_slots(desk.hall, service, TOMORROW, desk.now, Basis())]
        for service in "AC"
    }
    assert totals["A"] == [2, 3] * 8
    assert totals["C"] == [1, 2] * 8
    usual = Basis(usual_minutes={"C": 60.0})
    starts = [each.start for each in list_slots(desk.hall, "C", TOMORROW, desk.now, usual)]
    assert len(starts) == 4
    assert f"{starts[0].astimezone(VIETNAM):%H:%M}" == "08:30"
    assert list_slots(desk.hall, "A", MORNING.date(), desk.now, Basis()) == []


def test_a_full_slot_and_one_that_is_none_are_refused():
    desk = at_home()
    slot = first_slot(desk)
    book(desk, slot=slot)
    for taken in (slot, slot + MINUTE, slot - timedelta(days=1)):
        with pytest.raises(SlotTaken):
            book(desk, slot=taken)


def test_of_the_numbers_of_a_day_no_more_than_the_share_may_be_agreed():
    desk = at_home(share=0.5)
    services = desk.hall.catalogue.services
    limited = {**services, "A": replace(services["A"], intake=Intake(numbers_per_day=3))}
    desk.hall.catalogue = replace(desk.hall.catalogue, services=limited)
    slot = first_slot(desk)
    for _ in range(2):
        book(desk, slot=slot)
    free = [each.free for each in list_slots(desk.hall, "A", TOMORROW, desk.now, Basis())]
    assert set(free) == {0}
    with pytest.raises(SlotTaken):
        book(desk, slot=slot + 30 * MINUTE)
    with pytest.raises(ServiceClosed) as refused:
        book(desk, "C", slot=first_slot(desk, "C"), also=(Matter("A"),))
    assert refused.value.fields == {"service": "A", "reason": "all_given"}
    book(desk, slot=slot + timedelta(days=1))


def test_an_appointment_is_due_at_its_slot_whenever_it_is_confirmed():
    desk = at_home()
    slot = first_slot(desk)
    booking = book(desk, slot=slot)
    with pytest.raises(BookingOfAnotherDay) as refused:
        confirm(desk, booking)
    assert refused.value.fields == {"day": "2026-11-24"}
    sleep_until(desk, slot - 40 * MINUTE)
    booking = desk.hall.bookings[next(iter(desk.hall.bookings))]
    assert find_rank(desk.hall, booking, desk.now) == (Rank.EARLY, slot)
    assert find_rank(desk.hall, booking, slot - 15 * MINUTE) == (Rank.OWN, slot)
    assert find_rank(desk.hall, booking, slot + 10 * MINUTE) == (Rank.OWN, slot)
    late = slot + 11 * MINUTE
    assert find_rank(desk.hall, booking, late) == (Rank.ARRIVAL, late)
    ticket = confirm(desk, booking)
    assert isinstance(desk.journal[-2], DayOpened)
    assert (ticket.due, ticket.low_min) == (slot, None)  # nothing is promised before its time
    walk_in = desk.issue("A", after_s=60)
    assert desk.waiting() == [walk_in.number, ticket.number]


def test_it_is_counted_as_one_who_may_come_until_it_is_late():
    desk = at_home()
    slot = first_slot(desk)
    book(desk, slot=slot)
    sleep_until(desk, slot + 5 * MINUTE)
    assert look_at(desk.hall, "A", (desk.now, 10**9), desk.now, Basis()).maybe == 1
    assert list_expected(desk.hall, "A", desk.now + 6 * MINUTE) == []


def test_bookings_of_days_to_come_outlive_the_night_and_those_of_the_day_expire():
    desk = at_home()
    slot = first_slot(desk)
    today, later, back = book(desk), book(desk, slot=slot), book(desk, "B", slot=slot)
    desk.do(c.CancelBooking(back.id))
    events = desk.do(c.CloseDay())
    assert [e for e in events if isinstance(e, BookingExpired)] == [
        BookingExpired(desk.now, today.id)
    ]
    [kept] = [e for e in events if isinstance(e, BookingKept)]
    assert (kept.booking, kept.made_at) == (later.id, later.made_at)
    assert list(desk.hall.bookings) == [later.id]
    require_same(desk)
    made_at_night = book(desk, slot=slot + 30 * MINUTE, after_s=3600)
    assert not any(isinstance(each, DayOpened) for each in desk.journal[-1:])
    require_same(desk)
    sleep = slot - 5 * MINUTE
    desk.now = sleep
    assert confirm(desk, later).due == slot
    require_same(desk)
    assert desk.hall.bookings[made_at_night.id].state is BookingState.BOOKED
    desk.do(c.CloseDay())
    require_same(desk)
    assert dict(desk.hall.bookings) == {}


def test_a_booking_from_before_the_start_of_replay_may_be_given_back_unknown():
    desk = at_home()
    booking = book(desk)
    given_back = desk.do(c.CancelBooking(booking.id))[0]
    later = Hall.empty(desk.hall.catalogue)
    apply(later, given_back, 5)
    assert dict(later.bookings) == {}


def test_a_set_clock_moves_places_and_no_slots():
    desk = at_home()
    slot = first_slot(desk)
    place, appointment = book(desk), book(desk, slot=slot)
    desk.issue("A")
    by = timedelta(minutes=20)
    desk.set_clock(desk.now + by, by)
    assert desk.hall.bookings[place.id].due == place.due + by
    assert desk.hall.bookings[appointment.id].due == slot
    require_same(desk)


def test_timelines_know_of_tickets_alone():
    desk = at_home()
    booking = book(desk)
    desk.do(c.CancelBooking(book(desk).id))
    confirm(desk, booking)
    desk.do(c.CloseDay())
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    [line] = timelines.tickets.values()
    assert isinstance(line.issued, TicketIssued)
