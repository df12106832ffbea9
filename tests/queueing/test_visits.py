"""Several matters with one number: which is next, and that nothing a citizen came for is lost."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing import errors
from queueing.catalogue import Service
from queueing.decisions import adopt
from queueing.decisions.tickets import may_take_back
from queueing.decisions.visits import estimate_visit, list_matters, order_matters
from queueing.estimate import Basis, Range
from queueing.events import TicketCalled, TicketServed, TicketWentOn
from queueing.hall.tickets import State, find_finished, list_finished
from queueing.hall.visits import AS_A_NEWCOMER
from queueing.matters import Matter
from tests.queueing.centre import Desk, named, small_centre
from tests.queueing.test_limits import refused
from tests.queueing.test_taking_back import times_of

A, B, C = (Matter(service) for service in "ABC")


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def taken(desk, first="A", *others, **fields):
    """Return the id of a number for several matters."""
    return desk.issue(first, also=tuple(map(Matter, others or ("B",))), **fields).id


def services(matters):
    return "".join(matter.service for matter in matters)


def test_a_visit_begins_where_the_wait_is_shortest(desk):
    for _ in range(3):
        desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.CallNext("2"))
    mine = desk.hall.tickets[taken(desk, "A", "B", "C", procedure="birth")]
    assert (mine.number, mine.service, mine.procedure) == ("C001", "C", None)
    assert mine.matters == (B, Matter("A", "birth"))


def test_where_no_counter_is_open_and_where_no_numbers_are_given_comes_last():
    desk = Desk()
    assert order(desk, "CBA") == "ABC"  # nobody is there: as configured
    desk.open("3")
    assert order(desk, "ABC") == "CAB"
    catalogue = desk.hall.catalogue
    closed = Service("C", "XD", named("C"), "C", closed_reason="moved")
    desk.hall.catalogue = small_centre(services={**catalogue.services, "C": closed})
    assert order(desk, "CAB") == "ABC"


def test_without_any_idea_of_how_long_it_takes_the_shorter_queue_is_first():
    plain = {code: Service(code, "XD", named(code), code) for code in "ABC"}
    desk = Desk(small_centre(services=plain))
    desk.open()
    for counter in "123":
        desk.issue("AAC"[int(counter) - 1])
        desk.do(c.CallNext(counter))
    desk.issue("A")
    desk.issue("C")
    assert order(desk, "AC") == "AC"  # two counters for one who waits, one for the other
    desk.issue("A")
    desk.issue("A")
    assert order(desk, "AC") == "CA"


def order(desk, codes):
    matters = [Matter(code) for code in codes]
    return services(order_matters(desk.hall, matters, "gone", desk.now, Basis()))


@pytest.mark.parametrize(
    ("first", "others", "refusal"),
    [
        ("A", ("A",), errors.InvalidField),
        ("A", ("B", "C", "B"), errors.InvalidField),
        ("A", ("X",), errors.UnknownService),
    ],
)
def test_the_matters_are_services_that_differ(desk, first, others, refusal):
    refused(desk, refusal, c.IssueTicket(first, "f", also=tuple(map(Matter, others))))


def test_more_than_five_are_refused_and_one_without_numbers_by_its_name():
    many = {code: Service(code, "XD", named(code), "A") for code in "ABCDEF"}
    desk = Desk(small_centre(services=many))
    desk.open()
    refused(desk, errors.InvalidField, c.IssueTicket("A", "f", also=tuple(map(Matter, "BCDEF"))))
    said = refused(desk, errors.ServiceClosed, c.IssueTicket("A", "f", also=(B, Matter("D"))))
    assert said == {"service": "D", "reason": "no_counter"}
    refused(desk, errors.ServiceClosed, c.IssueTicket("A", "f", also=(Matter("D"),), by_staff=True))


@pytest.mark.parametrize("finish", [c.FinishService, c.FinishAndCallNext])
def test_a_finish_sends_on_and_the_place_there_is_that_of_a_newcomer(desk, finish):
    mine = taken(desk, "A", "B", priority="elderly")
    desk.do(c.CallNext("1"), 60)
    desk.issue("B", priority="elderly", after_s=30)
    desk.do(finish("1", "accepted"), 270)
    ticket = desk.hall.tickets[mine]
    if finish is c.FinishAndCallNext:
        assert desk.current("1") == "B001"  # it waited there; who comes from A passes nobody
        return
    assert (ticket.state, ticket.service, ticket.number) == (State.WAITING, "B", "A001")
    assert ticket.due == desk.now - timedelta(seconds=900)
    assert (ticket.waits_since, ticket.came_here_at) == (desk.now, None)
    assert (ticket.matters, ticket.matters_done, ticket.outcome) == ((), (A,), None)
    assert [each.outcome for each in list_finished(ticket)] == ["accepted"]
    desk.do(c.FinishAndCallNext("2"), 100)
    desk.do(c.FinishAndCallNext("2"), 60)
    desk.do(c.FinishService("2"), 60)
    ticket = desk.hall.tickets[mine]
    assert (ticket.state, ticket.matters_done, desk.hall.desks["1"].served) == (
        State.SERVED,
        (A,),
        1,
    )
    assert [each.service for each in list_finished(ticket)] == ["B", "A"]
    legs = times_of(desk, mine).legs
    assert [(leg.service, leg.end, leg.next_matter, leg.goes_on) for leg in legs] == [
        ("A", "served", False, True), ("B", "served", True, False),
    ]  # fmt: skip
    assert [leg.spent.waiting_s for leg in legs] == [60, 160]
    assert legs[0].outcome == "accepted"


def test_the_next_matter_is_the_one_with_the_shortest_wait_at_that_moment(desk):
    mine = taken(desk, "A", "B", "C")
    desk.do(c.CallNext("1"))
    assert services(desk.hall.tickets[mine].matters) == "BC"
    desk.do(c.CallTicket("2", desk.issue("B").id))
    desk.issue("B")
    served, went_on = desk.do(c.FinishService("1"), 60)
    assert (type(served), type(went_on)) == (TicketServed, TicketWentOn)
    assert (went_on.service, went_on.department, went_on.procedure) == ("C", "XD", None)


def test_a_counter_that_serves_the_next_matter_too_calls_it_at_once(desk):
    mine = taken(desk)
    desk.do(c.CallNext("2"))
    events = desk.do(c.FinishAndCallNext("2"), 60)
    assert [type(event) for event in events] == [TicketServed, TicketWentOn, TicketCalled]
    assert (desk.current("2"), desk.hall.tickets[mine].service) == ("A001", "B")
    desk.do(c.Undo("2"), 1)
    back = desk.hall.tickets[mine]
    assert (back.state, back.service, back.matters) == (State.CALLED, "A", (B,))
    assert desk.waiting("B") == []
    assert len(times_of(desk, mine).legs) == 1


@pytest.mark.parametrize("finish", [c.FinishService, c.FinishAndCallNext])
def test_undo_takes_the_finish_back_and_the_going_on(desk, finish):
    mine = taken(desk)
    desk.do(c.CallNext("1"), 60)
    desk.issue("A", after_s=1)
    before, called = desk.hall.tickets[mine], desk.hall.recent_service_times
    desk.do(finish("1"), 60)
    desk.do(c.Undo("1"), 5)
    back = desk.hall.tickets[mine]
    assert (back.state, back.matters, back.former) == (before.state, (B,), None)
    assert (desk.waiting("A"), desk.waiting("B"), desk.current("1")) == (["A002"], [], "A001")
    assert desk.hall.recent_service_times.get("A", ()) == called.get("A", ())


def test_undo_is_too_late_once_the_next_matter_has_been_called(desk):
    taken(desk)
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    desk.do(c.CallNext("2"))
    refused(desk, errors.TooLateToUndo, c.Undo("1"))


def test_a_finish_by_mistake_is_taken_back_from_the_next_queue(desk):
    mine = taken(desk)
    desk.do(c.CallNext("1"), 60)
    desk.do(c.FinishService("1"), 60)
    desk.do(c.ReprintTicket(mine))
    assert may_take_back(desk.hall, desk.hall.tickets[mine], desk.now)
    desk.do(c.RestoreTicket(mine), 60)
    ticket = desk.hall.tickets[mine]
    assert (ticket.state, ticket.service, ticket.counter) == (State.SERVING, "A", "1")
    assert (ticket.matters, ticket.former, ticket.reprints) == ((B,), None, 1)
    assert (desk.waiting("B"), desk.hall.desks["1"].served) == ([], 0)
    desk.do(c.FinishService("1"), 60)
    (first, _) = times_of(desk, mine).legs
    assert (first.spent.absent_s, first.spent.service_s) == (60, 60 + 60)
    assert desk.hall.tickets[mine].service == "B"
    assert desk.replayed() == desk.hall


def test_at_a_busy_counter_it_waits_there_first_and_the_rest_is_still_to_come(desk):
    mine = taken(desk)
    desk.do(c.CallNext("1"))
    desk.issue("A")
    desk.do(c.FinishAndCallNext("1"), 60)
    desk.do(c.RestoreTicket(mine))
    ticket = desk.hall.tickets[mine]
    assert (ticket.state, ticket.only_at, ticket.matters) == (State.WAITING, "1", (B,))
    desk.do(c.FinishAndCallNext("1"), 60)
    assert desk.current("1") == "A001"


@pytest.mark.parametrize(
    "then",
    [
        lambda desk, mine: (desk.do(c.CallNext("2")), desk.do(c.ReturnTicket("2"))),
        lambda desk, mine: desk.do(c.CorrectService(mine, "C")),
        lambda desk, mine: desk.set_clock(desk.now + timedelta(days=1), timedelta(days=1)),
    ],
)
def test_what_has_moved_since_is_not_taken_back(desk, then):
    mine = taken(desk)
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    then(desk, mine)
    ticket = desk.hall.tickets[mine]
    if find_finished(ticket) is None:
        refused(desk, errors.TicketNotMissed, c.RestoreTicket(mine))
    else:
        refused(desk, errors.TooLateToTakeBack, c.RestoreTicket(mine))


def test_a_call_missed_at_the_second_matter_is_missed_and_comes_back_there(desk):
    mine = taken(desk)
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    desk.do(c.CallNext("2"))
    desk.do(c.RecordNoShow("2"), 300)
    missed = desk.hall.tickets[mine]
    assert (missed.state, missed.service, missed.matters_done) == (State.NO_SHOW, "B", (A,))
    desk.do(c.RestoreTicket(mine))
    assert desk.waiting("B") == ["A001"]


def test_a_call_missed_at_the_first_loses_none_of_the_others(desk):
    mine = taken(desk)
    desk.do(c.CallNext("1"))
    desk.do(c.RecordNoShow("1"), 300)
    desk.do(c.RestoreTicket(mine))
    desk.do(c.FinishAndCallNext("1"))
    desk.do(c.ParkTicket("1"), 60)
    desk.do(c.ResumeTicket("1", mine), 60)
    desk.do(c.FinishService("1"), 60)
    assert desk.waiting("B") == ["A001"]


def test_who_cancels_gives_all_of_it_back_and_comes_back_with_all_of_it(desk):
    mine = taken(desk)
    assert desk.hall.taken_for == {"A": 1, "B": 1}
    desk.do(c.CancelTicket(mine))
    assert desk.hall.taken_for == {"A": 0, "B": 0}
    desk.do(c.RestoreTicket(mine))
    assert desk.hall.taken_for == {"A": 1, "B": 1}
    assert desk.hall.tickets[mine].matters == (B,)


def test_an_officer_s_transfer_leaves_what_is_still_to_come(desk):
    mine = taken(desk, "A", "B", "C")
    desk.do(c.CallNext("1"))
    desk.do(c.TransferTicket("1", service="C"), 60)
    ticket = desk.hall.tickets[mine]
    assert (ticket.service, ticket.matters, ticket.matter) == ("C", (B,), C)
    desk.do(c.CallNext("3"))
    desk.do(c.TransferTicket("3", service="A"), 60)
    ticket = desk.hall.tickets[mine]
    assert (ticket.service, ticket.matters, ticket.matters_done) == ("A", (B,), ())


def test_a_waiting_one_that_a_guide_moves_keeps_what_it_waited_for(desk):
    mine = taken(desk, "A", "B", procedure="birth")
    desk.do(c.CorrectService(mine, "B"))
    ticket = desk.hall.tickets[mine]
    assert (ticket.service, ticket.procedure) == ("B", None)
    assert ticket.matters == (Matter("A", "birth"),)
    desk.do(c.CorrectService(mine, "C"))
    assert desk.hall.tickets[mine].matters == (Matter("A", "birth"),)


def test_after_the_day_s_end_nobody_goes_on(desk):
    mine = taken(desk)
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"))
    desk.do(c.CloseDay())
    desk.do(c.FinishService("1"), 60)
    assert (desk.hall.tickets[mine].state, desk.waiting("B")) == (State.SERVED, [])


def test_the_day_s_end_ends_the_visit_too(desk):
    mine = taken(desk)
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    desk.do(c.CloseDay())
    assert [leg.end for leg in times_of(desk, mine).legs] == ["served", "expired"]


def test_a_configuration_without_a_counter_for_what_is_to_come_is_refused(desk):
    taken(desk, "A", "C")
    catalogue = desk.hall.catalogue
    two = {code: each for code, each in catalogue.counters.items() if code != "3"}
    gone = small_centre(counters=two)
    with pytest.raises(errors.WouldOrphanTickets, match="A001"):
        adopt(desk.hall, gone, desk.now)
    desk.do(c.CallNext("1"))
    desk.hall.catalogue = gone
    desk.do(c.FinishService("1"), 60)
    assert desk.ticket("A001").state is State.SERVED


def test_the_waits_of_all_matters_are_in_what_is_left_of_a_visit(desk):
    for _ in range(12):
        desk.issue("A")
    mine = desk.hall.tickets[taken(desk, "A", "B")]
    own = desk.hall.tickets[desk.issue(mine.service).id]
    whole = estimate_visit(desk.hall, mine, desk.now, Basis())
    assert whole.low_min >= own.low_min > 0
    assert whole.high_min >= own.high_min


def test_what_one_matter_left_behind_does_not_meet_the_next(desk):
    mine = taken(desk)
    desk.do(c.CallNext("1"))
    odd = {"wait_unsure": True, "time_unsure": True, "taken_back": True, "in_turn": False}
    desk.hall.tickets[mine] = replace(desk.hall.tickets[mine], walk_in=True, **odd)
    desk.do(c.FinishService("1"), 60)
    ticket = desk.hall.tickets[mine]
    assert (ticket.service, ticket.state, ticket.in_turn) == ("B", State.WAITING, True)
    own = {each.name: each.default for each in fields(ticket) if each.name in AS_A_NEWCOMER}
    assert {name: getattr(ticket, name) for name in AS_A_NEWCOMER} == own
    assert (ticket.occupied_s, ticket.service_s) == (0.0, 0.0)


def test_what_was_taken_back_of_one_matter_is_not_carried_to_the_next(desk):
    mine = taken(desk)
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    desk.do(c.RestoreTicket(mine), 5)
    assert (desk.hall.tickets[mine].service, desk.hall.tickets[mine].taken_back) == ("A", True)
    desk.do(c.FinishService("1"), 60)
    assert (desk.hall.tickets[mine].service, desk.hall.tickets[mine].taken_back) == ("B", False)


def test_all_of_it_takes_the_waits_and_the_services(desk):
    mine = desk.hall.tickets[taken(desk)]
    whole = estimate_visit(desk.hall, mine, desk.now, Basis())
    assert whole == Range(10, 20)  # nobody waits: 6 and 8 minutes at the counters
    other = desk.hall.tickets[taken(desk, "A", "C")]
    assert estimate_visit(desk.hall, other, desk.now, Basis()) is None


def test_what_is_done_and_what_is_to_come_is_listed_in_its_order(desk):
    mine = taken(desk, "A", "B", "C")
    desk.do(c.CallNext("1"))
    desk.do(c.FinishService("1"), 60)
    done, rest = list_matters(desk.hall, desk.hall.tickets[mine], desk.now, Basis())
    assert (services(done), services(rest)) == ("A", "BC")
