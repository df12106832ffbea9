"""A waiting citizen who pressed the wrong button is moved, and loses nothing."""

import pytest

from queueing import commands as c
from queueing import errors
from queueing.hall.tickets import State
from queueing.procedures import COLLECTING
from queueing.wanted import find_wanted
from tests.queueing.centre import Desk


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def called(desk):
    ticket = desk.issue()
    desk.do(c.CallNext("1"))
    return ticket


def refused(desk, error, command):
    with pytest.raises(error):
        desk.do(command)


def test_a_wrong_button_is_corrected_at_the_place_by_arrival(desk):
    mistaken = desk.issue("A", priority="elderly")
    desk.issue("C", after_s=30)
    desk.do(c.CorrectService(mistaken.id, "C", "wrong button"), after_s=60)
    moved = desk.ticket("A001")
    assert (desk.waiting("A"), desk.waiting("C")) == ([], ["A001", "C001"])
    assert (moved.key, moved.arrival, moved.number) == (mistaken.key, mistaken.arrival, "A001")
    assert (moved.service, moved.state, moved.came_from) == ("C", State.WAITING, None)
    desk.do(c.CallNext("3"))
    assert desk.current("3") == "A001"


def test_a_former_wish_is_not_wanted_elsewhere_but_a_result_is(desk):
    wanted = []
    for code in ("1.001", COLLECTING.code):
        ticket = desk.issue("A", procedure=code)
        wanted.append(find_wanted(ticket))
        desk.do(c.CorrectService(ticket.id, "C"))
        wanted.append(find_wanted(desk.hall.tickets[ticket.id]))
    assert wanted == ["1.001", None, COLLECTING.code, COLLECTING.code]


def test_corrections_that_lead_nowhere_are_refused(desk):
    ticket = desk.issue("A")
    refused(desk, errors.TransferToItself, c.CorrectService(ticket.id, "A"))
    refused(desk, errors.UnknownService, c.CorrectService(ticket.id, "Z"))
    refused(desk, errors.UnknownTicket, c.CorrectService("nobody", "B"))
    desk.do(c.CallNext("1"))
    refused(desk, errors.TicketNotWaiting, c.CorrectService(ticket.id, "B"))


def test_a_counter_cannot_take_back_what_a_guide_has_gone_on_with(desk):
    ticket = called(desk)
    desk.do(c.ReturnTicket("1"))
    other = desk.issue("A")
    desk.do(c.CallNext("2"))
    desk.do(c.Undo("2"))
    desk.do(c.CorrectService(ticket.id, "C"))
    refused(desk, errors.TooLateToUndo, c.Undo("1"))
    desk.do(c.CallNext("1"))
    desk.do(c.CorrectService(desk.issue("B").id, "C"))
    desk.do(c.Undo("1"))
    assert desk.waiting("A") == [other.number]


def test_a_ticket_sent_to_one_counter_is_free_again_once_corrected(desk):
    called(desk)
    desk.do(c.TransferTicket("1", to_counter="2"))
    ticket = desk.ticket("A001")
    desk.do(c.CorrectService(ticket.id, "C"))
    assert desk.ticket("A001").only_at is None
    desk.do(c.CallNext("3"))
    assert desk.current("3") == "A001"
