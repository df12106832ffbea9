"""Every command and every refusal, through decide and apply."""

from dataclasses import replace
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing import errors
from queueing.catalogue import Limits
from queueing.decisions import adopt
from queueing.decisions.undoing import undo_until
from queueing.events import CounterClosed, TicketCalled, TicketIssued, TicketServed
from queueing.hall.tickets import State
from queueing.hours import Hours
from tests.queueing.centre import Desk, small_centre


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def called(desk, service="A", counter="1"):
    ticket = desk.issue(service)
    desk.do(c.CallNext(counter))
    return ticket


def refused(desk, kind, command, after_s=0.0):
    with pytest.raises(kind) as refusal:
        desk.do(command, after_s)
    return refusal.value.fields


# ── numbers ──


def test_numbers_count_up_by_letter_and_never_wrap(desk):
    numbers = [desk.issue("A").number for _ in range(1001)]
    assert numbers[0] == "A001"
    assert numbers[998:] == ["A999", "A1000", "A1001"]
    assert desk.issue("B").number == "B001"


def test_a_cancelled_number_is_not_given_again(desk):
    first = desk.issue()
    desk.do(c.CancelTicket(first.id))
    assert desk.issue().number == "A002"


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (c.IssueTicket("Z", "f"), errors.UnknownService),
        (c.IssueTicket("A", "f", kiosk="k9"), errors.UnknownKiosk),
        (c.IssueTicket("A", "f", priority="vip"), errors.InvalidField),
        (c.IssueTicket("A", "f", language="xx"), errors.InvalidField),
    ],
)
def test_a_wrong_request_gives_no_number(desk, command, kind):
    refused(desk, kind, command)
    assert desk.issue().number == "A001"


def test_the_hours_refuse_citizens_but_not_the_guide():
    desk = Desk(small_centre(hours=Hours({}, enforced=True)))
    fields = refused(desk, errors.ServiceClosed, c.IssueTicket("A", "f"))
    assert fields == {"service": "A", "reason": "outside_hours"}
    assert desk.issue("A", by_staff=True).number == "A001"


def test_a_service_that_the_centre_has_closed_gives_no_numbers():
    services = small_centre().services
    closed = services | {"A": replace(services["A"], closed_reason="moved")}
    fields = refused(
        Desk(small_centre(services=closed)), errors.ServiceClosed, c.IssueTicket("A", "f")
    )
    assert fields == {"service": "A", "reason": "moved"}


def test_waiting_people_are_counted_by_service(desk):
    for service in "AAB":
        desk.issue(service)
    assert desk.hall.waiting_counts() == {"A": 2, "B": 1}


def test_a_service_without_counters_gives_no_numbers():
    counters = {k: v for k, v in small_centre().counters.items() if k != "3"}
    desk = Desk(small_centre(counters=counters))
    fields = refused(desk, errors.ServiceClosed, c.IssueTicket("C", "f"))
    assert fields["reason"] == "no_counter"


# ── calling ──


def test_a_closed_or_paused_counter_calls_nobody():
    desk = Desk()
    desk.issue()
    refused(desk, errors.CounterIsClosed, c.CallNext("1"))
    desk.open("1")
    desk.do(c.PauseCounter("1", "meeting"))
    refused(desk, errors.CounterIsPaused, c.CallNext("1"))
    assert desk.do(c.PauseCounter("1", "meeting")) == ()
    refused(desk, errors.CounterIsPaused, c.PauseCounter("1"))
    refused(desk, errors.CounterIsClosed, c.PauseCounter("2"))
    refused(desk, errors.UnknownCounter, c.CallNext("9"))


def test_a_pause_may_say_when_it_ends_later_on_the_same_day():
    desk = Desk()
    desk.open("1")
    back = desk.now + timedelta(minutes=30)
    for wrong in (desk.now, desk.now + timedelta(days=1)):
        fields = refused(desk, errors.InvalidField, c.PauseCounter("1", "meeting", wrong))
        assert fields["field"] == "until"
    desk.do(c.PauseCounter("1", "meeting", back))
    assert desk.hall.desk("1").until == back
    assert desk.do(c.PauseCounter("1", "meeting", back)) == ()
    refused(desk, errors.CounterIsPaused, c.PauseCounter("1", "meeting"))
    desk.open("1")
    assert desk.hall.desk("1").until is None
    desk.do(c.PauseCounter("1", "meeting", back))
    desk.do(c.CloseCounter("1"))
    assert desk.hall.desk("1").until is None


