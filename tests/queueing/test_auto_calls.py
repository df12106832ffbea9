"""Calling without a press: when it comes, what holds it, and that nobody is called twice by it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing import commands as c
from queueing import events as e
from queueing.auto_call_limits import AutoCallLimits, Presses
from queueing.catalogue import Limits
from queueing.decisions.auto_calls import find_auto_call
from queueing.errors import CannotStore, Refusal
from queueing.hall.tickets import AT_A_COUNTER
from queueing.offers import find_offer
from queueing.office import Office
from tests.queueing.centre import DAYTIME, MORNING, Desk, small_centre
from tests.queueing.common_journal import CommonJournal, Pages

LIMITS = Limits(auto_call=AutoCallLimits(after_s=20, no_shows=2, pressed_s=600))


def calling_by_itself(*counters, **changes):
    centre = small_centre(limits=LIMITS, **changes)
    wanted = {
        name: replace(counter, auto_call=name in counters)
        for name, counter in centre.counters.items()
    }
    return replace(centre, counters=wanted)


@pytest.fixture
def desk():
    """Counter 1 has served one, and two more wait."""
    desk = Desk(calling_by_itself("1", "2"))
    desk.open("1")
    for _ in range(3):
        desk.issue()
    desk.do(c.CallNext("1"), 10)
    desk.do(c.FinishService("1"), 60)
    return desk


def beat(desk, after_s=0.0, began_s=0.0, last_s=0.0):
    """Let the server ask; `began_s`, `last_s`: so long before that keys were pressed."""
    now = desk.now + timedelta(seconds=after_s)
    presses = Presses(now - timedelta(seconds=began_s), now - timedelta(seconds=last_s))
    return desk.do(c.CallByItself("1", presses), after_s)


def test_a_counter_that_is_free_so_long_calls_the_next_by_itself(desk):
    assert find_auto_call(desk.hall, "1", desk.now) == desk.now + timedelta(seconds=20)
    assert beat(desk, 19.9, began_s=600) == ()
    (call,) = beat(desk, 0.1, began_s=600)
    assert (call.automatic, call.in_turn, desk.current("1")) == (True, True, "A002")
    assert find_auto_call(desk.hall, "1", desk.now) is None
    assert beat(desk, 100, began_s=600) == ()
    assert desk.replayed() == desk.hall


def test_the_time_runs_from_when_somebody_waits_or_is_there_again(desk):
    for _ in range(2):
        desk.do(c.FinishAndCallNext("1"))
    desk.do(c.FinishService("1"), 30)
    assert beat(desk, 100, began_s=600) == ()
    assert find_auto_call(desk.hall, "1", desk.now) is None
    desk.issue()
    assert beat(desk, 19, began_s=600) == ()
    assert beat(desk, 500, began_s=19, last_s=0) == ()
    assert beat(desk, 200, began_s=900, last_s=601) == ()
    assert beat(desk, 1, began_s=900, last_s=600)


def test_who_was_sent_on_waits_from_then_on(desk):
    for _ in range(2):
        desk.do(c.FinishAndCallNext("1"), 30)
    desk.do(c.FinishService("1"), 30)
    desk.open("3")
    sent = desk.issue("C")
    desk.do(c.CallNext("3"))
    desk.do(c.TransferTicket("3", service="A"), 300)
    assert desk.hall.tickets[sent.id].since == desk.now
    assert find_auto_call(desk.hall, "1", desk.now) == desk.now + timedelta(seconds=20)


def test_after_opening_pausing_undoing_and_holding_only_a_press_calls(desk):
    opened = Desk(calling_by_itself("1"))
    opened.open("1")
    opened.issue()
    assert beat(opened, 300, began_s=600) == ()
    desk.do(c.PauseCounter("1"))
    assert beat(desk, 60, began_s=600) == ()
    desk.do(c.OpenCounter("1", "user:lan"), 300)
    assert beat(desk, 60, began_s=600) == ()
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    assert beat(desk, 20, began_s=600)
    desk.do(c.Undo("1"), 5)
    assert beat(desk, 60, began_s=600) == ()
    assert desk.do(c.HoldAutoCall("1")) == ()
    desk.do(c.CallNext("1"))
    desk.issue()
    desk.do(c.FinishService("1"), 60)
    assert find_offer(desk.hall, c.HoldAutoCall("1"), desk.now)
    assert desk.do(c.HoldAutoCall("1")) == (e.AutoCallHeld(desk.now, "1"),)
    assert beat(desk, 60, began_s=600) == ()
    assert desk.replayed() == desk.hall


def test_after_two_who_did_not_come_somebody_has_to_be_served_first(desk):
    for _ in range(4):
        desk.issue()
    beat(desk, 20, began_s=600)
    desk.do(c.RecordNoShow("1"), 200)
    assert beat(desk, 20, began_s=600)
    desk.do(c.RecordNoShow("1"), 200)
    assert beat(desk, 60, began_s=600) == ()
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    assert beat(desk, 20, began_s=600)


def test_a_number_that_is_cancelled_at_the_counter_leaves_it_free(desk):
    beat(desk, 20, began_s=600)
    desk.do(c.CancelTicket(desk.hall.current("1").id), 30)
    assert find_auto_call(desk.hall, "1", desk.now) == desk.now + timedelta(seconds=20)


@pytest.mark.parametrize("minutes", [178.9, 179.1, 200])
def test_in_the_last_minute_of_the_hours_and_after_them_nobody_is_called(minutes):
    desk = Desk(calling_by_itself("1", hours=DAYTIME))  # it is 08:00, they end at 11:00
    desk.open("1")
    desk.issue()
    desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    later = minutes * 60 - 60
    assert bool(beat(desk, later, began_s=later)) == (minutes < 179)


def test_a_number_that_was_sent_back_is_called_again_by_a_press_alone(desk):
    beat(desk, 20, began_s=600)
    desk.do(c.ReturnTicket("1"), 20)
    assert beat(desk, 100, began_s=600) == ()
    desk.do(c.CallNext("1"))
    assert desk.current("1") == "A002"


def test_presses_of_another_clock_are_nobody_s(desk):
    presses = Presses(desk.now, desk.now)
    desk.now += timedelta(seconds=700)
    desk.set_clock(desk.now - timedelta(hours=1), timedelta(hours=-1))
    assert desk.do(c.CallByItself("1", presses), 30) == ()


def test_a_call_is_held_also_before_anybody_waits(desk):
    for _ in range(2):
        desk.do(c.FinishAndCallNext("1"))
    desk.do(c.FinishService("1"), 30)
    assert len(desk.do(c.HoldAutoCall("1"))) == 1
    assert desk.do(c.HoldAutoCall("1")) == ()
    desk.issue()
    assert beat(desk, 100, began_s=600) == ()


def test_where_it_is_not_wanted_and_before_the_day_ends_nobody_is_called():
    for catalogue in (calling_by_itself("2"), calling_by_itself("1", day_ends=DAY_ENDS)):
        desk = Desk(catalogue)
        desk.open("1")
        desk.issue()
        desk.issue()
        desk.do(c.CallNext("1"))
        desk.do(c.FinishService("1"), 60)
        assert beat(desk, 28.5 * 60, began_s=600) == ()


DAY_ENDS = (MORNING + timedelta(hours=7, minutes=30)).time()

steps = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from("12"),
        st.sampled_from(["beat", "beat", "beat", "call", "finish", "both", "issue", "undo"]),
        st.sampled_from([0, 0, 5, 20, 25]),
    ),
    max_size=40,
)


def command_of(step, counter, n, presses):
    return {
        "beat": c.CallByItself(counter, presses),
        "call": c.CallNext(counter),
        "finish": c.FinishService(counter),
        "both": c.FinishAndCallNext(counter),
        "issue": c.IssueTicket("A", f"f{n}"),
        "undo": c.Undo(counter),
    }[step]


def require_one_place_each(hall):
    """No ticket is at two counters, and each counter's ticket is there."""
    current = [desk.current for desk in hall.desks.values() if desk.current]
    assert len(current) == len(set(current))
    at = {ticket.id for ticket in hall.tickets.values() if ticket.state in AT_A_COUNTER}
    assert set(current) == at


