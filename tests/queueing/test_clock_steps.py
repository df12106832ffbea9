"""What a clock that was set leaves unsure: the wait or the time that went on meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.hall.bookings import move_booking
from queueing.hall.clock_steps import leaves_unsure, mark_unsure
from tests.queueing.booking import at_home, book, first_slot
from tests.queueing.centre import Desk

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_step_of_more_than_five_minutes_leaves_something_unsure(sign):
    assert not leaves_unsure(sign * timedelta(minutes=5))
    assert leaves_unsure(sign * (timedelta(minutes=5) + SECOND))


def test_of_who_waits_for_the_first_call_the_wait_of_who_is_at_a_counter_the_time():
    desk = Desk()
    desk.open()
    called, waits, gone = desk.issue("A"), desk.issue("A"), desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.CancelTicket(gone.id))

    def mark(ticket):
        marked = mark_unsure(desk.hall.tickets[ticket.id])
        return marked.clock_set, marked.wait_unsure, marked.time_unsure

    assert mark(called) == (True, False, True)
    assert mark(waits) == (True, True, False)
    assert mark(gone) == (True, True, False)
    desk.do(c.ReturnTicket("1"), 5)
    assert mark(called) == (True, False, False), "its first call is known"
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    assert mark(called) == (True, False, False)
    unserved = replace(desk.hall.tickets[called.id], called_at=None)
    assert not mark_unsure(unserved).wait_unsure


def test_numbers_from_home_move_with_the_clock_and_slots_stay():
    desk = at_home()
    booking, agreed = book(desk), book(desk, slot=first_slot(desk))
    hour, today = timedelta(hours=1), booking.day
    moved = move_booking(booking, hour, today, today)
    assert (moved.due, moved.made_at) == (booking.due + hour, booking.made_at + hour)
    assert move_booking(agreed, hour, today, today) is agreed
    day = timedelta(days=1)
    dated = move_booking(booking, day, today, today + day)
    assert (dated.day, dated.until) == (today + day, booking.until + day)
    other = move_booking(booking, day, today + day, today + 2 * day)
    assert (other.day, other.until) == (today, booking.until)
    assert move_booking(booking, hour, None, today).day == today
