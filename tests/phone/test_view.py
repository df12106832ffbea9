"""What a phone shows of a ticket in each of its states."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from phone.view import Queues, find_closeness, find_counters, followed, phone_view
from queueing import commands as c
from queueing.catalogue import Bookings
from queueing.estimate import Basis, Range
from queueing.hours import Hours
from queueing.numbering import service_day
from queueing.slots import list_slots
from tests.queueing.centre import VIETNAM, Desk, small_centre

WORKDAY = ((time(7), time(10, 30)), (time(13), time(16, 30)))
BEFORE_LUNCH = datetime(2026, 11, 23, 2, 50, tzinfo=UTC)


@pytest.fixture
def desk():
    desk = Desk()
    desk.open("2")
    return desk


def seen(desk, ticket):
    return phone_view(desk.hall, desk.hall.tickets[ticket.id], desk.now, Basis())


def test_a_waiting_ticket_has_its_place_its_range_and_its_floor(desk):
    desk.issue("B")
    desk.do(c.CallNext("2"))
    desk.issue("B")
    mine = desk.issue("B")
    view = seen(desk, mine)
    assert (view["seq"], view["ahead"]) == (desk.hall.seq, 1)
    assert view["wait"]["low_min"] < view["wait"]["high_min"]
    assert (view["counter_label"], view["floor"]) == (None, "tret")
    assert view["ticket"]["number"] == mine.number


def test_the_range_reaches_to_those_who_may_still_come_and_begins_with_an_agreed_time():
    desk = Desk(
        small_centre(bookings=Bookings(on=True), hours=Hours(dict.fromkeys(range(7), WORKDAY)))
    )
    desk.open("2")
    alone = seen(desk, desk.issue("B"))["wait"]
    desk.do(c.CancelTicket(desk.ticket("B001").id))
    desk.do(c.MakeBooking("B", "home-1", 1))
    mine = desk.issue("B", after_s=60)
    assert seen(desk, mine)["wait"]["low_min"] == alone["low_min"]
    assert seen(desk, mine)["wait"]["high_min"] > alone["high_min"]
    tomorrow = service_day(desk.now, VIETNAM) + timedelta(days=1)
    slot = list_slots(desk.hall, "B", tomorrow, desk.now, Basis())[0].start
    made = desk.do(c.MakeBooking("B", "home-2", 2, slot))[-1]
    desk.do(c.CloseDay())
    desk.now = slot - timedelta(minutes=20)
    desk.open("2")
    early = desk.do(c.ConfirmBooking(made.booking, "follow-9"))[-1]
    ticket = desk.hall.tickets[early.ticket]
    assert seen(desk, ticket)["wait"] is None
    desk.now = slot
    assert seen(desk, ticket)["wait"] is not None


def test_a_number_is_being_called_until_its_counter_has_done_with_it(desk):
    desk.open("1")
    first, second, mine = desk.issue("B"), desk.issue("B"), desk.issue("B")
    assert seen(desk, mine)["calling"] is None
    desk.do(c.CallNext("2"))
    desk.do(c.CallTicket("1", second.id, "help"))
    assert seen(desk, mine)["calling"] == second.number
    desk.do(c.FinishService("1"))
    assert seen(desk, mine)["calling"] == first.number
    desk.do(c.FinishService("2"))
    assert seen(desk, mine)["calling"] is None


def test_without_an_open_counter_nobody_promises_a_time():
    desk = Desk()
    view = seen(desk, desk.issue("A"))
    assert (view["ahead"], view["wait"], view["counter_open"]) == (0, None, False)


def test_it_is_said_whether_a_counter_is_open_that_may_call(desk):
    mine, other = desk.issue("B"), desk.issue("C")
    assert (seen(desk, mine)["counter_open"], seen(desk, other)["counter_open"]) == (True, False)
    desk.do(c.PauseCounter("2", "meeting"))
    assert seen(desk, mine)["counter_open"] is False
    desk.open("1")
    assert seen(desk, mine)["counter_open"] is True, "it lends a hand"
    desk.open("2")
    desk.do(c.CallNext("2"))
    assert seen(desk, mine)["counter_open"] is None
    desk.do(c.TransferTicket("2", to_counter="1"))
    desk.do(c.PauseCounter("1", "meeting"))
    assert seen(desk, mine)["counter_open"] is False, "it waits for that one alone"


def test_while_no_counter_is_open_it_is_said_when_one_is_back(desk):
    mine = desk.issue("B")
    assert seen(desk, mine)["back_at"] is None
    desk.do(c.PauseCounter("2", "meeting", desk.now + timedelta(minutes=30)))
    assert seen(desk, mine)["back_at"] == "2026-11-23T01:30:00.000Z"


def test_where_nobody_could_call_it_is_said_why_and_when_somebody_comes():
    evening = datetime(2026, 11, 23, 12, 50, tzinfo=UTC)
    desk = Desk(small_centre(hours=Hours(dict.fromkeys(range(5), WORKDAY))), evening)
    view = seen(desk, desk.issue())
    assert (view["no_counter"], view["opens_at"]) == ("over", "2026-11-24T00:00:00.000Z")
    desk.open("1")
    view = seen(desk, desk.ticket("A001"))
    assert (view["no_counter"], view["opens_at"]) == (None, None)


def test_priority_people_who_come_later_move_the_place_back_and_it_is_said(desk):
    desk.issue("B")
    desk.do(c.CallNext("2"))
    mine = desk.issue("B")
    assert seen(desk, mine)["ahead"] == 0
    desk.issue("B", priority="elderly")
    assert seen(desk, mine)["ahead"] == 1


@pytest.mark.parametrize("commands", [[], [c.StartService("2")], [c.ParkTicket("2")]])
def test_whoever_has_the_ticket_is_named(desk, commands):
    mine = desk.issue("A")
    desk.do(c.CallNext("2"))
    for command in commands:
        desk.do(command)
    view = seen(desk, mine)
    assert (view["counter_label"], view["ahead"], view["wait"]) == ("02", None, None)


def test_nobody_is_called_close_whose_turn_is_far_off(desk):
    tickets = [desk.issue("B") for _ in range(5)]
    desk.do(c.CallNext("2"))
    views = [seen(desk, ticket) for ticket in tickets]
    # one counter shares its 8 minutes a call between two services: 16 from call to call
    assert [view["closeness"] for view in views] == [None, "next", "few", "few", "few"]


@pytest.mark.parametrize(
    ("ahead", "wait", "told"),
    [
        (4, Range(1, 2), "far"),
        (3, Range(9, 15), "soon"),
        (3, Range(10, 15), "few"),
        (1, Range(15, 30), "few"),
        (3, None, "soon"),
        (0, Range(15, 30), "next"),
    ],
)
def test_few_people_are_only_soon_where_they_take_few_minutes(ahead, wait, told):
    assert find_closeness(ahead, wait, counter_open=True) == told
    assert find_closeness(ahead, wait, counter_open=False) == "far"


def test_a_served_ticket_names_no_counter(desk):
    mine = desk.issue("A")
    desk.do(c.CallNext("2"))
    desk.do(c.FinishService("2"))
    assert seen(desk, mine)["counter_label"] is None


def test_people_wait_for_the_counters_of_their_service_or_for_the_one_they_were_sent_to(desk):
    upstairs = replace(small_centre().counters["3"], floor="1")
    desk = Desk(small_centre(counters={**small_centre().counters, "3": upstairs}))
    mine = desk.issue("A")
    assert [counter.label for counter in find_counters(desk.hall, mine)] == ["01", "02"]
    assert seen(desk, mine)["floor"] == "tret"
    desk.open("2")
    desk.open("3")
    desk.do(c.CallNext("2"))
    desk.do(c.TransferTicket("2", to_counter="3"))
    mine = desk.hall.tickets[mine.id]
    assert [counter.label for counter in find_counters(desk.hall, mine)] == ["03"]
    assert seen(desk, mine)["floor"] == "1", "where it was sent to, not where it came from"


def test_a_token_is_followed_until_the_day_ends(desk):
    mine = desk.issue("A")
    assert followed(desk.hall, mine.follow).id == mine.id
    assert followed(desk.hall, "another") is None
    desk.do(c.CloseDay())
    assert followed(desk.hall, mine.follow) is None


def test_phones_that_share_a_queue_see_what_each_would_see_alone():
    desk = Desk(small_centre(hours=Hours({0: WORKDAY}, enforced=True)), BEFORE_LUNCH)
    desk.open("2")
    mine = [desk.issue("B") for _ in range(12)]
    desk.do(c.CallNext("2"))
    queues = Queues()
    for later in (timedelta(), timedelta(minutes=25), timedelta(hours=6)):
        now = desk.now + later
        for issued in mine:
            ticket = desk.hall.tickets[issued.id]
            queue = queues.of(desk.hall, ticket.service, now, Basis())
            alone = phone_view(desk.hall, ticket, now, Basis())
            assert phone_view(desk.hall, ticket, now, Basis(), queue) == alone


def test_the_hour_alone_takes_a_promise_back():
    desk = Desk(small_centre(hours=Hours({0: WORKDAY}, enforced=True)), BEFORE_LUNCH)
    desk.open("2")
    ticket, queues = desk.issue("B"), Queues()

    def wait(now):
        queue = queues.of(desk.hall, "B", now, Basis())
        return phone_view(desk.hall, ticket, now, Basis(), queue)["wait"]

    assert wait(desk.now) is not None
    assert wait(desk.now + timedelta(hours=12)) is None
    assert wait(desk.now) is not None
