"""Whoever stands at a counter without a number: numbered and served in one step."""

from dataclasses import replace

import pytest

from queueing import commands as c
from queueing import errors
from queueing.catalogue import Intake
from queueing.counter_errors import ServiceNotHere
from queueing.decisions.walk_ins import list_walk_in_services
from queueing.events import (
    ActionUndone,
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketIssued,
)
from queueing.hall.tickets import State
from queueing.measures.timelines import Timelines
from queueing.measures.times import is_abandoned, visit
from tests.queueing.any_day import entries_of
from tests.queueing.centre import Desk, small_centre


def at_desk(**changes):
    desk = Desk(small_centre(**changes))
    desk.open()
    return desk


def serve(desk, counter="1", service="A", after_s=0.0):
    desk._follow += 1
    return desk.do(c.ServeWalkIn(counter, service, f"w{desk._follow}", "1.001"), after_s)


def whole(desk, number):
    lines = Timelines()
    for entry in entries_of(desk):
        lines.take(entry)
    return lines.tickets[desk.ticket(number).id]


def test_one_press_gives_the_number_and_begins_to_serve():
    desk = at_desk()
    issued, called, started = serve(desk)
    kinds = (TicketIssued, TicketCalled, ServiceStarted)
    assert (type(issued), type(called), type(started)) == kinds
    assert (issued.number, issued.channel, issued.procedure) == ("A001", "counter", "1.001")
    assert issued.by_staff
    assert (issued.high_min, issued.expected_s, issued.printer, issued.ahead) == (None,) * 3 + (0,)
    assert (called.walk_in, called.in_turn) == (True, True)
    assert desk.hall.current("1").state is State.SERVING
    assert desk.hall.calls == (), "nobody is called in the lobby"
    assert not desk.hall.desk("1").says_start, "no officer pressed it"
    assert desk.waiting() == []
    assert desk.replayed() == desk.hall


def test_no_wait_and_no_walk_is_known_of_it_and_its_service_counts():
    desk = at_desk()
    serve(desk)
    desk.do(c.TransferTicket("1", service="B"), 300)
    desk.do(c.CallNext("2"), 120)
    desk.do(c.FinishService("2"), 60)
    first, second = visit(whole(desk, "A001")).legs
    assert (first.walk_in, first.spent.walking_s, first.spent.service_s) == (True, None, 300)
    assert (second.walk_in, second.spent.waiting_s, second.spent.service_s) == (False, 120, 60)


def test_who_waits_meanwhile_is_passed_on_record():
    desk = at_desk()
    desk.issue()
    _, called, _ = serve(desk)
    assert not called.in_turn
    assert desk.waiting() == ["A001"]


def test_undo_takes_the_whole_away_and_the_number_is_never_given_again():
    desk = at_desk()
    desk.issue()
    serve(desk)
    undone, cancelled = desk.do(c.Undo("1"), 5)
    assert isinstance(undone, ActionUndone)
    assert (type(cancelled), cancelled.by_staff) == (TicketCancelled, True)
    assert desk.ticket("A002").state is State.CANCELLED
    assert desk.waiting() == ["A001"], "it does not come into the queue"
    assert desk.hall.current("1") is None
    timeline = whole(desk, "A002")
    assert not is_abandoned(timeline)
    assert visit(timeline).legs[0].called_at is None
    assert serve(desk)[0].number == "A003"
    assert desk.replayed() == desk.hall


def test_hours_and_the_days_numbers_refuse_nobody_whom_an_officer_serves():
    services = small_centre().services
    full = {**services, "A": replace(services["A"], intake=Intake(numbers_per_day=1))}
    desk = at_desk(services=full)
    desk.issue()
    with pytest.raises(errors.ServiceClosed):
        desk.issue()
    assert serve(desk)[0].number == "A002"


def test_a_counter_offers_its_services_but_those_that_are_closed():
    services = small_centre().services
    closed = {**services, "B": replace(services["B"], closed_reason="flood")}
    for known, offered in ((services, ["A", "B"]), (closed, ["A"])):
        hall = at_desk(services=known).hall
        assert list_walk_in_services(hall, hall.counter("2")) == offered


@pytest.mark.parametrize(
    ("before", "counter", "service", "refusal"),
    [
        (c.CloseCounter("1"), "1", "A", errors.CounterIsClosed),
        (c.PauseCounter("1"), "1", "A", errors.CounterIsPaused),
        (c.ServeWalkIn("1", "A", "other"), "1", "A", errors.CounterBusy),
        (c.EndDay(True), "1", "A", errors.DayIsClosed),
        (None, "9", "A", errors.UnknownCounter),
        (None, "1", "Z", errors.UnknownService),
        (None, "1", "C", ServiceNotHere),
        (None, "2", "B", errors.ServiceClosed),
    ],
)
def test_what_cannot_be_served_is_refused(before, counter, service, refusal):
    services = small_centre().services
    closed = {**services, "B": replace(services["B"], closed_reason="flood")}
    desk = at_desk(services=closed)
    desk.issue()
    if before is not None:
        desk.do(before)
    seq = desk.hall.seq
    with pytest.raises(refusal):
        serve(desk, counter, service)
    assert desk.hall.seq == seq
