"""Each limit at the last moment that it allows and at the first that it does not."""

from dataclasses import replace
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing import counter_errors, errors
from queueing.catalogue import Limits
from queueing.decisions.calling import recall_possible_at, recalls_left, second_press_until
from queueing.decisions.citizens import places_to_step_back, postpones_left, rate_until
from queueing.decisions.day import day_opens_at, is_day_open
from queueing.decisions.serving import held_until, is_no_show_advised, no_show_advised_at
from queueing.decisions.tickets import may_cancel, may_reprint, restore_until
from queueing.decisions.transferring import counters_to_transfer_to, services_to_transfer_to
from queueing.hall.tickets import State
from tests.queueing.centre import MORNING, Desk, small_centre

MOMENT = 0.001


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def called(desk, counter="1", service="A"):
    ticket = desk.issue(service)
    desk.do(c.CallNext(counter))
    return ticket.id


def missed(desk):
    ticket = called(desk)
    desk.do(c.RecordNoShow("1"))
    return ticket


def served(desk):
    ticket = called(desk)
    desk.do(c.FinishService("1"))
    return ticket


def refused(desk, kind, command, after_s=0.0):
    with pytest.raises(kind) as refusal:
        desk.do(command, after_s)
    return refusal.value.fields


def test_a_no_show_may_be_restored_until_half_an_hour_after_the_call_and_its_slip_printed(desk):
    mine = missed(desk)
    until = restore_until(desk.hall.tickets[mine], desk.hall.catalogue.limits)
    assert until == desk.now + timedelta(minutes=30)
    desk.now = until
    desk.do(c.ReprintTicket(mine))
    assert may_reprint(desk.hall.tickets[mine], desk.hall.catalogue.limits, desk.now)
    refused(desk, errors.TooLateToRestore, c.RestoreTicket(mine), MOMENT)
    refused(desk, errors.TicketOver, c.ReprintTicket(mine))
    desk.now = until
    desk.do(c.RestoreTicket(mine))
    assert restore_until(desk.hall.tickets[mine], desk.hall.catalogue.limits) is None


def test_a_ticket_is_restored_twice_and_no_more(desk):
    mine = missed(desk)
    for _ in range(2):
        desk.do(c.RestoreTicket(mine))
        desk.do(c.CallNext("1"))
        desk.do(c.RecordNoShow("1"))
    assert restore_until(desk.hall.tickets[mine], desk.hall.catalogue.limits) is None
    refused(desk, errors.TooLateToRestore, c.RestoreTicket(mine))


def test_the_holder_gives_a_number_back_until_it_is_served(desk):
    staff, holder = set(), set()
    ticket = desk.issue("A")
    for state in State:
        each = replace(ticket, state=state)
        staff |= {state} if may_cancel(each, by_staff=True) else set()
        holder |= {state} if may_cancel(each, by_staff=False) else set()
    assert staff == {State.WAITING, State.CALLED, State.PARKED, State.NO_SHOW}
    assert holder == {State.WAITING, State.CALLED}


def test_the_holder_of_a_parked_number_leaves_it_to_the_counter(desk):
    mine = called(desk)
    desk.do(c.ParkTicket("1"))
    fields = refused(desk, errors.TicketNotWaiting, c.CancelTicket(mine, by_staff=False))
    assert fields == {"number": "A001", "state": "parked"}
    desk.do(c.CancelTicket(mine))
    refused(desk, errors.TicketOver, c.CancelTicket(mine, by_staff=False))


def test_recalls_are_counted_and_the_interval_is_kept_between_them(desk):
    mine, limits = called(desk), desk.hall.catalogue.limits
    ticket = desk.hall.tickets[mine]
    assert (recalls_left(ticket, limits), recall_possible_at(ticket, limits, desk.now)) == (3, None)
    for left in (2, 1, 0):
        desk.do(c.Recall("1"))
        ticket = desk.hall.tickets[mine]
        again = recall_possible_at(ticket, limits, desk.now)
        assert (recalls_left(ticket, limits), again - desk.now) == (left, timedelta(seconds=5))
        if left:
            assert refused(desk, errors.RecallTooSoon, c.Recall("1"), 5 - MOMENT)["wait_s"] == 0.0
        desk.now = again
    assert refused(desk, errors.RecallLimit, c.Recall("1"))["limit"] == 3
    desk.do(c.StartService("1"))
    assert recall_possible_at(desk.hall.tickets[mine], limits, desk.now) is None


def test_a_clock_set_back_does_not_keep_an_officer_from_recalling(desk):
    called(desk)
    desk.do(c.Recall("1"))
    desk.do(c.Recall("1"), -3600)


def test_absence_may_be_recorded_after_enough_calls_and_minutes_where_that_is_enforced():
    desk = Desk(small_centre(limits=Limits(no_show_enforced=True)))
    desk.open("1")
    mine, limits = called(desk), desk.hall.catalogue.limits
    assert no_show_advised_at(desk.hall.tickets[mine], limits) is None
    refused(desk, errors.NoShowTooSoon, c.RecordNoShow("1"), 180)
    desk.do(c.Recall("1"))
    ticket = desk.hall.tickets[mine]
    assert no_show_advised_at(ticket, limits) == ticket.last_call_at + timedelta(minutes=3)
    desk.now = ticket.last_call_at + timedelta(minutes=3)
    assert not is_no_show_advised(ticket, limits, desk.now - timedelta(seconds=MOMENT))
    assert refused(desk, errors.NoShowTooSoon, c.RecordNoShow("1"), -MOMENT) == {
        "number": "A001", "calls": 2, "after_s": 180,
    }  # fmt: skip
    desk.do(c.RecordNoShow("1"), MOMENT)
    assert no_show_advised_at(desk.hall.tickets[mine], limits) is None