def test_a_busy_counter_must_finish_first(desk):
    called(desk)
    for command in (c.CallNext("1"), c.PauseCounter("1"), c.CloseCounter("1")):
        assert refused(desk, errors.CounterBusy, command)["number"] == "A001"


def test_with_nobody_waiting_call_next_refuses_and_finish_and_call_next_does_nothing(desk):
    refused(desk, errors.NobodyWaiting, c.CallNext("1"))
    assert desk.do(c.FinishAndCallNext("1")) == ()


def test_finish_and_call_next_is_one_press(desk):
    called(desk)
    desk.issue()
    events = desk.do(c.FinishAndCallNext("1", "accepted"))
    assert [type(event) for event in events] == [TicketServed, TicketCalled]
    assert desk.current("1") == "A002"
    assert desk.ticket("A001").outcome == "accepted"
    assert len(desk.do(c.FinishAndCallNext("1"))) == 1
    assert desk.current("1") is None
    refused(desk, errors.InvalidField, c.FinishAndCallNext("1", "lunch"))


def test_a_chosen_ticket_is_called_out_of_turn_and_stays_on_record(desk):
    desk.issue()
    second = desk.issue()
    (event,) = desk.do(c.CallTicket("1", second.id, "help"))
    assert (event.in_turn, event.reason) == (False, "help")
    assert event.passed == (desk.ticket("A001").id,)
    refused(desk, errors.TicketNotWaiting, c.CallTicket("2", second.id))
    refused(desk, errors.NotServedHere, c.CallTicket("3", desk.ticket("A001").id))
    refused(desk, errors.UnknownTicket, c.CallTicket("2", "nobody"))


def test_recalls_are_limited_in_number_and_pace(desk):
    called(desk)
    desk.do(c.Recall("1"))
    assert refused(desk, errors.RecallTooSoon, c.Recall("1"), 2)["wait_s"] == 3.0
    desk.do(c.Recall("1"), 3)
    desk.do(c.Recall("1"), 5)
    assert refused(desk, errors.RecallLimit, c.Recall("1"), 5)["limit"] == 3
    assert desk.ticket("A001").times_called == 4
    assert [call.times_called for call in desk.hall.calls] == [4]
    desk.do(c.StartService("1"))
    refused(desk, errors.TicketNotCalled, c.Recall("1"))


@pytest.mark.parametrize(
    "kind",
    [c.Recall, c.StartService, c.FinishService, c.RecordNoShow, c.ParkTicket, c.ReturnTicket],
)
def test_a_counter_without_a_ticket_has_nothing_to_act_on(desk, kind):
    refused(desk, errors.NoCurrentTicket, kind("1"))


# ── absence ──


def test_no_show_and_restore(desk):
    ticket = called(desk)
    refused(desk, errors.TicketNotMissed, c.RestoreTicket(ticket.id))
    desk.do(c.RecordNoShow("1"))
    desk.do(c.RestoreTicket(ticket.id))
    assert desk.waiting() == ["A001"]
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"))
    refused(desk, errors.TooLateToRestore, c.RestoreTicket(ticket.id), 1801)


def test_a_ticket_is_restored_twice_at_most(desk):
    ticket = called(desk)
    for _ in range(2):
        desk.do(c.RecordNoShow("1"))
        desk.do(c.RestoreTicket(ticket.id))
        desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"))
    refused(desk, errors.TooLateToRestore, c.RestoreTicket(ticket.id))


def test_the_centre_may_enforce_how_long_to_wait_for_the_absent():
    desk = Desk(small_centre(limits=Limits(no_show_enforced=True)))
    desk.open()
    called(desk)
    refused(desk, errors.NoShowTooSoon, c.RecordNoShow("1"), 200)
    desk.do(c.Recall("1"))
    desk.do(c.RecordNoShow("1"), 180)
    assert desk.ticket("A001").state is State.NO_SHOW


