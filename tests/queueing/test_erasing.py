"""A ticket's holder is erased once the ticket is in no hall; that itself is on record."""

import pytest

from queueing import commands as c
from queueing.errors import TicketInHall
from queueing.events import BookingsErased, TicketErased
from tests.queueing.centre import Desk

WHAT_STAYS = ((1, "ab" * 32),)


def test_only_what_is_in_no_hall_is_erased_and_no_day_begins_by_it():
    desk = Desk()
    desk.open()
    ticket = desk.issue()
    with pytest.raises(TicketInHall) as refused:
        desk.do(c.EraseTicket(ticket.id, WHAT_STAYS))
    assert refused.value.fields == {"number": "A001"}
    desk.do(c.CloseDay())
    before = desk.hall.day
    events = desk.do(c.EraseTicket(ticket.id, WHAT_STAYS), after_s=24 * 3600)
    assert events == (TicketErased(desk.now, ticket.id, WHAT_STAYS),)
    assert desk.hall.day == before
    assert desk.replayed() == desk.hall


def test_erased_bookings_begin_no_day_and_change_no_hall():
    desk = Desk()
    desk.open()
    desk.do(c.CloseDay())
    events = desk.do(c.EraseBookings(WHAT_STAYS), after_s=24 * 3600)
    assert events == (BookingsErased(desk.now, WHAT_STAYS),)
    assert desk.replayed() == desk.hall
