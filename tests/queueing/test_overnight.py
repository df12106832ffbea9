"""Tickets served over the end of a day, one day after another."""

from dataclasses import fields
from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.numbering import write_given
from tests.queueing.centre import Desk


@pytest.mark.parametrize(
    "last",
    [
        (c.FinishService("1"),),
        (c.FinishService("1"), c.Undo("1"), c.FinishService("1")),
        (c.TransferTicket("1", service="C"), c.CallNext("3"), c.Recall("3"), c.ReturnTicket("3")),
        (c.ParkTicket("1"), c.ResumeTicket("1", "261123-A001"), c.Undo("1")),
    ],
)
def test_a_restart_finds_the_hall_though_its_day_began_with_a_ticket_of_the_day_before(last):
    desk = Desk()
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"), 5)
    desk.do(c.CloseDay(), 5)
    desk.now += timedelta(days=1)
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("2"))
    desk.do(c.StartService("2"), 5)
    desk.issue("C")
    for command in last:
        desk.do(command, 1)
    desk.do(c.CloseDay(), 5)
    replayed = desk.replayed()
    for field in fields(desk.hall):
        assert getattr(replayed, field.name) == getattr(desk.hall, field.name), field.name
    assert list(replayed.tickets) == ["261124-A001"]


def test_a_restart_finds_who_is_served_since_a_day_that_began_twice():
    desk = Desk()
    desk.open("1")
    desk.issue()
    desk.do(c.CallNext("1"))
    desk.do(c.StartService("1"))
    a_day = timedelta(days=1)
    given = tuple(write_given({desk.hall.day: dict(desk.hall.numbers)}))
    desk.set_clock(desk.now - a_day, -a_day, given)
    desk.do(c.CloseDay(), 3600)
    desk.now += a_day
    desk.do(c.OpenCounter("2", "mai"))
    desk.do(c.CloseDay(), 3600)
    desk.now += a_day
    desk.do(c.OpenCounter("2", "mai"))
    assert desk.current("1") == "A001"
    assert desk.replayed() == desk.hall
