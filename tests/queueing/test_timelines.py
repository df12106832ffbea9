"""Timelines over the end of a day: what is dropped, what goes on, what is passed over."""

import pytest

from queueing import commands as c
from queueing.events import DayClosed
from queueing.tickets import State
from queueing.timelines import Timelines
from tests.queueing.any_day import entries_of
from tests.queueing.centre import Desk


@pytest.fixture
def overnight():
    """A day that ends with one ticket waiting and one in service, finished after the end."""
    desk = Desk()
    desk.open()
    desk.waits, desk.stays = desk.issue("B"), desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.StartService("1"), 10)
    desk.do(c.CloseDay(), 600)
    desk.do(c.ReprintTicket(desk.stays.id), 5)
    desk.do(c.FinishService("1"), 60)
    desk.do(c.Undo("1"), 5)
    desk.do(c.FinishService("1"), 30)
    return desk


def split_at_the_end_of_the_day(desk):
    entries = entries_of(desk)
    end = next(n for n, entry in enumerate(entries, 1) if isinstance(entry.event, DayClosed))
    return entries[:end], entries[end:]


def test_the_end_of_a_day_drops_all_but_the_ticket_in_service(overnight):
    timelines = Timelines()
    during, after = split_at_the_end_of_the_day(overnight)
    for entry in during:
        timelines.take(entry)
    timelines.forget_the_day()
    assert list(timelines.tickets) == [overnight.stays.id]
    assert not timelines.sessions
    for entry in after:
        timelines.take(entry)
    stays = timelines.tickets[overnight.stays.id]
    assert (stays.last.state, stays.reprints) == (State.SERVED, 1)
    assert timelines.touched == {overnight.stays.id}


def test_who_begins_after_the_end_passes_over_a_ticket_of_the_day_before(overnight):
    timelines = Timelines()
    for entry in split_at_the_end_of_the_day(overnight)[1]:
        timelines.take(entry)
    assert (timelines.tickets, timelines.touched, timelines.sessions) == ({}, set(), {})
    assert timelines.seq == overnight.hall.seq
