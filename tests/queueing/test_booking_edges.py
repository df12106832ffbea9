"""The moments and counts at which a booking becomes another thing: the last one, and the next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.booking_errors import BookingOver
from queueing.bookings import (
    Outlook,
    Rank,
    count_open,
    find_end,
    find_rank,
    find_until,
    list_expected,
)
from queueing.decisions.booked_matters import choose_held
from queueing.errors import ServiceClosed
from queueing.estimate import Basis
from queueing.hours import Hours, find_moment
from queueing.matters import Matter
from tests.queueing.booking import MINUTE, at_home, book, confirm, first_slot
from tests.queueing.centre import DAYTIME, MORNING, VIETNAM

SECOND = timedelta(seconds=1)
SPANS = DAYTIME.week[0]


def at(clock):
    return find_moment(MORNING.date(), clock, VIETNAM)


@pytest.mark.parametrize("ahead", [0, 1])
@pytest.mark.parametrize("maybe", [0, 1])
def test_nobody_comes_before_who_has_neither_people_nor_bookings_ahead(ahead, maybe):
    assert Outlook(ahead, maybe, None, None).nobody is (ahead == maybe == 0)


def test_it_is_open_until_its_last_moment_and_no_more_in_it():
    desk = at_home()
    booking = book(desk)
    assert count_open(desk.hall, [booking.follow], booking.until - SECOND) == 1
    assert count_open(desk.hall, [booking.follow], booking.until) == 0
    desk.now = booking.until
    with pytest.raises(BookingOver):
        confirm(desk, booking)


def test_a_half_day_ends_with_its_last_moment():
    desk = at_home()
    catalogue, (morning, afternoon) = desk.hall.catalogue, SPANS
    assert find_end(catalogue, "A", at(morning[1]) - SECOND) == at(morning[1])
    assert find_end(catalogue, "A", at(morning[1])) == at(afternoon[1])
    last = at(morning[1]) - SECOND / 2
    assert find_until(desk.hall, "C", 0, last, Basis()) == at(morning[1])


def test_ten_minutes_after_its_turn_it_still_stands_behind_the_next():
    desk = at_home()
    booking = book(desk)
    for _ in range(4):
        desk.issue("A", after_s=30)
    desk.do(c.CallNext("1"), 60)
    late = desk.now + 10 * MINUTE
    assert find_rank(desk.hall, booking, late)[0] is Rank.BEHIND
    assert find_rank(desk.hall, booking, late + SECOND)[0] is Rank.ARRIVAL
    assert list_expected(desk.hall, "A", late) == [booking.key]
    assert list_expected(desk.hall, "A", late + SECOND) == []


def test_a_slot_is_kept_for_ten_minutes_and_may_be_confirmed_a_quarter_of_an_hour_before():
    desk = at_home()
    slot = first_slot(desk)
    booking = book(desk, slot=slot)
    ranks = [
        find_rank(desk.hall, booking, slot + minutes * MINUTE + seconds * SECOND)[0]
        for minutes, seconds in ((-15, -1), (-15, 0), (10, 0), (10, 1))
    ]
    assert ranks == [Rank.EARLY, Rank.OWN, Rank.OWN, Rank.ARRIVAL]


def test_of_waits_that_nobody_knows_or_that_are_none_the_first_matter_is_held():
    desk = at_home()
    desk.open("3")
    matters = [Matter("A"), Matter("C")]
    assert choose_held(desk.hall, matters, None, desk.now, Basis()) is matters[0]


def test_what_closes_at_the_slot_cannot_follow_it():
    desk = at_home()
    desk.open("3")
    slot = first_slot(desk)
    clock = slot.astimezone(VIETNAM).time()
    until = Hours(dict.fromkeys(range(7), ((SPANS[0][0], clock),)), enforced=True)
    services = dict(desk.hall.catalogue.services)
    for hours, is_taken in ((until, False), (DAYTIME, True)):
        services["C"] = replace(services["C"], hours=replace(hours, enforced=True))
        desk.hall.catalogue = replace(desk.hall.catalogue, services=services)
        if is_taken:
            assert book(desk, "A", also=(Matter("C"),), slot=slot).slot == slot
        else:
            with pytest.raises(ServiceClosed):
                book(desk, "A", also=(Matter("C"),), slot=slot)


def test_why_a_closed_service_confirms_nothing_is_said():
    desk = at_home()
    booking = book(desk)
    services = dict(desk.hall.catalogue.services)
    services["A"] = replace(services["A"], closed_reason="moved")
    desk.hall.catalogue = replace(desk.hall.catalogue, services=services)
    with pytest.raises(ServiceClosed) as refused:
        confirm(desk, booking)
    assert refused.value.fields == {"service": "A", "reason": "moved"}


def test_a_booking_is_named_by_the_number_of_its_entry_and_confirmed_by_its_holder():
    desk = at_home()
    assert book(desk).id == f"b{desk.hall.seq}"
    assert not c.ConfirmBooking("b1", "f").by_staff
