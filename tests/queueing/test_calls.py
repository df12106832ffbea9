"""What the journal, the ticket and the counter keep of a call."""

import pytest

from queueing import commands as c
from queueing import errors
from tests.queueing.centre import Desk


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def test_a_call_says_whether_it_was_the_ticket_s_turn(desk):
    first, second, third = [desk.issue().id for _ in range(3)]
    (event,) = desk.do(c.CallTicket("1", first))
    assert (event.ticket, event.in_turn) == (first, True)
    (event,) = desk.do(c.CallNext("2"))
    assert (event.ticket, event.in_turn) == (second, True)
    _, event = desk.do(c.FinishAndCallNext("2"))
    assert (event.ticket, event.in_turn) == (third, True)
    assert all(ticket.in_turn for ticket in desk.hall.tickets.values())
    desk.issue()
    chosen = desk.issue().id
    desk.do(c.FinishService("1"))
    desk.do(c.CallTicket("1", chosen, "help"))
    assert not desk.hall.tickets[chosen].in_turn


def test_a_counter_adds_up_its_time_by_service_and_its_day(desk):
    for service, waited, spent in (("A", 10, 30), ("A", 70, 50), ("B", 40, 20)):
        desk.issue(service)
        desk.do(c.CallNext("2"), waited)
        desk.do(c.StartService("2"), 5)
        desk.do(c.FinishService("2"), spent)
    now = desk.hall.desks["2"]
    assert now.busy_s == (("A", 90.0), ("B", 25.0))
    assert (now.served, now.longest_wait_s) == (3, 70.0)
    times = desk.hall.recent_service_times
    assert [call.seconds for call in times["A"]] == [35.0, 55.0]
    assert [call.seconds for call in times["B"]] == [25.0]


def test_taking_back_a_parked_number_leaves_the_counter_its_present_one(desk):
    parked = desk.issue().id
    desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.ParkTicket("1"))
    desk.do(c.CallNext("1"))
    desk.do(c.CancelTicket(parked))
    assert desk.current("1") == "A002"
    desk.do(c.CancelTicket(desk.ticket("A002").id))
    assert desk.current("1") is None


def test_a_counter_that_serves_past_the_day_s_end_begins_its_figures_anew(desk):
    for _ in range(2):
        desk.issue()
        desk.do(c.CallNext("1"), 60)
        desk.do(c.FinishService("1"), 60)
    desk.issue()
    desk.do(c.CallNext("1"), 60)
    desk.do(c.StartService("1"), 60)
    desk.do(c.CloseDay())
    now = desk.hall.desks["1"]
    assert (now.served, now.longest_wait_s, now.busy_s, now.long_stays) == (0, 0.0, (), ())
    assert desk.current("1") == "A003"


@pytest.mark.parametrize(
    "press",
    [
        c.Recall, c.StartService, c.FinishService, c.FinishAndCallNext, c.RecordNoShow,
        c.ReturnTicket,
        lambda counter, current: c.ParkTicket(counter, "waiting_papers", current=current),
        lambda counter, current: c.TransferTicket(counter, "B", current=current),
    ],
)  # fmt: skip
def test_a_press_about_one_citizen_does_nothing_to_another(desk, press):
    seen, other = desk.issue().id, desk.issue().id
    desk.issue("B")
    desk.do(c.CallTicket("1", other, "help"))
    with pytest.raises(errors.CounterBusy) as refusal:
        desk.do(press("1", current=seen))
    assert refusal.value.fields == {"counter": "1", "number": desk.hall.ticket(other).number}
    assert desk.do(press("1", current=other), 60)
    if desk.hall.current("1") is not None:
        desk.do(c.FinishService("1"))
    with pytest.raises(errors.NoCurrentTicket):
        desk.do(press("1", current=other))
