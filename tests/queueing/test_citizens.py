"""What a citizen does from afar: steps back, rates, complains."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing import errors
from queueing.decisions.citizens import asks_for_reasons, find_last_served, may_ask_for_call
from queueing.events import TicketPostponed, TicketRated
from queueing.hall.tickets import LEVELS, State
from queueing.measures.timelines import Timelines
from queueing.measures.times import visit
from tests.queueing.any_day import entries_of
from tests.queueing.centre import Desk, small_centre


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def refused(desk, kind, command, after_s=0.0):
    with pytest.raises(kind) as refusal:
        desk.do(command, after_s)
    return refusal.value.fields


def served(desk):
    ticket = desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"))
    return ticket


# ── stepping back ──


def test_a_citizen_who_comes_late_lets_n_others_pass(desk):
    mine = desk.issue("A")
    for _ in range(4):
        desk.issue("A", 60)
    desk.do(c.PostponeTicket(mine.id, places=2))
    assert desk.waiting() == ["A002", "A003", "A001", "A004", "A005"]
    assert desk.hall.tickets[mine.id].postpones == 1


def test_with_fewer_behind_it_goes_to_the_end_and_with_nobody_it_stays(desk):
    first, last = desk.issue("A"), desk.issue("A", 60)
    desk.do(c.PostponeTicket(first.id, places=5))
    assert desk.waiting() == ["A002", "A001"]
    fields = refused(desk, errors.NobodyBehind, c.PostponeTicket(first.id, places=1))
    assert fields == {"number": first.number}
    desk.do(c.CancelTicket(last.id))
    assert desk.hall.tickets[first.id].postpones == 1


def test_minutes_move_the_due_time_and_those_who_come_within_them_pass(desk):
    mine = desk.issue("A")
    desk.issue("A", 300)
    (event,) = desk.do(c.PostponeTicket(mine.id, minutes=10))
    assert event == TicketPostponed(desk.now, mine.id, mine.due + timedelta(minutes=10))
    desk.issue("A", 240)
    desk.issue("A", 120)
    assert desk.waiting() == ["A002", "A003", "A001", "A004"]


def test_minutes_that_let_nobody_pass_are_refused_and_use_up_nothing(desk):
    mine = desk.issue("A")
    desk.issue("A", 601)
    fields = refused(desk, errors.NobodyBehind, c.PostponeTicket(mine.id, minutes=10))
    assert fields == {"number": mine.number}
    assert desk.hall.tickets[mine.id].postpones == 0
    desk.do(c.PostponeTicket(mine.id, places=1))
    assert desk.waiting() == ["A002", "A001"]


def test_who_stands_before_does_not_count_among_those_who_pass(desk):
    desk.issue("A")
    mine = desk.issue("A", 60)
    desk.issue("A", 600)
    fields = refused(desk, errors.NobodyBehind, c.PostponeTicket(mine.id, minutes=5))
    assert fields == {"number": mine.number}


def test_the_last_step_back_is_taken_back_and_uses_up_nothing(desk):
    mine = desk.issue("A")
    for _ in range(3):
        desk.issue("A", 60)
    desk.do(c.PostponeTicket(mine.id, places=1))
    desk.do(c.PostponeTicket(mine.id, places=1))
    assert desk.waiting() == ["A002", "A003", "A001", "A004"]
    desk.do(c.TakeBackPostpone(mine.id))
    assert desk.waiting() == ["A002", "A001", "A003", "A004"]
    assert desk.hall.tickets[mine.id].postpones == 1
    assert desk.do(c.TakeBackPostpone(mine.id)) == ()


def test_what_has_moved_a_ticket_since_is_not_taken_back(desk):
    mine = desk.issue("A")
    for _ in range(5):
        desk.issue("A", 60)
    assert desk.do(c.TakeBackPostpone(mine.id)) == ()
    desk.do(c.PostponeTicket(mine.id, places=1))
    desk.do(c.CallNext("1"))
    desk.do(c.FinishAndCallNext("1"))
    assert desk.hall.current("1").id == mine.id
    fields = refused(desk, errors.TicketNotWaiting, c.TakeBackPostpone(mine.id))
    assert fields == {"number": "A001", "state": "called"}
    desk.do(c.RecordNoShow("1"), 200)
    desk.do(c.RestoreTicket(mine.id))
    assert desk.do(c.TakeBackPostpone(mine.id)) == ()


def test_the_holder_of_a_missed_number_asks_once_to_be_called_again(desk):
    def may_ask():
        return may_ask_for_call(desk.hall.ticket(mine.id), desk.hall.catalogue.limits, desk.now)

    mine = desk.issue("A")
    assert refused(desk, errors.TicketNotMissed, c.AskForCall(mine.id))["state"] == "waiting"
    for _ in range(2):
        desk.do(c.CallNext("1"))
        desk.do(c.RecordNoShow("1"), 200)
        assert may_ask()
        assert len(desk.do(c.AskForCall(mine.id))) == 1
        assert desk.do(c.AskForCall(mine.id)) == ()
        assert not may_ask()
        assert desk.hall.tickets[mine.id].state == "no_show"
        desk.do(c.RestoreTicket(mine.id))
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"), 200)
    refused(desk, errors.TooLateToRestore, c.AskForCall(mine.id))
    assert not may_ask()


def test_a_counter_takes_its_no_show_back_although_the_holder_asked(desk):
    mine = desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"), 200)
    desk.do(c.AskForCall(mine.id), 1)
    desk.do(c.Undo("1"), 1)
    assert desk.hall.current("1").id == mine.id


def test_of_equal_keys_the_one_that_steps_back_comes_second(desk):
    early = desk.issue("A")
    desk.issue("A", 900, priority="elderly")
    assert desk.hall.ticket(early.id).due == desk.hall.queue("A")[1].due
    desk.do(c.PostponeTicket(early.id, places=1))
    assert desk.waiting() == ["A002", "A001"]


def test_nobody_steps_back_more_than_twice(desk):
    mine = desk.issue("A")
    for _ in range(3):
        desk.issue("A", 60)
    desk.do(c.PostponeTicket(mine.id, places=1))
    desk.do(c.PostponeTicket(mine.id, minutes=1))
    fields = refused(desk, errors.PostponeLimit, c.PostponeTicket(mine.id, places=1))
    assert fields == {"number": "A001", "limit": 2}


def test_what_is_asked_in_two_windows_steps_back_once(desk):
    mine = desk.issue("A")
    for _ in range(3):
        desk.issue("A", 60)
    assert len(desk.do(c.PostponeTicket(mine.id, places=1, seen=0))) == 1
    assert desk.do(c.PostponeTicket(mine.id, places=1, seen=0)) == ()
    assert desk.do(c.PostponeTicket(mine.id, minutes=5, seen=0)) == ()
    assert len(desk.do(c.PostponeTicket(mine.id, places=1, seen=1))) == 1
    assert desk.do(c.PostponeTicket(mine.id, places=1, seen=1)) == (), "not a refusal either"
    refused(desk, errors.PostponeLimit, c.PostponeTicket(mine.id, places=1, seen=2))


def test_only_who_waits_can_step_back(desk):
    mine = desk.issue("A")
    desk.do(c.CallNext("1"))
    fields = refused(desk, errors.TicketNotWaiting, c.PostponeTicket(mine.id, places=1))
    assert fields == {"number": "A001", "state": "called"}


@pytest.mark.parametrize(
    ("places", "minutes", "field"),
    [
        (None, None, "places"), (1, 1, "places"), (0, None, "places"), (11, None, "places"),
        (None, 0, "minutes"), (None, 11, "minutes"), (None, -5, "minutes"),
    ],
)  # fmt: skip
def test_one_measure_within_the_limits_must_be_named(desk, places, minutes, field):
    mine = desk.issue("A")
    command = c.PostponeTicket(mine.id, places, minutes)
    assert refused(desk, errors.InvalidField, command) == {"field": field}


def test_the_wait_goes_on_from_the_entry_into_the_queue(desk):
    mine = desk.issue("A")
    desk.issue("A", 60)
    desk.do(c.PostponeTicket(mine.id, places=1), 240)
    desk.do(c.CallNext("1"))
    desk.do(c.CallNext("2"), 300)
    assert desk.hall.current("2").id == mine.id
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    (leg,) = visit(timelines.tickets[mine.id]).legs
    assert (leg.spent.waiting_s, timelines.tickets[mine.id].postpones) == (600, 1)


def test_a_step_that_was_taken_back_is_not_counted(desk):
    mine = desk.issue("A")
    desk.issue("A", 60)
    desk.do(c.PostponeTicket(mine.id, places=1))
    desk.do(c.TakeBackPostpone(mine.id))
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    assert timelines.tickets[mine.id].postpones == 0


def test_after_stepping_back_a_return_to_the_queue_cannot_be_undone(desk):
    mine = desk.issue("A")
    desk.issue("A", 1)
    desk.do(c.CallNext("1"))
    desk.do(c.ReturnTicket("1"))
    desk.do(c.PostponeTicket(mine.id, places=1))
    refused(desk, errors.TooLateToUndo, c.Undo("1"))


# ── rating ──


@pytest.mark.parametrize("level", LEVELS)
def test_a_served_ticket_is_rated_once(desk, level):
    mine = served(desk)
    (event,) = desk.do(c.RateTicket(mine.id, level, "r1"))
    assert event == TicketRated(desk.now, mine.id, level, "r1")
    assert desk.hall.tickets[mine.id].rated == level
    refused(desk, errors.AlreadyRated, c.RateTicket(mine.id, "neutral"))


def test_who_was_not_served_has_nothing_to_rate(desk):
    mine = desk.issue("A")
    fields = refused(desk, errors.NotServedYet, c.RateTicket(mine.id, "neutral"))
    assert fields == {"number": "A001", "state": "waiting"}
    desk.do(c.CancelTicket(mine.id))
    refused(desk, errors.NotServedYet, c.RateTicket(mine.id, "neutral"))


def test_there_are_four_levels_and_no_other(desk):
    mine = served(desk)
    assert refused(desk, errors.InvalidField, c.RateTicket(mine.id, "5")) == {"field": "level"}


def test_a_ticket_finished_after_the_days_end_may_be_rated_for_24_hours(desk):
    mine = desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"))
    desk.do(c.CloseDay())
    desk.do(c.FinishService("1"), 60)
    refused(desk, errors.TooLateToRate, c.RateTicket(mine.id, "neutral"), 86_401)
    desk.now -= timedelta(seconds=2)
    desk.do(c.RateTicket(mine.id, "satisfied"))
    assert desk.hall.tickets[mine.id].rated == "satisfied"
    assert desk.replayed().tickets == desk.hall.tickets


def test_a_ticket_that_left_with_its_day_cannot_be_rated(desk):
    mine = served(desk)
    desk.do(c.CloseDay())
    refused(desk, errors.UnknownTicket, c.RateTicket(mine.id, "neutral"))


def test_the_tablet_of_a_counter_rates_only_whom_the_counter_served_last(desk):
    first = served(desk)
    second = served(desk)
    assert find_last_served(desk.hall, "1").id == second.id
    assert find_last_served(desk.hall, "2") is None
    refused(desk, errors.UnknownTicket, c.RateTicket(first.id, "neutral", counter="1"))
    desk.do(c.RateTicket(second.id, "satisfied", counter="1"))
    assert desk.hall.tickets[second.id].rated == "satisfied"


def test_a_finish_that_was_rated_already_cannot_be_undone(desk):
    mine = served(desk)
    desk.do(c.RateTicket(mine.id, "satisfied"), 2)
    refused(desk, errors.TooLateToUndo, c.Undo("1"))
    assert desk.hall.tickets[mine.id].state is State.SERVED


# ── reasons ──


def test_reasons_come_with_the_rating_or_once_after_it_from_its_tablet(desk):
    mine = served(desk)
    desk.do(c.RateTicket(mine.id, "dissatisfied", reasons=("wait", "manner")))
    assert desk.hall.tickets[mine.id].rated_why == ("wait", "manner")
    assert desk.do(c.ExplainRating(mine.id, "1", ("wait",))) == ()
    other = served(desk)
    desk.do(c.RateTicket(other.id, "neutral", counter="1"), 5)
    served(desk)
    assert desk.do(c.ExplainRating(other.id, "1", ())) == ()
    desk.do(c.ExplainRating(other.id, "1", ("wait",)), 115)
    assert desk.hall.tickets[other.id].rated_why == ("wait",)
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    assert timelines.tickets[mine.id].reasons == ("wait", "manner")
    assert timelines.tickets[other.id].reasons == ("wait",)


def test_reasons_that_cannot_be_right_are_refused(desk):
    mine = served(desk)
    for reasons in (("weather",), ("wait", "wait")):
        command = c.RateTicket(mine.id, "neutral", reasons=reasons)
        assert refused(desk, errors.InvalidField, command) == {"field": "reasons"}
    refused(desk, errors.NotServedYet, c.ExplainRating(mine.id, "1", ("wait",)))
    desk.do(c.RateTicket(mine.id, "neutral"))
    refused(desk, errors.UnknownTicket, c.ExplainRating(mine.id, "2", ("wait",)))
    refused(desk, errors.InvalidField, c.ExplainRating(mine.id, "1", ("weather",)))
    refused(desk, errors.TooLateToRate, c.ExplainRating(mine.id, "1", ("wait",)), 121)


def test_only_who_is_less_than_satisfied_is_asked_why(desk):
    asked = [level for level in LEVELS if asks_for_reasons(desk.hall, level)]
    assert asked == ["neutral", "dissatisfied"]
    assert not asks_for_reasons(Desk(small_centre(rating_reasons={})).hall, "dissatisfied")
