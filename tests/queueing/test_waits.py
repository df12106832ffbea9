"""Why somebody waited: who was before them, and what the counters did that could have called."""

from itertools import pairwise

from hypothesis import given, settings

from queueing import commands as c
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.hall.tickets import State, is_elsewhere
from queueing.hall.transitions import seconds_between
from queueing.measures.waits import WaitWatch, sum_by_doing
from tests.examples import examples
from tests.queueing.any_day import days, play
from tests.queueing.centre import MORNING, Desk


def waits_of(desk, ticket):
    """The waits of a ticket, from the journal of its day."""
    hall, watch = Hall.empty(desk.hall.catalogue), WaitWatch(ticket)
    for seq, event in enumerate(desk.journal, start=1):
        apply(hall, event, seq)
        watch.look(hall, event.at)
    return watch.find_waits(desk.now)


def did(wait):
    """Counter -> what it did, with the minutes."""
    return {
        counter: [
            (each.doing.kind, each.doing.number or each.doing.reason, each.seconds / 60)
            for each in stretches
        ]
        for counter, stretches in wait.counters.items()
    }


def test_a_wait_shows_who_was_before_and_what_each_counter_did_meanwhile():
    desk = Desk()
    desk.open("1")
    desk.issue("A")
    desk.issue("A")
    desk.do(c.CallNext("1"), after_s=60)
    late = desk.issue("A", after_s=60)
    desk.do(c.FinishAndCallNext("1"), after_s=600)
    desk.do(c.FinishService("1"), after_s=300)
    desk.do(c.PauseCounter("1", "meeting"))
    desk.do(c.OpenCounter("2", "user:minh"), after_s=120)
    desk.do(c.OpenCounter("1", "user:lan"), after_s=180)
    [wait] = waits_of(desk, late.id)
    assert (wait.ahead, wait.end) == (("A002",), None)
    desk.do(c.CallNext("2"), after_s=60)
    [wait] = waits_of(desk, late.id)
    assert (wait.begin, wait.end, wait.service) == (late.arrival, desk.now, "A")
    assert did(wait) == {
        "1": [("serving", "A001", 10), ("serving", "A002", 5), ("paused", "meeting", 5),
              ("idle", None, 1)],
        "2": [("closed", None, 17), ("idle", None, 4)],
    }  # fmt: skip
    assert [seconds / 60 for seconds in sum_by_doing(wait.counters["1"]).values()] == [10, 5, 5, 1]
    assert wait.seconds("idle", "closed") / 60 == 1 + 17 + 4


def test_a_call_that_is_undone_goes_on_as_one_wait_and_a_transfer_begins_another():
    desk = Desk()
    desk.open("1", "3")
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), after_s=60)
    desk.do(c.Undo("1"), after_s=5)
    desk.do(c.CallNext("1"), after_s=55)
    desk.do(c.TransferTicket("1", service="C"), after_s=60)
    desk.do(c.CallNext("3"), after_s=240)
    first, second = waits_of(desk, ticket.id)
    assert did(first) == {"1": [("idle", None, 2)], "2": [("closed", None, 2)]}
    assert (second.service, did(second)) == ("C", {"3": [("idle", None, 4)]})


def test_one_who_is_sent_on_waits_since_the_number_and_says_since_when_here():
    desk = Desk()
    desk.open("1")
    came = desk.issue("A")
    assert (came.came_here_at, is_elsewhere(came)) == (None, False)
    desk.do(c.CallNext("1"), after_s=30)
    desk.do(c.TransferTicket("1", service="B"), after_s=30)
    sent = desk.hall.tickets[came.id]
    assert (sent.waits_since, sent.came_here_at) == (came.arrival, desk.now)
    assert is_elsewhere(sent)


def test_one_who_is_sent_to_a_counter_waits_for_that_one_alone():
    desk = Desk()
    desk.open("1", "2")
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"), after_s=30)
    desk.do(c.TransferTicket("1", to_counter="2"), after_s=30)
    desk.do(c.CallNext("2"), after_s=60)
    assert list(waits_of(desk, ticket.id)[-1].counters) == ["2"]


@settings(max_examples=examples(60), deadline=None)
@given(days)
def test_on_any_day_the_stretches_of_a_counter_have_no_gap_and_fill_the_wait(day):
    desk = play(day)
    for ticket in list(desk.hall.tickets.values()):
        waits = waits_of(desk, ticket.id)
        assert (waits[-1].end is None) == (ticket.state is State.WAITING)
        for wait in waits:
            end = wait.end or desk.now
            for stretches in wait.counters.values():
                assert stretches[-1].end == end
                for one, two in pairwise(stretches):
                    assert one.end == two.begin
                    assert one.doing != two.doing
        assert waits[0].begin == ticket.arrival >= MORNING
        assert (
            sum(seconds_between(w.begin, w.end or desk.now) for w in waits)
            <= (desk.now - ticket.arrival).total_seconds()
        )


def test_who_was_sent_to_another_queue_uncalled_waits_there_anew():
    desk = Desk()
    desk.open("1")
    desk.issue("B")
    moved = desk.issue("A", after_s=60)
    desk.do(c.CorrectService(moved.id, "B"), after_s=120)
    desk.now += (desk.now - moved.arrival) / 2
    first, second = waits_of(desk, moved.id)
    assert (first.service, second.service, second.ahead) == ("A", "B", ("B001",))
    assert (first.seconds("idle"), second.end) == (120, None)
