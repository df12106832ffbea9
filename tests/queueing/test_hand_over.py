"""One officer leaves a counter to the next: what stays, who may press, whose time it was."""

from datetime import timedelta

import pytest
from hypothesis import given

from queueing import commands as c
from queueing import events as e
from queueing.counter_errors import CounterHandedOver, CounterTaken
from queueing.errors import CounterIsClosed, NobodyWaiting, NothingToUndo, TooLateToUndo
from queueing.hall import DeskState
from queueing.hall.tickets import AT_A_COUNTER
from queueing.measures.timelines import Timelines
from queueing.measures.times import visit
from queueing.offers import find_offer
from tests.queueing.any_day import days, entries_of, play
from tests.queueing.centre import Desk

SECOND = timedelta(seconds=1)
LAN, HUNG = "user:lan", "user:hung"


@pytest.fixture
def desk():
    """Lan serves a ticket at counter 1 and keeps another parked there."""
    desk = Desk()
    desk.open("1")
    desk.do(c.OpenCounter("2", "user:mai"))
    desk.parks, desk.stays, desk.waits = desk.issue(), desk.issue(), desk.issue()
    desk.do(c.CallNext("1", by=LAN), 60)
    desk.do(c.ParkTicket("1", by=LAN), 30)
    desk.do(c.CallNext("1", by=LAN), 10)
    desk.do(c.StartService("1", by=LAN), 10)
    return desk


def timelines_of(desk):
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    return timelines


def sessions_of(desk):
    found = timelines_of(desk).sessions.values()
    return [(s.officer, s.open_s, s.occupied_s) for s in found if s.counter == "1"]


def test_the_next_officer_goes_on_with_what_is_at_the_counter(desk):
    handed = desk.do(c.HandOver("1", by=LAN), 100)
    assert handed == (e.CounterHandedOver(desk.now, "1", LAN),)
    state = desk.hall.desk("1")
    assert (state.state, state.officer, state.handed_by) == (DeskState.PAUSED, None, LAN)
    assert desk.do(c.OpenCounter("1", HUNG), 300) == (e.CounterOpened(desk.now, "1", HUNG, LAN),)
    assert desk.current("1") == desk.stays.number
    desk.do(c.FinishService("1", by=HUNG), 200)
    desk.do(c.ResumeTicket("1", desk.parks.id, by=HUNG), 5)
    assert desk.current("1") == desk.parks.number
    assert desk.replayed() == desk.hall


def test_who_takes_a_counter_at_which_nobody_is_has_not_begun_to_work(desk):
    desk.do(c.FinishService("1", by=LAN), 60)
    desk.do(c.HandOver("1", by=LAN), 10)
    desk.do(c.OpenCounter("1", HUNG), 300)
    desk.do(c.CloseCounter("1", by=HUNG), 100)
    assert sessions_of(desk)[-1] == ("user:hung", 100.0, 0.0)


def test_until_somebody_takes_it_nothing_is_done_at_a_counter_that_was_handed_over(desk):
    desk.do(c.HandOver("1", by=LAN))
    for command in (
        c.FinishService("1", by=LAN),
        c.CallNext("1"),
        c.PauseCounter("1"),
        c.CloseCounter("1", by=HUNG),
        c.ResumeTicket("1", desk.parks.id),
        c.HandOver("1"),
        c.Undo("1", by=HUNG),
    ):
        with pytest.raises(CounterHandedOver) as refused:
            desk.do(command)
        assert refused.value.fields == {"counter": "1", "officer": LAN}
        assert find_offer(desk.hall, command, desk.now) is None
    desk.do(c.CloseDay(), 60)
    assert desk.hall.desk("1").handed_by is None
    desk.do(c.FinishService("1"), 60)


def test_who_was_taken_over_presses_in_vain(desk):
    taken = desk.do(c.OpenCounter("1", HUNG), 60)
    assert taken == (e.CounterOpened(desk.now, "1", HUNG, LAN),)
    for command in (c.FinishService("1", by=LAN), c.OpenCounter("1", LAN, by=LAN)):
        with pytest.raises(CounterTaken):
            desk.do(command)
    assert desk.do(c.FinishService("1", by=HUNG), 60)
    with pytest.raises(CounterIsClosed):
        desk.do(c.HandOver("3"))


def test_both_steps_can_be_undone_for_a_moment(desk):
    before = desk.hall.desk("1")
    desk.do(c.HandOver("1", by=LAN), 60)
    desk.do(c.Undo("1", by=LAN), 5)
    assert desk.hall.desk("1") == before
    desk.do(c.OpenCounter("1", HUNG), 5)
    desk.do(c.Undo("1", by=HUNG), 5)
    assert desk.hall.desk("1") == before
    desk.do(c.CloseCounter("2"))
    desk.do(c.FinishService("1", by=LAN), 30)
    assert sessions_of(desk) == [(LAN, None, 30 + 10 + 105)]
    desk.do(c.HandOver("1"))
    desk.do(c.Undo("1"), 2)
    desk.do(c.CallNext("1"), 2)
    desk.do(c.OpenCounter("1", HUNG))
    desk.do(c.CancelTicket(desk.waits.id))
    with pytest.raises(NothingToUndo):
        desk.do(c.Undo("1", by=HUNG))
    desk.do(c.HandOver("1", by=HUNG))
    with pytest.raises(TooLateToUndo):
        desk.do(c.Undo("1", by=HUNG), 11)
    desk.do(c.OpenCounter("1", HUNG))
    desk.do(c.Undo("1", by=HUNG))
    assert desk.hall.desk("1").handed_by == HUNG


