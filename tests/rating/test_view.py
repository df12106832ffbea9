"""Whom the tablet asks, and for how long."""

from queueing import commands as c
from rating.view import make_rating_view
from tests.queueing.centre import Desk


def asked(desk, counter="2"):
    ticket = make_rating_view(desk.hall, counter, desk.now)["ticket"]
    return ticket and ticket["number"]


def test_it_asks_for_sixty_seconds_and_about_its_own_counter():
    desk = Desk()
    desk.open("1", "2")
    mine = desk.issue("A")
    desk.do(c.CallNext("2"))
    assert asked(desk) is None
    desk.do(c.FinishService("2"))
    view = make_rating_view(desk.hall, "2", desk.now)
    assert view["ticket"] == {"id": mine.id, "number": "A001"}
    assert view["until"] == "2026-11-23T01:01:00.000Z"
    assert asked(desk, "1") is None
    desk.issue("A", 60)
    assert asked(desk) == "A001"
    desk.issue("A", 0.1)
    assert asked(desk) is None


def test_a_rated_ticket_is_not_asked_again_nor_the_one_before_it():
    desk = Desk()
    desk.open("2")
    for _ in range(2):
        desk.issue("A")
        desk.do(c.CallNext("2"), 1)
        desk.do(c.FinishService("2"), 1)
    desk.do(c.RateTicket(desk.ticket("A002").id, "satisfied"))
    assert asked(desk) is None