def test_one_who_is_served_cannot_be_absent(desk):
    called(desk)
    desk.do(c.StartService("1"))
    refused(desk, errors.TicketNotCalled, c.RecordNoShow("1"))


# ── parking, transfer, return ──


def test_a_parked_ticket_stays_with_its_counter_until_that_closes(desk):
    ticket = called(desk)
    refused(desk, errors.TicketNotParked, c.ResumeTicket("2", ticket.id))
    desk.do(c.ParkTicket("1", "photocopy"))
    assert desk.current("1") is None
    refused(desk, errors.NotServedHere, c.ResumeTicket("2", ticket.id))
    desk.do(c.CloseCounter("1"))
    refused(desk, errors.NotServedHere, c.ResumeTicket("3", ticket.id))
    desk.do(c.ResumeTicket("2", ticket.id))
    assert desk.current("2") == "A001"
    assert desk.ticket("A001").state is State.SERVING


def test_a_transfer_keeps_number_and_place_by_arrival(desk):
    called(desk)
    desk.issue("B", after_s=30)
    desk.do(c.TransferTicket("1", "B", reason="wrong desk"))
    moved = desk.ticket("A001")
    assert desk.waiting("B") == ["A001", "B001"]
    assert (moved.service, moved.came_from, moved.times_called) == ("B", "1", 0)
    assert (moved.occupied_s, moved.service_s) == (0.0, 0.0)


def test_transfers_that_lead_nowhere_are_refused(desk):
    called(desk)
    desk.do(c.CloseCounter("2"))
    refused(desk, errors.TransferToItself, c.TransferTicket("1", "A"))
    refused(desk, errors.TransferToItself, c.TransferTicket("1", to_counter="1"))
    refused(desk, errors.UnknownService, c.TransferTicket("1", "Z"))
    refused(desk, errors.UnknownCounter, c.TransferTicket("1", to_counter="9"))
    refused(desk, errors.CounterIsClosed, c.TransferTicket("1", to_counter="2"))
    refused(desk, errors.InvalidField, c.TransferTicket("1"))
    refused(desk, errors.InvalidField, c.TransferTicket("1", "B", "3"))


def test_a_transfer_to_a_service_nobody_serves_is_refused():
    counters = {k: v for k, v in small_centre().counters.items() if k != "3"}
    desk = Desk(small_centre(counters=counters))
    desk.open()
    called(desk)
    refused(desk, errors.ServiceClosed, c.TransferTicket("1", "C"))


def test_a_transfer_to_a_counter_takes_that_counters_service(desk):
    called(desk)
    desk.do(c.TransferTicket("1", to_counter="3"))
    assert (desk.ticket("A001").service, desk.ticket("A001").only_at) == ("C", "3")


def test_return_puts_the_ticket_back_where_it_stood(desk):
    called(desk)
    desk.issue()
    desk.do(c.ReturnTicket("1"))
    assert desk.waiting() == ["A001", "A002"]
    # What it cost is not known yet: it will be called again
    assert "A" not in desk.hall.recent_service_times


# ── cancel and reprint ──


def test_a_ticket_at_a_counter_may_be_cancelled_until_it_is_served(desk):
    ticket = called(desk)
    desk.do(c.CancelTicket(ticket.id, by_staff=False))
    assert desk.current("1") is None
    refused(desk, errors.TicketOver, c.CancelTicket(ticket.id))
    refused(desk, errors.TicketOver, c.ReprintTicket(ticket.id))
    second = called(desk)
    desk.do(c.StartService("1"))
    refused(desk, errors.TicketOver, c.CancelTicket(second.id))
    desk.do(c.ReprintTicket(second.id))
    assert desk.ticket(second.number).reprints == 1


# ── undo ──


