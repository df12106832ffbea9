"""A number that is told to get ready is one of the next three, whatever happens meanwhile."""

from datetime import timedelta
from random import Random

import pytest

from queueing import commands as c
from queueing.catalogue import Counter, Preference
from queueing.errors import Refusal
from queueing.hall.tickets import State
from queueing.next_up import list_next_up
from simulation.next_up import Watch
from tests.queueing.booking import at_home, book
from tests.queueing.centre import Desk, small_centre

ALL = ("1", "2", "3")
LATER_S = 901


def shown(desk, counters=ALL):
    return [ticket.number for ticket in list_next_up(desk.hall, counters, desk.now)]


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def test_two_numbers_are_shown_once_nobody_who_comes_can_pass_them(desk):
    for _ in range(3):
        desk.issue("C", after_s=5)
    desk.now += timedelta(seconds=LATER_S - 11)
    assert shown(desk) == []
    desk.now += timedelta(seconds=10)
    assert shown(desk) == ["C001", "C002"]
    assert shown(desk, ("1", "2")) == [], "another counter may call them"
    desk.do(c.CallNext("3"))
    assert shown(desk) == ["C002"], "the call may be undone"
    desk.now += timedelta(seconds=11)
    assert shown(desk) == ["C002", "C003"], "whoever was called may be sent back, and is one more"


def test_whoever_may_still_come_first_counts(desk):
    for _ in range(5):
        desk.issue("C", after_s=5)
    for press in (c.ParkTicket, c.RecordNoShow):
        desk.do(c.CallNext("3"))
        desk.do(press("3"))
    desk.now += timedelta(seconds=LATER_S)
    assert shown(desk) == ["C003"], "one is kept at the counter, one may be called again"
    desk.do(c.PostponeTicket(desk.ticket("C003").id, 1, None))
    assert shown(desk) == [], "it may take that back, and stands before the others then"


def test_whoever_may_still_confirm_a_booking_counts():
    desk = at_home()
    book(desk, "C")
    for _ in range(3):
        desk.issue("C", after_s=5)
    desk.now += timedelta(seconds=LATER_S)
    assert shown(desk) == ["C001"], "who comes from home may stand before it"


def test_who_waits_for_one_counter_or_longer_where_a_hand_is_lent_is_not_told_yet(desk):
    desk.issue("B")
    desk.now += timedelta(seconds=LATER_S)
    assert shown(desk) == [], "counter 1 calls others first, for ten minutes more"
    desk.now += timedelta(seconds=600)
    assert shown(desk) == ["B001"]
    desk.do(c.CallNext("2"))
    desk.do(c.TransferTicket("2", to_counter="1"))
    assert shown(desk) == []


def test_who_came_in_the_same_moment_may_still_be_called_before(desk):
    for _ in range(4):
        desk.issue("C")
    desk.now += timedelta(seconds=LATER_S)
    assert shown(desk) == []


def test_who_was_called_before_is_not_told_to_get_ready(desk):
    missed = desk.issue("C")
    desk.issue("C", after_s=5)
    desk.do(c.CallNext("3"))
    desk.do(c.RecordNoShow("3"), 200)
    desk.do(c.RestoreTicket(missed.id))
    desk.now += timedelta(seconds=LATER_S)
    assert "C001" in desk.waiting("C")
    assert shown(desk) == ["C002"]


def test_a_hand_is_lent_as_early_as_the_penalties_differ():
    helper = Counter("1", "01", "tret", "XD", (Preference("A", 300), Preference("B", 600)))
    centre = small_centre()
    desk = Desk(small_centre(counters={**centre.counters, "1": helper}))
    desk.open()
    desk.issue("B")
    desk.now += timedelta(seconds=LATER_S + 298)
    assert shown(desk) == []
    desk.now += timedelta(seconds=3)
    assert shown(desk) == ["B001"]


def test_who_was_cancelled_a_moment_ago_may_come_back_and_who_was_served_does_not_count(desk):
    for _ in range(3):
        desk.issue("C", after_s=5)
    desk.now += timedelta(seconds=LATER_S)
    desk.do(c.CancelTicket(desk.ticket("C001").id))
    assert shown(desk) == ["C002"]
    served = Desk()
    served.open()
    for _ in range(4):
        served.issue("C", after_s=5)
    served.do(c.CallNext("3"))
    served.do(c.FinishService("3"), 30)
    served.now += timedelta(seconds=LATER_S - 700)
    assert served.hall.catalogue.limits.take_back_s > LATER_S - 700
    assert shown(served) == []
    served.now += timedelta(seconds=690)
    assert shown(served) == ["C002", "C003"]


def shared():
    """Two counters for one queue, a third one for another."""
    counters = {
        "1": Counter("1", "01", "tret", "XD", (Preference("A"),)),
        "2": Counter("2", "02", "tret", "XD", (Preference("A"), Preference("B"))),
        "3": Counter("3", "03", "tret", "XD", (Preference("C"),)),
    }
    return small_centre(counters=counters)


@pytest.mark.parametrize("seed", range(12))
def test_on_any_day_a_shown_number_is_among_the_next_three(seed):
    """Missed numbers are not cancelled: a cancel that is taken back is an exception, on record."""
    rng = Random(seed)
    desk, watch = Desk(rng.choice([small_centre, shared])()), Watch()
    desk.open()
    for _ in range(400):
        try:
            events = desk.do(press(desk, rng), rng.choice([0, 5, 40, 90, 300]))
        except Refusal:
            events = ()
        watch.take(desk.hall, events, desk.now)
    assert watch.shown > 0
    assert watch.broken == []


def press(desk, rng):
    """Return what somebody does next: mostly numbers and calls, now and then all the rest."""
    counter, service = rng.choice(ALL), rng.choice("ABC")
    ticket = rng.choice([*desk.hall.tickets] or ["none"])
    desk._follow += 1
    priority = rng.choice(["normal", "normal", "elderly"])
    waiting = [each.id for each in desk.hall.with_state(State.WAITING)]
    return rng.choice([
        *[c.IssueTicket(service, f"f{desk._follow}", priority, kiosk="k1")] * 3,
        *[c.CallNext(counter), c.FinishService(counter), c.FinishAndCallNext(counter)] * 3,
        c.ReturnTicket(counter), c.ParkTicket(counter), c.RecordNoShow(counter),
        c.ResumeTicket(counter, ticket), c.TransferTicket(counter, service=service),
        c.TransferTicket(counter, to_counter=rng.choice(ALL)), c.Undo(counter),
        c.CorrectService(ticket, service), c.RestoreTicket(ticket),
        c.CancelTicket(rng.choice(waiting or ["none"])),
        c.PostponeTicket(ticket, rng.choice([1, 3]), None), c.TakeBackPostpone(ticket),
        c.CallTicket(counter, ticket, "help"),
        c.ServeWalkIn(counter, service, f"f{desk._follow}"),
    ])  # fmt: skip