def test_nobody_is_sat_back_who_works_at_another_counter_by_now(desk):
    desk.do(c.OpenCounter("1", HUNG), 60)
    desk.do(c.OpenCounter("2", LAN), 3)
    with pytest.raises(TooLateToUndo):
        desk.do(c.Undo("1", by=HUNG), 4)
    assert desk.hall.desk("1").officer == HUNG


def test_the_visit_is_one_and_each_officer_s_time_their_own(desk):
    desk.do(c.HandOver("1", by=LAN), 100)
    desk.do(c.OpenCounter("1", HUNG), 300)
    desk.do(c.FinishService("1", by=HUNG), 200)
    desk.do(c.CloseCounter("1", by=HUNG), 50)
    line = timelines_of(desk).tickets[desk.stays.id]
    (leg,) = visit(line).legs
    assert (leg.officer, leg.spent.service_s) == (HUNG, 600)
    assert sessions_of(desk) == [(LAN, 210, 30 + 10 + 100), (HUNG, 250, 200)]


def test_a_take_over_that_is_taken_back_leaves_the_counter_to_nobody(desk):
    desk.do(c.HandOver("1", by=LAN), 100)
    desk.do(c.OpenCounter("1", HUNG), 5)
    desk.do(c.Undo("1", by=HUNG), 5)
    assert sessions_of(desk) == [(LAN, 210, 30 + 10 + 100)]


def test_a_counter_that_nobody_took_is_closed_with_the_day_and_nobody_sat_there(desk):
    desk.do(c.FinishService("1", by=LAN), 100)
    desk.do(c.HandOver("1", by=LAN))
    closed = desk.do(c.CloseDay(), 500)
    assert e.CounterClosed(desk.now, "1") in closed
    assert sessions_of(desk) == [(LAN, 210, 30 + 10 + 100)]


def test_a_clock_that_is_set_moves_what_a_hand_over_may_bring_back(desk):
    desk.do(c.HandOver("1", by=LAN), 100)
    desk.set_clock(desk.now + timedelta(hours=1), timedelta(hours=1))
    desk.do(c.Undo("1", by=LAN), 2)
    desk.do(c.FinishService("1", by=LAN), 8)
    assert sessions_of(desk)[0][2] == 30 + 10 + 110


@given(days)
def test_the_time_with_tickets_is_that_of_the_officers_and_what_nobody_had(day):
    """Seconds of tickets at a counter = of its sessions + while nobody sat there."""
    desk = play([*day, (60, (c.CloseDay,))])
    timelines = timelines_of(desk)
    for counter in desk.hall.catalogue.counters:
        stays, empty = stays_at(counter, timelines, desk.now), empty_at(counter, desk)
        whole = sum((end - start) / SECOND for start, end in stays)
        nobodys = sum(
            max(timedelta(), min(end, sat) - max(start, left)) / SECOND
            for start, end in stays
            for left, sat in empty
        )
        own = sum(s.occupied_s for s in timelines.sessions.values() if s.counter == counter)
        assert own == pytest.approx(whole - nobodys)


def stays_at(counter, timelines, now):
    """(from, to) of every ticket called or served there; one that is served at the end, to then."""
    spans = []
    for line in timelines.tickets.values():
        moves = line.transitions
        ends = [*(move.at for move in moves[1:]), now]
        spans += [
            (move.at, end)
            for move, end in zip(moves, ends, strict=True)
            if move.state in AT_A_COUNTER and move.counter == counter
        ]
    return spans


def empty_at(counter, desk):
    """(from, to) while nobody sat there."""
    undone = {seq for event in desk.journal for seq in getattr(event, "undoes", ())}
    spans, left = [], desk.journal[0].at
    for seq, event in enumerate(desk.journal, start=1):
        if seq in undone or getattr(event, "counter", None) != counter:
            continue
        if isinstance(event, e.CounterOpened) and left is not None:
            spans.append((left, event.at))
            left = None
        elif isinstance(event, e.CounterHandedOver | e.CounterClosed):
            left = left or event.at
    return [*spans, (left, desk.now)] if left else spans


def test_a_counter_without_a_ticket_is_handed_over_too():
    desk = Desk()
    desk.open("1")
    desk.do(c.HandOver("1"))
    desk.do(c.OpenCounter("1", HUNG))
    with pytest.raises(NobodyWaiting):
        desk.do(c.CallNext("1", by=HUNG))
    assert [s[0] for s in sessions_of(desk)] == [LAN, HUNG]