def test_a_called_number_is_held_from_its_last_call_on_unless_the_officer_was_asked(desk):
    mine, limits = called(desk), desk.hall.catalogue.limits
    desk.do(c.Recall("1"), 60)
    until = desk.now + timedelta(minutes=3)
    assert held_until(desk.hall.tickets[mine], limits) == until
    asked = c.RecordNoShow("1", unless_held=True)
    assert refused(desk, errors.NumberHeld, asked, 170) == {"number": "A001", "wait_s": 10}
    (early,) = desk.do(c.RecordNoShow("1"))
    assert early.early
    assert held_until(desk.hall.tickets[mine], limits) is None
    desk.do(c.Undo("1"))
    desk.now = until
    (late,) = desk.do(asked)
    assert not late.early


def test_a_press_soon_after_a_call_is_a_second_one_of_it_where_that_is_asked(desk):
    mine, limits = called(desk), desk.hall.catalogue.limits
    for ending in (c.FinishAndCallNext, c.FinishService, c.RecordNoShow):
        asked = ending("1", unless_just_called=True)
        assert refused(desk, counter_errors.JustCalled, asked) == {"number": "A001"}
    ticket = desk.hall.tickets[mine]
    until = second_press_until(ticket, limits, desk.now)
    assert until == desk.now + timedelta(seconds=limits.second_press_s)
    set_back = desk.now - timedelta(hours=1)
    assert second_press_until(ticket, limits, set_back) is None, "nobody waits for the clock"
    desk.now = until
    desk.do(c.RecordNoShow("1", unless_just_called=True))
    desk.do(c.Undo("1"))
    desk.do(c.StartService("1"))
    assert second_press_until(desk.hall.tickets[mine], limits, desk.now) is None
    desk.do(c.FinishService("1", unless_just_called=True))


def test_a_ticket_steps_back_by_as_many_as_wait_behind_it(desk):
    first, second, third = [desk.issue("A").id for _ in range(3)]
    places = [places_to_step_back(desk.hall, desk.hall.tickets[t]) for t in (first, second, third)]
    assert places == [2, 1, 0]
    for _ in range(12):
        desk.issue("A")
    assert places_to_step_back(desk.hall, desk.hall.tickets[first]) == 10
    desk.do(c.PostponeTicket(first, places=10))
    ticket = desk.hall.tickets[first]
    assert postpones_left(ticket, desk.hall.catalogue.limits) == 1
    assert postpones_left(replace(ticket, postpones=3), desk.hall.catalogue.limits) == 0
    refused(desk, errors.InvalidField, c.PostponeTicket(first, places=11))
    refused(desk, errors.InvalidField, c.PostponeTicket(first, minutes=11))
    desk.issue("A", 1)
    desk.do(c.PostponeTicket(first, minutes=10))


def test_a_phone_rates_for_a_day_and_the_tablet_for_a_minute(desk):
    mine, limits = served(desk), desk.hall.catalogue.limits
    ticket = desk.hall.tickets[mine]
    assert rate_until(ticket, limits, on_tablet=False) == desk.now + timedelta(days=1)
    assert rate_until(ticket, limits, on_tablet=True) == desk.now + timedelta(seconds=60)
    hurried = replace(limits, rate_within_s=30)
    assert rate_until(ticket, hurried, on_tablet=True) == desk.now + timedelta(seconds=30)
    on_tablet = c.RateTicket(mine, "neutral", counter="1")
    refused(desk, errors.TooLateToRate, on_tablet, 60 + MOMENT)
    desk.do(on_tablet, -MOMENT)
    assert rate_until(desk.hall.tickets[mine], limits, on_tablet=False) is None


def test_a_phone_may_rate_at_the_last_moment_of_a_day(desk):
    mine = served(desk)
    refused(desk, errors.TooLateToRate, c.RateTicket(mine, "neutral"), 86_400 + MOMENT)
    desk.do(c.RateTicket(mine, "neutral"), -MOMENT)


def test_a_ticket_sent_to_one_counter_is_called_by_that_one_alone_until_it_closes(desk):
    mine = called(desk, "2")
    desk.do(c.TransferTicket("2", to_counter="1"))
    assert refused(desk, errors.NotServedHere, c.CallTicket("2", mine))["number"] == "A001"
    desk.do(c.CloseCounter("1"))
    desk.do(c.CallTicket("2", mine))


def test_a_ticket_is_sent_where_it_can_be_received(desk):
    parts = small_centre()
    services = {**parts.services, "B": replace(parts.services["B"], closed_reason="closed")}
    services["D"] = replace(services["C"], code="D")
    desk = Desk(small_centre(services=services))
    desk.open("1", "2")
    desk.do(c.PauseCounter("2"))
    mine = called(desk)
    assert services_to_transfer_to(desk.hall, desk.hall.tickets[mine]) == ["C"]
    assert counters_to_transfer_to(desk.hall, "1") == ["2"]
    closed = refused(desk, errors.ServiceClosed, c.TransferTicket("1", service="B"))
    assert closed["reason"] == "closed"
    unserved = refused(desk, errors.ServiceClosed, c.TransferTicket("1", service="D"))
    assert unserved["reason"] == "no_counter"


def test_a_day_that_was_closed_opens_again_at_midnight(desk):
    assert (is_day_open(desk.hall, desk.now), day_opens_at(desk.hall, desk.now)) == (True, None)
    desk.do(c.CloseDay())
    midnight = MORNING + timedelta(hours=16)  # 00:00 in Cần Thơ
    assert day_opens_at(desk.hall, desk.now) == midnight
    refused(desk, errors.DayIsClosed, c.OpenCounter("1", "user:lan"))
    desk.now = midnight
    assert day_opens_at(desk.hall, desk.now) is None
    desk.open("1")
