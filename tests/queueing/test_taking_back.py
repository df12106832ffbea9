"""A service finished by a slip of the hand goes on: at its counter, or before all others there."""

from dataclasses import fields
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing import errors
from queueing.catalogue import Limits
from queueing.decisions.tickets import may_take_back, take_back_until
from queueing.hall.tickets import State
from queueing.measures.timelines import Timelines
from queueing.measures.times import visit
from tests.queueing.any_day import entries_of
from tests.queueing.centre import Desk, small_centre
from tests.queueing.test_limits import MOMENT, refused, served


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def times_of(desk, ticket):
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    return visit(timelines.tickets[ticket])


def test_who_did_not_come_has_no_finish_to_take_back(desk):
    missed = desk.issue("A")
    desk.do(c.CallNext("1"))
    assert take_back_until(desk.hall, desk.hall.tickets[missed.id], desk.now) is None
    desk.do(c.RecordNoShow("1"), 200)
    assert take_back_until(desk.hall, desk.hall.tickets[missed.id], desk.now) is None


def test_at_a_free_counter_the_service_goes_on_and_counts_once(desk):
    mine = served(desk)
    desk.do(c.RestoreTicket(mine), 900)
    ticket, counter = desk.hall.tickets[mine], desk.hall.desks["1"]
    assert (ticket.state, ticket.counter, desk.current("1")) == (State.SERVING, "1", "A001")
    assert (ticket.ended_at, ticket.outcome, ticket.restores, counter.served) == (None, None, 0, 0)
    assert desk.hall.recent_service_times["A"] == ()
    refused(desk, errors.NothingToUndo, c.Undo("1"))
    desk.do(c.FinishService("1", "accepted"), 60)
    assert desk.hall.desks["1"].served == 1
    assert [call.seconds for call in desk.hall.recent_service_times["A"]] == [60.0]
    (leg,) = times_of(desk, mine).legs
    assert (leg.end, leg.spent.service_s, leg.spent.absent_s) == ("served", 60.0, 900.0)


def test_at_a_busy_counter_it_waits_there_before_everyone_who_waits_or_comes(desk):
    mine = served(desk)
    desk.issue("A", priority="elderly")
    desk.issue("B", priority="elderly", after_s=60)
    desk.do(c.CallNext("1"))
    desk.do(c.RestoreTicket(mine))
    desk.issue("A", priority="elderly", after_s=60)
    ticket = desk.hall.tickets[mine]
    assert (ticket.state, ticket.counter, ticket.only_at) == (State.WAITING, None, "1")
    desk.do(c.CallNext("2"))
    assert desk.current("2") != "A001"
    desk.do(c.FinishAndCallNext("1"), 60)
    assert desk.current("1") == "A001"
    desk.do(c.FinishService("1"), 60)
    assert times_of(desk, mine).spent.waiting_again_s == 120


@pytest.mark.parametrize("busy", [False, True])
def test_its_rating_is_taken_back_with_it_and_whoever_is_served_then_rates_once(desk, busy):
    mine = served(desk)
    desk.do(c.RateTicket(mine, "dissatisfied", "chờ lâu", reasons=("wait",)), 10)
    if busy:
        desk.issue()
        desk.do(c.CallNext("1"))
    desk.do(c.RestoreTicket(mine), 10)
    ticket = desk.hall.tickets[mine]
    assert (ticket.rated, ticket.rated_why) == (None, ())
    assert rating_of(desk, mine) == (None, ())
    desk.do(c.FinishService("1"), 60)
    if busy:
        desk.do(c.CallNext("1"))
        desk.do(c.FinishService("1"), 60)
    desk.do(c.RateTicket(mine, "satisfied"), 5)
    assert rating_of(desk, mine) == ("satisfied", ())
    refused(desk, errors.AlreadyRated, c.RateTicket(mine, "neutral"))
    assert desk.replayed() == desk.hall


def rating_of(desk, ticket):
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    line = timelines.tickets[ticket]
    return line.rating and line.rating.level, line.reasons


