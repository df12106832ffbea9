"""A clock that is set within the day: waits stay as long as they were, and nobody believes them."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing import commands as c
from queueing.clock import TOLERANCE, Look, Trust, begin, go_on
from queueing.errors import Refusal
from queueing.hall.clock_steps import LARGE_STEP
from queueing.hall.tickets import OVER
from queueing.measures.timelines import Timelines
from queueing.measures.times import visit
from queueing.measures.unsure import (
    TimeAnswer,
    doubts_wait,
    has_unsure_time,
    has_unsure_wait,
    is_asked_about,
    list_believed_seconds,
)
from queueing.numbering import service_day
from tests.queueing.any_day import command_for, days, entries_of, play
from tests.queueing.centre import VIETNAM, working_desk

HOURS, MINUTE, SECOND = timedelta(hours=3), timedelta(minutes=1), timedelta(seconds=1)


def find_step(desk, ahead, *, ran=timedelta(seconds=2), trust=Trust.GOOD):
    """Return by how much the clock was set when it is so much ahead after it `ran`."""
    before = replace(begin(desk.hall, Look(desk.now, 0.0)), trust=trust)
    return go_on(before, desk.hall, Look(desk.now + ran + ahead, ran.total_seconds()))[1]


@pytest.fixture
def desk():
    return working_desk()


def legs_of(desk):
    """Return ticket -> its legs, as the reports have them."""
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    return {name: visit(line).legs for name, line in timelines.tickets.items()}


@pytest.mark.parametrize("trust", [Trust.GOOD, Trust.UNPROVEN])
def test_a_leap_ahead_that_did_not_go_by_is_a_clock_that_was_set(desk, trust):
    assert find_step(desk, HOURS, trust=trust) == HOURS
    assert find_step(desk, TOLERANCE + SECOND, trust=trust) == TOLERANCE + SECOND
    assert find_step(desk, TOLERANCE, trust=trust) is None
    assert find_step(desk, timedelta(), ran=HOURS, trust=trust) is None


def test_with_nobody_in_the_hall_nothing_is_set(desk):
    for counter in "12":
        desk.do(c.FinishService(counter))
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"))
    assert find_step(desk, HOURS) == HOURS  # the counters are open: their sessions go on
    for counter in "123":
        desk.do(c.CloseCounter(counter))
    assert find_step(desk, HOURS) is None


@pytest.mark.parametrize("by", [HOURS, -HOURS])
def test_what_went_on_while_the_clock_was_set_is_as_long_as_it_was_and_unsure(desk, by):
    desk.set_clock(desk.now + by, by)
    served, called, waits = (desk.ticket(f"A00{n}") for n in (1, 2, 3))
    assert desk.now - waits.entered_at == timedelta(seconds=70)
    assert [doubts_wait(each) for each in (served, called, waits)] == [False, False, True]
    assert [each.time_unsure for each in (served, called, waits)] == [True, True, False]
    newcomer = desk.issue("A", after_s=60)
    assert desk.waiting() == ["A003", newcomer.number]
    assert not has_unsure_wait(newcomer)
    longest_s = max(each.longest_wait_s for each in desk.hall.desks.values())
    desk.do(c.FinishAndCallNext("1"), 600)
    assert max(each.longest_wait_s for each in desk.hall.desks.values()) == longest_s
    desk.do(c.FinishAndCallNext("1"), 360)
    desk.do(c.FinishService("1"), 360)
    assert list_believed_seconds(desk.hall, "A") == [360, 360]


@pytest.mark.parametrize("by", [LARGE_STEP, -LARGE_STEP])
def test_some_minutes_make_nothing_unsure(desk, by):
    desk.set_clock(desk.now + by, by)
    assert not any(each.wait_unsure or each.time_unsure for each in desk.hall.tickets.values())


def test_the_officer_is_asked_and_heals_the_wait_with_one_answer(desk):
    desk.set_clock(desk.now + HOURS, HOURS)
    limits = desk.hall.catalogue.limits
    desk.do(c.FinishAndCallNext("2"), 60)
    desk.do(c.FinishService("2"), 60)
    waited = desk.ticket("A003")
    assert is_asked_about(waited, limits)
    assert not has_unsure_time(waited, limits)
    desk.do(c.AnswerServiceTime("2", waited.id, TimeAnswer.COUNTED))
    healed = desk.ticket("A003")
    assert not has_unsure_wait(healed)
    assert not is_asked_about(healed, limits)
    desk.do(c.AnswerServiceTime("2", desk.ticket("A002").id, TimeAnswer.LEFT_OUT))
    assert has_unsure_time(desk.ticket("A002"), limits)


def test_a_transfer_begins_a_wait_that_is_sure(desk):
    desk.set_clock(desk.now + HOURS, HOURS)
    desk.do(c.TransferTicket("1", service="C"), 60)
    sent = desk.ticket("A001")
    assert not sent.wait_unsure
    assert not sent.time_unsure
    assert doubts_wait(sent), "it counts since the number was taken"
    first, second = legs_of(desk)[sent.id]
    assert (first.spent.time_unsure, second.spent.time_unsure) == (True, False)


@given(
    days,
    st.lists(st.tuples(st.integers(1, 12), st.sampled_from([HOURS, -HOURS, MINUTE, -MINUTE]))),
)
def test_reports_doubt_what_the_hall_doubts_and_replay_finds_the_same(day, steps):
    desk, presses = play([]), list(day)
    for after, by in [*steps, (len(presses), None)]:
        chosen, presses = presses[:after], presses[after:]
        for pause, press in chosen:
            try:
                desk.do(
                    command_for(desk, ["1" if part == "last" else part for part in press]), pause
                )
            except Refusal:
                continue
        if by and not desk.hall.day_closed and service_day(desk.now + by, VIETNAM) == desk.hall.day:
            desk.set_clock(desk.now + by, by)
    for name, legs in legs_of(desk).items():
        ticket, leg = desk.hall.tickets.get(name), legs[-1]
        if ticket is None or leg.called_at is None:
            continue  # who still waits has no figure yet
        assert ticket.wait_unsure == leg.spent.wait_unsure
        if ticket.state in OVER:
            assert ticket.time_unsure == leg.spent.time_unsure
    replayed = desk.replayed()
    for field in fields(desk.hall):
        assert getattr(replayed, field.name) == getattr(desk.hall, field.name), field.name
