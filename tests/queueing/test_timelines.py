"""Timelines over the end of a day: what is dropped, what goes on, what is passed over."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing import events as e
from queueing.events import DayClosed, Entry
from queueing.hall.tickets import State
from queueing.measures.timelines import Timelines
from tests.queueing.any_day import entries_of
from tests.queueing.centre import MORNING, Desk


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
    assert timelines.worked == set(timelines.sessions)
    timelines.forget_the_day()
    assert list(timelines.tickets) == [overnight.stays.id]
    assert not timelines.sessions
    for entry in after:
        timelines.take(entry)
    stays = timelines.tickets[overnight.stays.id]
    assert (stays.last.state, stays.reprints) == (State.SERVED, 1)
    assert timelines.touched == {overnight.stays.id}


def test_a_clock_that_was_set_moves_what_still_goes_on_and_leaves_what_is_over():
    desk, by = Desk(), timedelta(days=1600)
    desk.open("1")
    served, waits = desk.issue(), desk.issue()
    desk.do(c.CallNext("1"), 60)
    desk.do(c.FinishService("1"), 60)
    absent = desk.issue(after_s=5)
    desk.do(c.CallTicket("1", absent.id, "help"), 5)
    desk.do(c.RecordNoShow("1"), 200)
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    session = next(iter(timelines.sessions.values()))
    before = {name: timeline.last.at for name, timeline in timelines.tickets.items()}
    day = (desk.now + by).date()
    timelines.take(
        Entry(desk.hall.seq + 1, e.ClockSet(desk.now + by, by.total_seconds(), day), "clock")
    )
    moved = {name: timelines.tickets[name].last.at - at for name, at in before.items()}
    assert moved == {served.id: timedelta(), waits.id: by, absent.id: by}
    assert next(iter(timelines.sessions.values())).opened_at == session.opened_at + by
    assert timelines.touched >= {waits.id, absent.id}
    assert timelines.tickets[waits.id].clock_steps == (desk.hall.seq + 1,)


def test_a_small_step_of_the_clock_leaves_no_time_unsure():
    desk, by = Desk(), timedelta(seconds=20)
    waits = desk.issue()
    desk.set_clock(desk.now + by, by)
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    line = timelines.tickets[waits.id]
    assert (line.last.at, line.clock_steps) == (MORNING + by, ())


def test_who_begins_after_the_end_passes_over_a_ticket_of_the_day_before(overnight):
    timelines = Timelines()
    for entry in split_at_the_end_of_the_day(overnight)[1]:
        timelines.take(entry)
    assert (timelines.tickets, timelines.touched, timelines.sessions) == ({}, set(), {})
    assert timelines.seq == overnight.hall.seq


def test_an_older_journal_may_pause_a_paused_counter_for_another_reason():
    timelines = Timelines()
    for seq, event in enumerate(
        [
            e.CounterOpened(MORNING, "1", "user:lan"),
            e.CounterPaused(MORNING + timedelta(seconds=10), "1", "meeting"),
            e.CounterPaused(MORNING + timedelta(seconds=40), "1", None),
            e.CounterClosed(MORNING + timedelta(seconds=45), "1"),
        ],
        start=1,
    ):
        timelines.take(Entry(seq, event, "user:lan"))
    assert timelines.sessions[1].pauses == ((None, 5), ("meeting", 30))