@pytest.mark.parametrize("leave", [c.PauseCounter, c.CloseCounter])
def test_at_a_counter_that_calls_nobody_it_waits_first_in_its_queue(desk, leave):
    mine = served(desk)
    desk.do(leave("1"))
    desk.do(c.RestoreTicket(mine))
    assert desk.waiting("A") == ["A001"]


def test_a_service_lent_a_hand_to_comes_before_the_counter_s_own(desk):
    desk.issue("B")
    desk.do(c.CallNext("1"))
    mine = desk.hall.desks["1"].current
    desk.do(c.FinishService("1"))
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.issue("A")
    desk.do(c.RestoreTicket(mine))
    desk.do(c.FinishAndCallNext("1"))
    assert desk.current("1") == "B001"


def test_it_goes_back_where_its_counter_is_gone(desk):
    mine = served(desk)
    counters = {code: each for code, each in desk.hall.catalogue.counters.items() if code != "1"}
    desk.do(c.CloseCounter("1"))
    desk.hall.catalogue = small_centre(counters=counters)
    desk.do(c.RestoreTicket(mine))
    desk.do(c.CallNext("2"))
    assert desk.current("2") == "A001"


def test_after_the_limit_a_new_number_is_needed(desk):
    mine = served(desk)
    ticket = desk.hall.tickets[mine]
    assert take_back_until(desk.hall, ticket, desk.now) == desk.now + timedelta(minutes=15)
    fields = refused(desk, errors.TooLateToTakeBack, c.RestoreTicket(mine), 900 + MOMENT)
    assert fields == {"number": "A001"}
    assert not may_take_back(desk.hall, ticket, desk.now)


def test_no_minutes_at_all_forbid_it():
    desk = Desk(small_centre(limits=Limits(take_back_s=0)))
    desk.open()
    refused(desk, errors.TooLateToTakeBack, c.RestoreTicket(served(desk)), MOMENT)


def test_what_was_finished_after_the_day_s_end_or_the_day_after_stays_so(desk):
    desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"))
    desk.do(c.CloseDay())
    mine = desk.hall.desks["1"].current
    desk.do(c.FinishService("1"), 60)
    refused(desk, errors.TooLateToTakeBack, c.RestoreTicket(mine))


def test_while_an_early_end_can_be_taken_back_so_can_a_finish(desk):
    finished, gone = served(desk), desk.issue().id
    desk.do(c.CancelTicket(gone))
    desk.issue()
    desk.do(c.EndDay(confirmed=True))
    desk.do(c.RestoreTicket(finished), 60)
    desk.do(c.RestoreTicket(gone))
    assert desk.hall.tickets[finished].state is State.SERVING
    assert desk.hall.tickets[gone].state is State.WAITING
    desk.do(c.FinishService("1"))
    refused(desk, errors.TooLateToTakeBack, c.RestoreTicket(finished), Limits().reopen_s)


def test_a_case_of_the_day_before_stays_finished_the_next_morning(desk):
    desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"))
    desk.do(c.CloseDay())
    mine = desk.hall.desks["1"].current
    desk.now += timedelta(days=1)
    desk.open()
    desk.do(c.FinishService("1"))
    refused(desk, errors.TooLateToTakeBack, c.RestoreTicket(mine))
    waiting = desk.issue()
    assert take_back_until(desk.hall, waiting, desk.now) is None


def test_nothing_from_before_is_undone_afterwards(desk):
    mine = served(desk)
    desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"))
    desk.do(c.RestoreTicket(mine))
    refused(desk, errors.NothingToUndo, c.Undo("1"))
    assert desk.current("1") == "A001"


@pytest.mark.parametrize("busy", [False, True])
def test_a_restart_finds_the_same_hall(desk, busy):
    mine = served(desk)
    if busy:
        desk.issue()
        desk.do(c.CallNext("1"))
    desk.do(c.RestoreTicket(mine), 30)
    for field in fields(desk.hall):
        assert getattr(desk.replayed(), field.name) == getattr(desk.hall, field.name), field.name
