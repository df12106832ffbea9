"""A chosen call: it needs a reason, and what it costs those whose turn it was is counted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing import commands as c
from queueing import errors
from queueing.call_reasons import STANDARD_REASONS
from queueing.counter_errors import ReasonNeeded
from queueing.events import Entry, TicketCalled, TicketServed
from queueing.hall.tickets import State
from queueing.measures.passed_over import OTHER_REASON, sum_delays_s
from queueing.measures.timelines import Timelines, Transition
from queueing.measures.times import visit
from tests.queueing.any_day import days, entries_of, play
from tests.queueing.centre import MORNING, Desk, small_centre

seconds = st.integers(-900, 9000)


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    for _ in range(3):
        desk.issue("A")
    return desk


def legs_of(entries, *numbers):
    lines = Timelines()
    for entry in entries:
        lines.take(entry)
    legs = {line.issued.number: visit(line).legs[0] for line in lines.tickets.values()}
    return [legs[number].passed for number in numbers]


def refused(desk, error, *asked):
    with pytest.raises(error):
        desk.do(c.CallTicket("1", *asked))


def test_a_call_before_others_needs_one_of_the_reasons(desk):
    last = desk.ticket("A003").id
    refused(desk, ReasonNeeded, last)
    refused(desk, errors.InvalidField, last, "because")
    (event,) = desk.do(c.CallTicket("1", last, "help"))
    assert (event.reason, len(event.passed)) == ("help", 2)
    desk.do(c.FinishService("1"))
    (event,) = desk.do(c.CallTicket("1", desk.ticket("A001").id))
    assert (event.in_turn, event.reason, event.passed) == (True, None, ())


def test_where_a_centre_names_no_reasons_the_standard_ones_do_and_one_is_for_all_else(desk):
    assert OTHER_REASON in STANDARD_REASONS
    assert {frozenset(names) for names in STANDARD_REASONS.values()} == {frozenset({"vi", "en"})}
    desk.hall.catalogue = small_centre(call_reasons=STANDARD_REASONS)
    (event,) = desk.do(c.CallTicket("1", desk.ticket("A003").id, "papers"))
    assert event.reason == "papers"


@pytest.mark.parametrize("typed", ["A003", "a3", "3"])
def test_a_number_is_called_as_it_is_typed(desk, typed):
    (event,) = desk.do(c.CallTicket("1", typed, "help"))
    assert event.ticket == desk.ticket("A003").id


def test_a_number_that_waits_elsewhere_or_not_at_all_is_none(desk):
    elsewhere = desk.issue("C").id
    for named in ("C001", "A099", "help", "99"):
        refused(desk, errors.UnknownTicket, named, "help")
    refused(desk, errors.NotServedHere, elsewhere, "help")
    desk.hall.catalogue = small_centre(officers_see="counts")
    called = desk.do(c.CallNext("2"))[0].ticket
    for named in (elsewhere, called, "C001"):
        refused(desk, errors.UnknownTicket, named, "help")


def test_where_who_waits_is_hidden_a_reason_is_asked_for_whether_or_not_the_number_waits(desk):
    desk.hall.catalogue = small_centre(officers_see="counts")
    for named in ("A003", "A099", "help"):
        refused(desk, ReasonNeeded, named)
        refused(desk, errors.InvalidField, named, "because")
    desk.do(c.CallTicket("1", "A001"))


def test_others_are_delayed_until_their_own_call_or_the_counter_is_free(desk):
    desk.do(c.CallTicket("1", desk.ticket("A003").id, "help"), 60)
    desk.do(c.CallNext("2"), 100)
    (passed,) = legs_of(entries_of(desk), "A003")
    assert (passed.people, passed.delay_s) == (2, None), "still at the counter"
    desk.do(c.FinishService("1"), 200)
    passed, in_turn = legs_of(entries_of(desk), "A003", "A001")
    assert (passed.reason, passed.delay_s, in_turn) == ("help", 100 + 300, None)


def test_a_call_that_was_undone_ends_no_delay(desk):
    desk.do(c.CallTicket("1", desk.ticket("A003").id, "help"), 60)
    desk.do(c.CallNext("2"), 100)
    desk.do(c.Undo("2"), 5)
    desk.do(c.FinishService("1"), 200)
    assert legs_of(entries_of(desk), "A003")[0].delay_s == 305 + 305, "nobody else was called"


def test_an_undone_call_has_cost_nobody_anything(desk):
    desk.do(c.CallTicket("1", desk.ticket("A003").id, "help"), 60)
    desk.do(c.Undo("1"), 5)
    assert legs_of(entries_of(desk), "A003") == [None]


def test_a_call_of_before_reasons_were_codes_counts_as_another_of_unknown_cost(desk):
    desk.do(c.CallTicket("1", desk.ticket("A003").id, "help"), 60)
    desk.do(c.FinishService("1"), 60)
    old = [
        Entry(each.seq, replace(each.event, passed=(), reason="đau chân"), each.actor)
        if isinstance(each.event, TicketCalled)
        else each
        for each in entries_of(desk)
    ]
    (passed,) = legs_of(old, "A003")
    assert (passed.reason, passed.people, passed.delay_s) == ("other", 0, None)


def test_a_clock_that_is_set_leaves_the_cost_of_who_is_still_served(desk):
    desk.do(c.CallTicket("1", desk.ticket("A003").id, "help"), 60)
    desk.do(c.CallNext("2"), 100)
    desk.set_clock(desk.now + timedelta(days=2), timedelta(days=2))
    desk.do(c.FinishService("1"), 200)
    assert legs_of(entries_of(desk), "A003")[0].delay_s == 100 + 300


@pytest.mark.parametrize("called_before_it", [False, True])
def test_a_clock_set_back_after_it_leaves_the_cost_of_a_call(desk, called_before_it):
    desk.do(c.CallTicket("1", desk.ticket("A003").id, "help"), 60)
    if called_before_it:
        desk.do(c.CallNext("2"), 100)
    desk.do(c.FinishService("1"), 300)
    desk.set_clock(desk.now - timedelta(hours=1), timedelta(hours=-1))
    if not called_before_it:
        desk.do(c.CallNext("2"), 100)
    desk.do(c.FinishService("2"), 100)
    cost = 100 + 400 if called_before_it else 300 + 300
    assert legs_of(entries_of(desk), "A003")[0].delay_s == cost


@given(seconds, st.lists(st.none() | st.tuples(st.integers(2, 9), seconds)))
def test_the_cost_is_never_negative_nor_more_than_the_counters_time_for_each(busy, left):
    def move(seq, after_s):
        at = MORNING + timedelta(seconds=after_s)
        return Transition(seq, at, State.SERVED, None, None, TicketServed(at, "a", "1", None))

    cost = sum_delays_s(move(1, 0), move(5, busy), [each and move(*each) for each in left])
    assert 0 <= cost <= max(0, busy) * len(left)


@given(days)
def test_on_any_day_only_a_call_out_of_turn_costs_anything(presses):
    desk = play(presses)
    lines = Timelines()
    for entry in entries_of(desk):
        lines.take(entry)
    for line in lines.tickets.values():
        for leg in visit(line).legs:
            passed = leg.passed
            assert passed is None or not leg.in_turn
            assert passed is None or passed.people > 0
            assert passed is None or passed.delay_s is None or passed.delay_s >= 0