class Clock:
    now = MORNING

    def __call__(self):
        return self.now


@given(steps)
def test_two_processes_that_call_and_officers_who_press_never_call_anybody_twice(day):
    """Each process decides behind what the other has stored, which it does not know yet."""
    pages, clock, catalogue = Pages(), Clock(), calling_by_itself("1", "2")
    two = [
        Office(CommonJournal(pages), catalogue, clock, find_catalogue=lambda _: None)
        for _ in range(2)
    ]
    start = [c.OpenCounter("1", "x"), c.OpenCounter("2", "y")]
    start += [c.IssueTicket("A", f"s{n}") for n in range(3)]
    for command in start:
        two[0].submit(command, actor="x", reply=lambda *_: None)
    for n, (process, counter, step, pause) in enumerate(day):
        clock.now += timedelta(seconds=pause)
        command = command_of(step, counter, n, Presses(MORNING, clock.now))
        with suppress(Refusal):
            two[process].submit(command, actor="x", reply=lambda *_: None)
        require_one_place_each(two[process].hall)
    for office in two:
        office.follow()
    assert two[0].hall == two[1].hall


def test_beats_and_presses_at_once_call_nobody_twice():
    clock = Clock()
    office = Office(CommonJournal(Pages()), calling_by_itself("1", "2"), clock)
    calls = Counter()
    office.subscribe(
        lambda hall, entries: (
            require_one_place_each(hall),
            calls.update(x.event.ticket for x in entries if isinstance(x.event, e.TicketCalled)),
        )
    )
    start = [c.OpenCounter("1", "x"), c.OpenCounter("2", "y")]
    start += [c.IssueTicket("A", f"s{n}") for n in range(60)]
    for command in start:
        office.submit(command, actor="x", reply=lambda *_: None)

    def press(n):
        counter = "12"[n % 2]
        if n % 5 == 0:
            clock.now += timedelta(seconds=21)
        step = ["beat", "both", "beat", "finish"][n % 4]
        with suppress(Refusal, CannotStore):
            command = command_of(step, counter, n, Presses(MORNING, clock.now))
            office.submit(command, actor="x", reply=lambda *_: None)

    with ThreadPoolExecutor(8) as many:
        list(many.map(press, range(200)))
    assert set(calls.values()) == {1}