def test_undo_restores_state_and_times_as_if_nothing_had_happened(desk):
    called(desk)
    desk.do(c.StartService("1"), 30)
    before = desk.ticket("A001"), desk.hall.desks["1"], desk.hall.recent_service_times.get("A", ())
    desk.issue()
    desk.do(c.FinishAndCallNext("1"), 60)
    desk.do(c.Undo("1"), 9)
    after = desk.ticket("A001")
    assert after.since == before[0].since
    assert (after.state, after.service_s) == (before[0].state, before[0].service_s)
    assert (desk.hall.desks["1"], desk.hall.recent_service_times["A"]) == before[1:]
    assert desk.waiting() == ["A002"]
    assert [call.number for call in desk.hall.calls] == ["A001"]


@pytest.mark.parametrize(
    "command",
    [c.StartService("1"), c.FinishService("1"), c.RecordNoShow("1"), c.ParkTicket("1"),
     c.ReturnTicket("1"), c.TransferTicket("1", "B")],
)  # fmt: skip
def test_every_action_on_the_ticket_can_be_undone(desk, command):
    called(desk)
    before = desk.ticket("A001")
    desk.do(command, 20)
    desk.do(c.Undo("1"), 1)
    after = desk.ticket("A001")
    assert (after.state, after.service, after.since) == (before.state, "A", before.since)
    assert desk.current("1") == "A001"
    refused(desk, errors.NothingToUndo, c.Undo("1"))


def test_resume_can_be_undone(desk):
    ticket = called(desk)
    desk.do(c.ParkTicket("1"))
    desk.do(c.CloseCounter("1"))
    desk.do(c.ResumeTicket("2", ticket.id))
    desk.do(c.Undo("2"))
    assert desk.ticket("A001").state is State.PARKED
    assert desk.current("2") is None


def test_undo_is_for_ten_seconds_and_for_tickets_nobody_has_touched_since(desk):
    called(desk)
    desk.do(c.ReturnTicket("1"))
    assert undo_until(desk.hall, desk.hall.undo["1"]) == desk.now + timedelta(seconds=10)
    desk.do(c.CallNext("2"))
    assert refused(desk, errors.TooLateToUndo, c.Undo("1"))["action"] == "return"
    desk.do(c.FinishService("2"))
    refused(desk, errors.TooLateToUndo, c.Undo("2"), 10.5)


# ── a counter changes hands; the configuration changes ──


def test_another_officer_may_take_over_and_opening_twice_is_no_news(desk):
    assert desk.do(c.OpenCounter("1", "user:lan")) == ()
    desk.do(c.OpenCounter("1", "user:minh"))
    assert desk.hall.desks["1"].officer == "user:minh"
    desk.do(c.CloseCounter("1"))
    assert desk.do(c.CloseCounter("1")) == ()


def test_a_configuration_that_would_orphan_waiting_tickets_is_refused(desk):
    desk.issue("C")
    called(desk)
    counters = {k: v for k, v in small_centre().counters.items() if k != "3"}
    with pytest.raises(errors.WouldOrphanTickets) as refusal:
        adopt(desk.hall, small_centre(counters=counters), desk.now)
    assert refusal.value.fields == {"numbers": "C001"}
    only_three = {"3": small_centre().counters["3"]}
    with pytest.raises(errors.WouldOrphanTickets):
        adopt(desk.hall, small_centre(counters=only_three), desk.now)


def test_a_removed_counter_is_closed(desk):
    counters = {k: v for k, v in small_centre().counters.items() if k != "3"}
    events = adopt(desk.hall, small_centre(counters=counters), desk.now)
    assert events[0] == CounterClosed(desk.now, "3")


def test_a_stored_refusal_comes_back_as_itself():
    refusal = errors.refusal_from("nobody_waiting", {"counter": "1"})
    assert isinstance(refusal, errors.NobodyWaiting)
    assert refusal.fields == {"counter": "1"}


def test_issued_events_carry_what_replay_needs(desk):
    desk.issue(priority="elderly")
    event = desk.journal[-1]
    assert isinstance(event, TicketIssued)
    assert event.due == event.at - timedelta(seconds=900)
    assert (event.department, event.serial, event.ahead) == ("XD", 1, 0)
