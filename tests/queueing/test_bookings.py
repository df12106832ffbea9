"""Numbers from home: nobody is called unconfirmed; where whoever comes stands; what is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.booking_errors import (
    BookingConfirmed,
    BookingOver,
    BookingsFull,
    BookingsOff,
    TooManyBookings,
    UnknownBooking,
)
from queueing.bookings import (
    Rank,
    find_by_code,
    find_by_follow,
    find_rank,
    list_expected,
    look_at,
    look_out,
)
from queueing.decisions.bookings import no_place_reason
from queueing.errors import (
    DayIsClosed,
    InvalidField,
    NobodyWaiting,
    ServiceClosed,
    UnknownKiosk,
    UnknownService,
)
from queueing.estimate import Basis
from queueing.hall.bookings import BookingState
from queueing.hours import find_moment
from queueing.matters import Matter
from tests.queueing.booking import MINUTE, at_home, book, confirm, first_slot, sleep_until
from tests.queueing.centre import DAYTIME, MORNING, VIETNAM, Desk


def test_an_unconfirmed_number_is_never_called():
    desk = at_home()
    booking = book(desk)
    with pytest.raises(NobodyWaiting):
        desk.do(c.CallNext("1"))
    assert booking.state is BookingState.BOOKED
    assert desk.hall.queues.get("A", ()) == ()


def test_confirmed_before_its_turn_it_counts_from_when_it_was_taken():
    desk = at_home()
    booking = book(desk)
    for _ in range(3):
        desk.issue("A", after_s=60)
    ticket = confirm(desk, booking, after_s=300, kiosk="k1")
    assert (ticket.due, ticket.arrival) == (booking.made_at, desk.now)
    assert desk.waiting() == ["A004", "A001", "A002", "A003"]
    [kept] = desk.hall.bookings.values()
    assert (kept.state, kept.ticket) == (BookingState.CONFIRMED, ticket.id)
    assert desk.journal[-1].booking == booking.id


def test_priority_counts_as_at_the_kiosk_and_one_that_is_no_more_as_none():
    desk = at_home()
    booking = book(desk, priority="elderly", language="en", procedure="1.014390")
    assert booking.due == desk.now - timedelta(minutes=15)
    catalogue = desk.hall.catalogue
    normal = {"normal": catalogue.priorities["normal"]}
    desk.hall.catalogue = replace(catalogue, priorities=normal)
    ticket = confirm(desk, booking)
    assert (ticket.priority, ticket.language, ticket.procedure) == ("normal", "en", "1.014390")


def test_a_slip_comes_out_where_it_is_confirmed_and_nowhere_for_a_phone():
    desk = at_home()
    confirm(desk, book(desk), kiosk="k1")
    assert desk.journal[-1].printer == "in1"
    confirm(desk, book(desk), kiosk="k1", on_paper=False)
    assert desk.journal[-1].printer is None


def pass_by(desk):
    """Call somebody who stands behind a booking, with three more waiting; return the booking."""
    booking = book(desk)
    for _ in range(4):
        desk.issue("A", after_s=30)
    desk.do(c.CallNext("1"), 60)
    return booking


def test_whose_turn_has_passed_stands_behind_the_next():
    desk = at_home()
    booking = pass_by(desk)
    assert find_rank(desk.hall, booking, desk.now)[0] is Rank.BEHIND
    confirm(desk, booking, after_s=60)
    assert desk.waiting() == ["A002", "A003", "A005", "A004"]


def test_where_fewer_wait_it_stands_behind_them_and_before_all_who_come():
    desk = at_home()
    booking = pass_by(desk)
    for _ in range(2):
        desk.do(c.FinishAndCallNext("1"), 60)
    confirm(desk, booking, after_s=60)
    assert desk.waiting() == ["A004", "A005"]
    other = book(desk, after_s=1)
    desk.issue("A", after_s=1)
    for _ in range(3):
        desk.do(c.FinishAndCallNext("1"), 60)
    assert find_rank(desk.hall, other, desk.now) == (Rank.OWN, other.due)  # nobody waits


def test_long_after_its_turn_it_counts_from_the_arrival():
    desk = at_home()
    booking = pass_by(desk)
    ticket = confirm(desk, booking, after_s=601)
    assert ticket.due == desk.now
    assert desk.waiting()[-1] == ticket.number


def test_behind_is_never_worse_than_a_number_taken_now():
    desk = at_home(late_places=9)
    slot = first_slot(desk)
    early = book(desk, slot=slot)
    sleep_until(desk, slot - 60 * MINUTE)
    desk.open("1", "2")
    booking = pass_by(desk)
    confirm(desk, early)  # due in the future
    ticket = confirm(desk, booking, after_s=60)
    assert ticket.due == desk.now


def test_a_number_called_out_of_turn_or_missed_and_back_passes_nobody():
    desk = at_home()
    booking = book(desk)
    numbers = [desk.issue("A", after_s=30) for _ in range(3)]
    desk.do(c.CallTicket("1", numbers[2].id, "help"), 60)
    assert find_rank(desk.hall, booking, desk.now)[0] is Rank.OWN
    desk.do(c.FinishService("1"))
    desk.do(c.CallNext("1"), 60)
    assert find_rank(desk.hall, booking, desk.now)[0] is Rank.BEHIND
    desk.do(c.RecordNoShow("1"), 200)
    desk.do(c.RestoreTicket(numbers[0].id), 5)
    assert find_rank(desk.hall, booking, desk.now)[0] is Rank.OWN  # taken back, nobody was called


def test_numbers_from_home_are_given_when_the_kiosk_gives_them():
    desk = at_home()
    desk.hall.catalogue = replace(desk.hall.catalogue, hours=replace(DAYTIME, enforced=True))
    desk.now = find_moment(MORNING.date(), DAYTIME.week[0][0][1], VIETNAM)
    with pytest.raises(ServiceClosed) as refused:
        book(desk)
    assert refused.value.fields["reason"] == "outside_hours"
    service = desk.hall.catalogue.services["A"]
    assert no_place_reason(desk.hall, service, desk.now, Basis()) == "outside_hours"
    desk.do(c.CloseDay())
    with pytest.raises(DayIsClosed):
        book(desk)


def test_limits_hold_per_service_and_per_device():
    desk = at_home(per_service=2)
    held = tuple(book(desk).follow for _ in range(2))
    with pytest.raises(BookingsFull):
        book(desk)
    with pytest.raises(TooManyBookings) as refused:
        book(desk, "B", held=held)
    assert refused.value.fields == {"limit": 2}
    desk.do(c.CancelBooking(find_by_follow(desk.hall, held[0]).id))
    assert book(desk, held=held).code == "000007"


def test_what_the_centre_does_not_have_is_refused():
    desk = at_home()
    with pytest.raises(UnknownService):
        book(desk, "X")
    with pytest.raises(InvalidField):
        book(desk, priority="x")
    with pytest.raises(InvalidField):
        book(desk, language="x")
    with pytest.raises(UnknownKiosk):
        confirm(desk, book(desk), kiosk="k9")
    with pytest.raises(UnknownBooking):
        desk.do(c.CancelBooking("b0"))
    assert find_by_code(desk.hall, "999999") is None
    with pytest.raises(BookingsOff):
        book(Desk())


def test_what_only_staff_give_cannot_be_booked_by_its_code():
    desk = at_home()
    services = dict(desk.hall.catalogue.services)
    services["B"] = replace(services["B"], on_kiosk=False)
    desk.hall.catalogue = replace(desk.hall.catalogue, services=services)
    for wanted in ({"service": "B"}, {"also": (Matter("B"),)}):
        with pytest.raises(UnknownService):
            book(desk, **wanted)


def test_a_service_that_is_closed_gives_no_place_and_no_number():
    desk = at_home()
    booking, slot = book(desk), first_slot(desk)
    services = dict(desk.hall.catalogue.services)
    services["A"] = replace(services["A"], closed_reason="closed")
    desk.hall.catalogue = replace(desk.hall.catalogue, services=services)
    for refused in (
        lambda: confirm(desk, booking),
        lambda: book(desk),
        lambda: book(desk, slot=slot),
    ):
        with pytest.raises(ServiceClosed):
            refused()
    del services["A"]
    with pytest.raises(ServiceClosed):
        confirm(desk, booking)


def test_codes_are_those_of_open_bookings_alone():
    desk = at_home()
    first, second = book(desk, draw=999_999), book(desk, draw=999_999)
    assert (first.code, second.code) == ("999999", "000000")
    assert find_by_code(desk.hall, "000000") == second
    desk.do(c.CancelBooking(first.id))
    again = book(desk, draw=999_999)
    assert again.code == "999999"
    assert find_by_code(desk.hall, "999999") == again


def test_it_is_kept_to_the_end_of_the_half_day_in_which_its_turn_comes():
    desk = at_home()
    assert f"{book(desk).until.astimezone(VIETNAM):%H:%M}" == "11:00"
    for _ in range(60):
        desk.issue("A")
    late = book(desk)
    assert f"{late.until.astimezone(VIETNAM):%H:%M}" == "17:00"
    with pytest.raises(BookingOver) as refused:
        confirm(desk, late, after_s=9 * 3600)
    assert refused.value.fields == {"state": "expired"}
    evening = book(desk)
    assert f"{evening.until.astimezone(VIETNAM):%d %H:%M}" == "24 00:00"


def test_given_back_it_is_over_and_twice_is_no_news():
    desk = at_home()
    booking = book(desk)
    assert desk.do(c.CancelBooking(booking.id))
    assert desk.do(c.CancelBooking(booking.id)) == ()
    with pytest.raises(BookingOver):
        confirm(desk, booking)
    used = book(desk)
    confirm(desk, used)
    with pytest.raises(BookingConfirmed) as refused:
        desk.do(c.CancelBooking(used.id))
    assert refused.value.fields == {"number": "A001"}


# what is told of the wait


def test_the_range_of_whoever_waits_counts_those_who_may_still_come():
    desk = at_home()
    alone = look_at(desk.hall, "A", (desk.now, 10**9), desk.now, Basis())
    for _ in range(4):
        book(desk)
    desk.now += MINUTE
    told = desk.issue("A")
    assert desk.journal[-1].ahead == 0
    assert (told.low_min, told.high_min) == (alone.wait.low_min, 65)
    seen = look_out(desk.hall, book(desk), desk.now, Basis())
    assert (seen.ahead, seen.maybe, seen.nobody) == (1, 4, False)
    assert seen.wait.high_min > told.high_min


def test_who_came_too_late_is_counted_no_more_and_nothing_is_promised_past_the_day():
    desk = at_home()
    booking = pass_by(desk)
    assert list_expected(desk.hall, "A", desk.now) == [booking.key]
    assert list_expected(desk.hall, "A", desk.now + 11 * MINUTE) == []
    assert look_out(desk.hall, booking, desk.now, Basis()).maybe == 0
    desk = at_home(per_service=500)
    for _ in range(300):
        book(desk)
    assert look_out(desk.hall, book(desk), desk.now, Basis()).wait is None
