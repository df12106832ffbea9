"""Slips that were handed out while no kiosk gave numbers: entered once, in order, wait unknown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queueing import commands as c
from queueing import errors
from queueing.events import ServedByHand, TicketIssued
from queueing.hall.tickets import State
from queueing.measures.timelines import Timelines
from queueing.measures.times import visit
from queueing.measures.unsure import (
    doubts_wait,
    find_waits_since,
    has_unsure_wait,
    is_asked_about,
)
from queueing.numbering import find_paper_serial, next_serial, ticket_number, write_given
from queueing.paper_errors import NotHandedOut, NotOnPaper, OutageTimes, OutsideRoll, PaperOrder
from tests.examples import examples
from tests.queueing.any_day import enter_paper, entries_of
from tests.queueing.centre import DAYTIME, Desk, small_centre

MINUTE = timedelta(minutes=1)


def after_an_outage():
    """Two wait, nobody gets a number for an hour, then a kiosk gives one."""
    desk = Desk()
    desk.open()
    desk.issue()
    desk.issue(after_s=60)
    began = desk.now + 5 * MINUTE
    desk.now += 65 * MINUTE
    ended = desk.now
    desk.issue(after_s=120)
    return desk, {"began_at": began, "ended_at": ended}


def enter(desk, first=1, more=4, served=None, service="A", **said):
    return desk.do(enter_paper(desk, service, first, more, served, **said))


def test_who_has_a_slip_stands_between_those_before_and_those_after():
    desk, outage = after_an_outage()
    events = enter(desk, **outage)
    assert all(each.by_staff for each in events)
    assert {(type(each), each.channel, each.high_min, each.printer) for each in events} == {
        (TicketIssued, "paper", None, None)
    }
    assert desk.waiting() == [
        "A001", "A002", "A9001", "A9002", "A9003", "A9004", "A9005", "A003",
    ]  # fmt: skip
    assert desk.issue("A").number == "A004", "the kiosk's numbers go on"
    assert desk.replayed() == desk.hall


def test_entering_again_gives_only_what_is_new_at_its_place():
    desk, outage = after_an_outage()
    enter(desk, service="B", more=0)
    enter(desk, first=3, more=1, **outage)
    assert enter(desk, first=3, more=1, **outage) == ()
    assert len(enter(desk, first=1, more=6, **outage)) == 5
    assert desk.waiting()[2:-1] == [f"A900{serial}" for serial in range(1, 8)]
    assert len(enter(desk, first=9, more=0)) == 1
    assert desk.waiting()[-1] == "A9009", "no times: after the last number that was given"


def test_who_was_served_by_hand_is_counted_and_called_no_more():
    desk, outage = after_an_outage()
    enter(desk, **outage)
    desk.do(c.CallTicket("1", desk.ticket("A9001").id, "help"))
    served = enter(desk, served=2, **outage)
    assert [(type(each), each.ticket[-5:]) for each in served] == [
        (ServedByHand, "A9002"), (ServedByHand, "A9003"),
    ]  # fmt: skip
    assert desk.ticket("A9002").state is State.SERVED
    assert desk.hall.desk("1").served == 0
    timeline = whole(desk, "A9002")
    assert (visit(timeline).legs[0].end, visit(timeline).legs[0].called_at) == ("served", None)
    desk.do(c.RestoreTicket(desk.ticket("A9002").id))
    assert desk.waiting()[2] == "A9002", "where it was"
    rated = desk.ticket("A9003").id
    desk.do(c.RateTicket(rated, "satisfied"))
    assert desk.do(c.TakeBackPaper((rated,))) == (), "who has rated it was served"
    with pytest.raises(errors.TooLateToTakeBack):
        desk.do(c.RestoreTicket(rated))
    assert desk.replayed() == desk.hall


def whole(desk, number):
    lines = Timelines()
    for entry in entries_of(desk):
        lines.take(entry)
    return lines.tickets[desk.ticket(number).id]


def test_the_wait_is_unknown_and_the_service_counts():
    desk, outage = after_an_outage()
    enter(desk, **outage)
    ticket = desk.ticket("A9001")
    assert doubts_wait(ticket)
    assert find_waits_since(ticket) is None
    assert find_waits_since(desk.ticket("A001")) == desk.ticket("A001").arrival
    desk.do(c.CallTicket("2", ticket.id, "help"), 300)
    assert desk.hall.desk("2").longest_wait_s == 0
    desk.do(c.StartService("2"), 60)
    desk.do(c.FinishService("2"), 240)
    ticket = desk.ticket("A9001")
    assert has_unsure_wait(ticket)
    assert not is_asked_about(ticket, desk.hall.catalogue.limits), "the officer cannot know"
    (leg,) = visit(whole(desk, "A9001")).legs
    assert (leg.spent.wait_unsure, leg.spent.walking_s, leg.spent.service_s) == (True, 60, 240)
    desk.do(c.CallTicket("2", desk.ticket("A9002").id, "help"))
    desk.do(c.TransferTicket("2", service="B"), 60)
    desk.do(c.CallNext("2"), 60)
    first, second = visit(whole(desk, "A9002")).legs
    assert (first.spent.wait_unsure, second.spent.wait_unsure) == (True, False)
    assert not has_unsure_wait(desk.ticket("A9002"))


def test_who_was_called_and_sent_on_stays_whatever_is_entered_or_taken_back():
    desk, outage = after_an_outage()
    enter(desk, **outage)
    gone_on = desk.ticket("A9001")
    desk.do(c.CallTicket("2", gone_on.id, "help"))
    desk.do(c.TransferTicket("2", service="B"), 60)
    enter(desk, served=2, **outage)
    desk.do(c.TakeBackPaper((gone_on.id,)))
    assert desk.ticket("A9001").state is State.WAITING
    assert desk.ticket("A9002").state is State.SERVED
    desk.do(c.CloseDay(), 600)
    assert desk.replayed() == desk.hall


def test_what_was_entered_by_mistake_is_taken_back_and_may_be_entered_again():
    desk, outage = after_an_outage()
    other = desk.issue("B")
    enter(desk, more=5, served=0, **outage)
    desk.do(c.CallTicket("2", desk.ticket("A9002").id, "help"))
    everybody = tuple(ticket.id for ticket in desk.hall.tickets.values())
    back = desk.do(c.TakeBackPaper(everybody))
    assert {getattr(each, "by_staff", True) for each in back} == {True}
    assert desk.waiting() == ["A001", "A002", "A003"], "others stay"
    assert desk.hall.tickets[other.id].state is State.WAITING
    assert desk.current("2") == "A9002", "who was called is there"
    enter(desk, more=3, **outage)
    assert desk.waiting() == ["A001", "A002", "A9001", "A9003", "A9004", "A003"]
    gone = desk.ticket("A9003").id
    desk.do(c.CancelTicket(gone))
    assert enter(desk, more=3, **outage) == (), "a number that was cancelled stays so"


def test_what_was_taken_back_may_be_entered_for_another_service_of_the_letter():
    usual = small_centre()
    services = usual.services | {"B": replace(usual.services["B"], letter="A")}
    desk = Desk(small_centre(services=services))
    events = enter(desk, more=1)
    desk.do(c.TakeBackPaper(tuple(event.ticket for event in events if hasattr(event, "ticket"))))
    enter(desk, more=1, service="B")
    assert (desk.waiting("A"), desk.waiting("B")) == ([], ["A9001", "A9002"])
    assert desk.replayed() == desk.hall
    desk.open("2")
    desk.do(c.CallNext("2"), 300)
    assert desk.hall.desk("2").longest_wait_s == 0
    assert has_unsure_wait(desk.ticket("A9001")), "since when its holder waits is as unknown"
    assert [leg.spent.wait_unsure for leg in visit(whole(desk, "A9001")).legs] == [True, True]
    desk.do(c.ReturnTicket("2"))
    desk.do(c.CorrectService(desk.ticket("A9001").id, "A"))
    desk.do(c.CallNext("2"), 100)
    assert [leg.spent.wait_unsure for leg in visit(whole(desk, "A9001")).legs][2:] == [False]
    assert not has_unsure_wait(desk.ticket("A9001")), "it was called before"


@pytest.mark.parametrize(
    ("changes", "refusal", "fields"),
    [
        ({"first": "A001"}, NotOnPaper, {"number": "A001", "first": "A9001", "last": "A9999"}),
        ({"first": "A9000"}, NotOnPaper, {"number": "A9000", "first": "A9001", "last": "A9999"}),
        ({"last": "B9001"}, NotOnPaper, {"number": "B9001", "first": "A9001", "last": "A9999"}),
        ({"last": "all"}, NotOnPaper, {"number": "all", "first": "A9001", "last": "A9999"}),
        ({"first": "A9004"}, PaperOrder, {"first": "A9004", "last": "A9003"}),
        ({"roll": ("A9001", "A9002")}, OutsideRoll, {"first": "A9001", "last": "A9002"}),
        ({"served_to": "A9004"}, NotHandedOut,
         {"number": "A9004", "first": "A9001", "last": "A9003"}),
        ({"service": "Z"}, errors.UnknownService, {"service": "Z"}),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(changes, refusal, fields):
    desk = Desk()
    command = c.EnterPaper("A", "A9001", "A9003", ("x", "y", "z"), ("A9001", "A9010"))
    with pytest.raises(refusal) as refused:
        desk.do(replace(command, **changes))
    assert refused.value.fields == fields
    assert desk.hall.seq == 0


@pytest.mark.parametrize(
    ("began", "ended"), [(-10, -20), (-10, 1), (1, None), (-24 * 60, None), (None, 1)]
)
def test_times_that_cannot_be_are_refused(began, ended):
    desk = Desk()
    desk.issue(after_s=3600)
    said = {"began_at": began, "ended_at": ended}
    with pytest.raises(OutageTimes):
        enter(desk, **{name: at and desk.now + at * MINUTE for name, at in said.items()})


@pytest.mark.parametrize(("hours", "due_min"), [({}, 0), ({"hours": DAYTIME}, -30)])
def test_a_day_without_any_number_begins_with_its_hours(hours, due_min):
    desk = Desk(small_centre(**hours))
    (issued,) = (each for each in enter(desk, more=0) if isinstance(each, TicketIssued))
    assert issued.due == desk.now + due_min * MINUTE


def test_without_times_slips_follow_the_last_number_of_their_own_service():
    desk = Desk()
    desk.issue("A")
    other = desk.issue("B", after_s=600)
    desk.now += 20 * MINUTE
    first, *_ = (each for each in enter(desk) if isinstance(each, TicketIssued))
    assert first.due < other.arrival


def test_what_was_taken_back_holds_no_place_for_others():
    desk, outage = after_an_outage()
    gone = [each.ticket for each in enter(desk, more=1, **outage)]
    desk.do(c.TakeBackPaper(tuple(gone)))
    (issued,) = (e for e in enter(desk, first=3, more=0, **outage) if isinstance(e, TicketIssued))
    assert issued.due == outage["began_at"] + (outage["ended_at"] - outage["began_at"]) / 2


def test_the_last_slips_of_a_roll_are_taken():
    command = c.EnterPaper("A", "A9008", "A9010", ("x", "y", "z"), ("A9001", "A9010"))
    issued = [each for each in Desk().do(command) if isinstance(each, TicketIssued)]
    assert [each.number for each in issued] == ["A9008", "A9009", "A9010"]


def test_an_entry_before_the_first_opening_is_due_at_once():
    desk = Desk(small_centre(hours=DAYTIME))
    desk.now -= 2 * 60 * MINUTE
    assert enter(desk, more=0)[-1].due == desk.now


def test_a_day_that_is_closed_takes_none_and_the_next_takes_them_again():
    desk = Desk()
    enter(desk)
    desk.do(c.EndDay(True))
    desk.do(c.CloseDay(), 600) if not desk.hall.day_closed else None
    with pytest.raises(errors.DayIsClosed):
        enter(desk)
    desk.now += timedelta(days=1)
    assert len([e for e in enter(desk) if isinstance(e, TicketIssued)]) == 5
    assert desk.replayed() == desk.hall


def test_a_clock_that_was_wrong_gives_no_number_twice():
    desk = Desk()
    enter(desk)
    day = desk.hall.day
    given = tuple(write_given({day: dict(desk.hall.numbers)}))
    desk.do(c.CloseDay())
    desk.set_clock(desk.now + 30 * MINUTE, timedelta(days=-1), given)
    assert enter(desk) == ()
    assert [each.number for each in enter(desk, first=6, more=0)] == ["A9006"]
    assert desk.replayed() == desk.hall


def set_to_another_day(desk, days=1):
    """The clock is set while people are there; what was given on which day, the journal says."""
    given = {}
    for each in desk.journal:
        if isinstance(each, TicketIssued):
            given.setdefault(each.day, {})[each.letter] = each.serial
    by = timedelta(days=days)
    desk.set_clock(desk.now + by, by, tuple(write_given(given)))


def test_after_the_clock_was_set_to_another_day_each_slip_is_known_that_was_entered_and_no_other():
    desk = Desk()
    enter(desk, first=4, more=2)
    desk.do(c.TakeBackPaper((desk.ticket("A9005").id,)))
    set_to_another_day(desk)
    began = {"began_at": desk.now - MINUTE}
    numbers = [desk.hall.tickets[each.ticket].number for each in enter(desk, more=2, **began)]
    assert numbers == ["A9001", "A9002", "A9003"], "lower than the last, and new"
    assert enter(desk, first=4, more=0) == ()
    (again,) = enter(desk, first=5, more=1, **began)
    assert again.ticket == desk.ticket("A9005").id, "taken back before, entered after"
    assert desk.waiting() == [f"A900{serial}" for serial in range(1, 7)]
    (served,) = enter(desk, first=4, more=0, served=0)
    assert served.ticket == desk.ticket("A9004").id
    set_to_another_day(desk, days=-1)
    assert enter(desk, more=5) == (), "those of both days are known"
    assert len(enter(desk, first=7, more=0)) == 1
    assert desk.replayed() == desk.hall


def test_what_a_day_has_forgotten_stays_known_wherever_its_clock_is_set():
    desk = Desk()
    enter(desk, first=4, more=2)
    given = tuple(write_given({desk.hall.day: dict(desk.hall.numbers)}))
    desk.do(c.CloseDay())
    desk.set_clock(desk.now + 30 * MINUTE, timedelta(days=-1), given)
    enter(desk, first=8, more=0)
    for days in (1, -1):
        set_to_another_day(desk, days)
        assert [each.number for each in enter(desk, first=3, more=4)] == (["A9007"][: days + 1])
    assert desk.replayed() == desk.hall


def test_a_day_to_which_nobody_came_along_begins_a_roll_anew():
    desk = Desk()
    enter(desk, more=1, served=1)
    set_to_another_day(desk)
    assert len([each for each in enter(desk, more=0) if isinstance(each, TicketIssued)]) == 1


@pytest.mark.parametrize("days", [1, -1])
def test_who_waited_before_the_clock_was_set_to_another_day_stays_before_slips_without_times(days):
    desk = Desk(small_centre(hours=DAYTIME))
    desk.issue(after_s=600)
    set_to_another_day(desk, days)
    desk.now += 30 * MINUTE
    enter(desk, more=1)
    assert desk.waiting() == ["A001", "A9001", "A9002"]
    assert desk.ticket("A9001").due == desk.now - 20 * MINUTE


def test_no_kiosk_ever_gives_a_number_of_paper():
    assert [next_serial(each) for each in (0, 8998, 8999, 9999, 10_000)] == [
        1, 8999, 10_000, 10_000, 10_001,
    ]  # fmt: skip
    given, serial = set(), 8990
    for _ in range(20):
        serial = next_serial(serial)
        given.add(ticket_number("A", serial))
    assert not given & {ticket_number("A9", serial) for serial in range(1, 1000)}
    assert find_paper_serial("A", " a 9018") == 18


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=6
    )
)
def test_whatever_is_entered_in_whatever_parts_stands_in_the_order_of_its_numbers(parts):
    desk, outage = after_an_outage()
    before = desk.waiting()
    entered = set()
    for first, more, kiosks in parts:
        enter(desk, first, more, **outage)
        entered |= set(range(first, first + more + 1))
        for _ in range(kiosks):
            desk.issue(after_s=1)
    waiting = desk.waiting()
    on_paper = [f"A{9000 + serial}" for serial in sorted(entered)]
    assert [each for each in waiting if each not in on_paper][:3] == before
    assert len(set(waiting)) == len(waiting)
    assert waiting[2 : 2 + len(on_paper)] == on_paper
    assert desk.replayed() == desk.hall
